package vn.hoi.lookup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Language;
import vn.hoi.common.Pages;
import vn.hoi.common.Twin;
import vn.hoi.register.PublicRecords;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** {@code /p}: anybody may check what carries a key of this province. Unknown keys get the same answer in shape and cost. */
@Controller
class LookUpPages {

    private static final int TOO_MANY = 429;

    private final Registers registers;
    private final PublicRecords records;
    private final PublicWords words;
    private final CallerLimit limit;

    LookUpPages(Registers registers, PublicRecords records, PublicWords words, CallerLimit limit) {
        this.registers = registers;
        this.records = records;
        this.words = words;
        this.limit = limit;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/p")
    Twin choose(
            @RequestParam(defaultValue = "") String register,
            @RequestParam(defaultValue = "") String key,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Register> chosen = find(register);
        if (chosen.isPresent() && !key.isBlank()) {
            return answer(chosen.get(), key, request, response);
        }
        return form(register, key, false);
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/p/{register}")
    Twin chosen(@PathVariable String register) {
        return form(register, "", find(register).isEmpty());
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/p/{register}/{*key}")
    Twin look(
            @PathVariable String register,
            @PathVariable String key,
            HttpServletRequest request,
            HttpServletResponse response) {
        return find(register)
                .map(found -> answer(found, key.substring(1), request, response))
                .orElseGet(() -> form(register, key.substring(1), true));
    }

    private Optional<Register> find(String id) {
        return registers.find(id).filter(register -> register.publicView() != null);
    }

    private List<Register> offered() {
        return registers.list().stream()
                .filter(register -> register.publicView() != null)
                .toList();
    }

    private Twin form(String register, String key, boolean unknown) {
        return Twin.page("lookup/choose")
                .withoutMenu()
                .status(unknown ? 404 : 200)
                .with("registers", offered())
                .with("chosen", register)
                .with("key", key)
                .with("unknown", unknown)
                .json(() -> unknown
                        ? problem(404, "LUP-404", unknownRegister())
                        : Twin.rows(
                                offered().stream()
                                        .map(found -> Map.of(
                                                "register",
                                                found.id(),
                                                "name",
                                                found.name().vi()))
                                        .toList(),
                                null));
    }

    private static String unknownRegister() {
        return "Không có loại giấy tờ, phương tiện này để tra cứu; chọn một loại trong danh sách ở /p.";
    }

    private Twin answer(Register register, String key, HttpServletRequest request, HttpServletResponse response) {
        long wait = limit.waitSeconds(request.getRemoteAddr());
        if (wait > 0) {
            response.setHeader("Retry-After", Long.toString(wait));
            return Twin.page("lookup/wait")
                    .withoutMenu()
                    .status(TOO_MANY)
                    .with("seconds", wait)
                    .json(() -> problem(TOO_MANY, "LUP-429", "Tra cứu quá nhiều lần; thử lại sau " + wait + " giây."));
        }
        List<Map<String, @Nullable Object>> rows = records.find(register, key);
        List<Verdict> verdicts =
                rows.stream().map(row -> Verdict.of(register, row)).toList();
        Verdict verdict = Verdict.of(verdicts);
        Language language = Pages.language(request);
        List<Found> found = rows.stream()
                .map(row -> new Found(Verdict.of(register, row), words.facts(register, row, language)))
                .toList();
        return Twin.page("lookup/answer")
                .withoutMenu()
                .with("register", register)
                .with("key", key)
                .with("verdict", verdict)
                .with("found", found)
                .with("heading", heading(register, verdict, rows, language))
                .json(() -> json(register, key, verdict, rows));
    }

    private Map<String, @Nullable Object> json(
            Register register, String key, Verdict verdict, List<Map<String, @Nullable Object>> rows) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("register", register.id());
        json.put("key", key);
        json.put("verdict", verdict.id());
        json.put("records", rows.stream().map(row -> words.json(register, row)).toList());
        return json;
    }

    /** Of a case its state, of information its title; empty where the verdict itself is the heading. */
    private static String heading(
            Register register, Verdict verdict, List<Map<String, @Nullable Object>> rows, Language language) {
        return switch (verdict) {
            case FOLLOWED ->
                register.findState(String.valueOf(rows.getFirst().get("state")))
                        .map(state -> state.name().in(language))
                        .orElse("");
            case SHOWN ->
                register.title() == null || rows.getFirst().get(register.title()) == null
                        ? ""
                        : String.valueOf(rows.getFirst().get(register.title()));
            default -> "";
        };
    }

    private static Map<String, Object> problem(int status, String code, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("status", status);
        problem.put("code", code);
        problem.put("detail", detail);
        return problem;
    }
}
