package vn.hoi.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** {@code /admin/privacy}: what is kept of people, why and how long; erasure of what is due; a person's own data. */
@Controller
@Access(Access.Level.ADMINISTER)
class PrivacyPages {

    private static final String HOME = "/admin/privacy";

    private final Registers registers;
    private final Erasures erasures;
    private final PersonData data;

    PrivacyPages(Registers registers, Erasures erasures, PersonData data) {
        this.registers = registers;
        this.erasures = erasures;
        this.data = data;
    }

    @GetMapping(HOME)
    Twin overview() {
        return overview(null, -1);
    }

    private Twin overview(@Nullable Problem problem, long erased) {
        List<PrivacyLine> lines = registers.list().stream()
                .filter(register -> register.columns().stream().anyMatch(Column::personal))
                .map(register -> new PrivacyLine(
                        register,
                        register.columns().stream().filter(Column::personal).toList(),
                        register.privacy(),
                        erasures.due(register, erasures.today())))
                .toList();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (PrivacyLine line : lines) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("register", line.register().id());
            row.put(
                    "columns",
                    String.join(", ", line.columns().stream().map(Column::id).toList()));
            row.put("why", line.privacy() == null ? null : line.privacy().why().vi());
            row.put("years", line.privacy() == null ? null : line.privacy().years());
            row.put("after", line.privacy() == null ? null : line.privacy().after());
            row.put("due", line.due());
            rows.add(row);
        }
        return Twin.page("privacy/overview")
                .with("lines", lines)
                .with("problem", problem)
                .with("erased", erased)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    return Twin.rows(rows, null);
                })
                .csv(() -> Csv.of(List.of("register", "columns", "why", "years", "after", "due"), rows));
    }

    /** @param sure {@code yes} when the person has been told that it cannot be taken back */
    @PostMapping(HOME + "/{register}/erase")
    Twin erase(@PathVariable String register, @RequestParam(defaultValue = "") String sure) {
        Register chosen = registers.get(register);
        try {
            if (!sure.equals("yes")) {
                throw new Problem(
                        422, "PVC-004", "Xóa dữ liệu cá nhân không hoàn lại được; đánh dấu xác nhận rồi gửi lại.");
            }
            long erased = erasures.erase(chosen, erasures.today());
            return overview(null, erased).json(() -> Map.of("register", chosen.id(), "erased", erased));
        } catch (Problem problem) {
            return overview(problem, -1);
        }
    }

    @GetMapping(HOME + "/person")
    Twin person() {
        return person("", "", null, null);
    }

    @PostMapping(HOME + "/person")
    Twin gather(@RequestParam(defaultValue = "") String asked, @RequestParam(defaultValue = "") String purpose) {
        try {
            return person(asked, purpose, data.gather(asked, purpose), null);
        } catch (Problem problem) {
            return person(asked, purpose, null, problem);
        }
    }

    private static Twin person(
            String asked, String purpose, @Nullable List<PersonKept> kept, @Nullable Problem problem) {
        return Twin.page("privacy/person")
                .with("asked", asked)
                .with("purpose", purpose)
                .with("kept", kept)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    Map<String, Object> body = new LinkedHashMap<>();
                    if (kept != null) {
                        kept.forEach(one -> body.put(one.register().id(), one.records()));
                    }
                    return Map.of("registers", body);
                });
    }
}
