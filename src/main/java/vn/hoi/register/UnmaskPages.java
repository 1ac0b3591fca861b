package vn.hoi.register;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Unmasking;

/** Asks for the purpose for which personal data of a register is to be shown, and masks it again. */
@Controller
class UnmaskPages {

    private final Registers registers;
    private final Rights rights;
    private final Unmasking unmasking;

    UnmaskPages(Registers registers, Rights rights, Unmasking unmasking) {
        this.registers = registers;
        this.rights = rights;
        this.unmasking = unmasking;
    }

    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}/unmask")
    Twin form(@PathVariable String id, @RequestParam(defaultValue = "") String back) {
        return form(registers.get(id), back, "", null);
    }

    private Twin form(Register register, String back, String purpose, @Nullable Problem problem) {
        return Twin.page("register/unmask")
                .with("register", register)
                .with(
                        "columns",
                        register.columns().stream().filter(Column::personal).toList())
                .with("open", rights.mayReadPersonal(register.id()))
                .with("may", rights.mayUnmask(register.id()))
                .with("minutes", (int) Unmasking.LASTS.toMinutes())
                .with("back", within(register, back))
                .with("purpose", purpose)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    return Map.of("register", register.id(), "open", rights.mayReadPersonal(register.id()));
                });
    }

    @Access(Access.Level.READ)
    @PostMapping("/registers/{id}/unmask")
    Twin open(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "") String end) {
        Register register = registers.get(id);
        try {
            if (end.isEmpty()) {
                unmasking.open(register.id(), purpose);
            } else {
                unmasking.close(register.id());
            }
        } catch (Problem problem) {
            return form(register, back, purpose, problem);
        }
        return Twin.page("register/unmask")
                .json(() -> Map.of("register", register.id(), "open", end.isEmpty()))
                .seeOther(within(register, back));
    }

    /** Back to a page of this register only. */
    private static String within(Register register, String back) {
        String own = "/registers/" + register.id();
        return back.equals(own) || back.startsWith(own + "/") || back.startsWith(own + "?") ? back : own;
    }
}
