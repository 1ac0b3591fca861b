package vn.hoi.plan;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Beginning a plan, and the page that shows how far its writing is. */
@Controller
class WritePages {

    private static final List<String> COLUMNS =
            List.of("section", "heading", "unit", "account", "due-on", "state", "open");

    private final Plans plans;
    private final Outlines outlines;
    private final Drafting drafting;
    private final CopyForward copying;
    private final Arranging arranging;
    private final PlanRights rights;
    private final Units units;
    private final PlanUnits planUnits;

    WritePages(
            Plans plans,
            Outlines outlines,
            Drafting drafting,
            CopyForward copying,
            Arranging arranging,
            PlanRights rights,
            Units units,
            PlanUnits planUnits) {
        this.planUnits = planUnits;
        this.plans = plans;
        this.outlines = outlines;
        this.drafting = drafting;
        this.copying = copying;
        this.arranging = arranging;
        this.rights = rights;
        this.units = units;
    }

    @Access(Access.Level.PLAN)
    @GetMapping("/plans/new")
    Twin blank(@RequestParam(defaultValue = "") String copy) {
        int year = Vietnamese.today().getYear() + 1;
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("copy", copy);
        // the newest letter for a yearly plan is what is begun most
        outlines.list().stream()
                .filter(outline -> outline.kind().equals("annual"))
                .reduce((earlier, later) -> later)
                .ifPresent(outline -> typed.put("outline", outline.id()));
        typed.put("code", "ke-hoach-" + year);
        typed.put("year", String.valueOf(year));
        return form(typed, null);
    }

    private Twin form(Map<String, String> typed, @Nullable Problem problem) {
        return Twin.page("plan/new")
                .status(problem == null ? 200 : problem.status())
                .with("outlines", outlines.list())
                .with("plans", plans.list())
                .with("parts", PlanTime.ofYear())
                .with("typed", typed)
                .with("problem", problem)
                .json(() -> Map.of(
                        "outlines", outlines.list().stream().map(Outline::id).toList()));
    }

    @Access(Access.Level.PLAN)
    @PostMapping(path = "/plans", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin begin(@RequestParam Map<String, String> sent) {
        try {
            Plan plan = begun(sent);
            return form(sent, null).seeOther("/plans/" + plan.code() + "/write");
        } catch (Problem problem) {
            return form(sent, problem);
        }
    }

    private Plan begun(Map<String, String> sent) {
        String year = sent.getOrDefault("year", "").strip();
        if (!year.matches("20\\d\\d")) {
            throw new Problem(422, "PLA-414", "Năm kế hoạch là bốn chữ số, ví dụ 2027.");
        }
        int first = Integer.parseInt(year);
        String code = sent.getOrDefault("code", "").strip();
        if (code.equals("new")) {
            throw new Problem(
                    422, "PLA-413", "Mã «new» dành cho hệ thống; chọn mã khác, ví dụ «ke-hoach-" + year + "».");
        }
        String copy = sent.getOrDefault("copy", "");
        if (!copy.isEmpty()) {
            Plan source = plans.get(copy);
            LocalDate from = source.head().period().from();
            int years = first - (from == null ? first - 1 : from.getYear());
            if (years < 0) {
                throw new Problem(
                        422,
                        "PLA-414",
                        "Năm kế hoạch mới không trước năm của kế hoạch được sao chép; chọn năm ấy để soạn lại theo dự"
                                + " toán được giao, hoặc năm sau.");
            }
            return copying.copy(source, code, years);
        }
        Outline outline = outlines.get(sent.getOrDefault("outline", ""));
        return drafting.begin(outline.id(), code, PlanTime.of(outline, first, sent.getOrDefault("part", "")));
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/plans/{code}/write")
    Twin write(@PathVariable String code) {
        return page(plans.getWritten(code), null);
    }

    private Twin page(Plan plan, @Nullable Problem problem) {
        List<Map<String, @Nullable Object>> rows =
                plan.sections().stream().map(this::row).toList();
        return Twin.page("plan/write")
                .status(problem == null ? 200 : problem.status())
                .with("plan", plan)
                .with("problem", problem)
                .with("mayPlan", rights.mayPlan())
                .with(
                        "mine",
                        plan.sections().stream()
                                .filter(rights::mayWrite)
                                .map(PlanSection::id)
                                .toList())
                .with("units", named(plan))
                .with("askable", planUnits.askable())
                .with("today", Vietnamese.today())
                .json(() -> Map.of(
                        "plan",
                        plan.code(),
                        "state",
                        plan.state().id(),
                        "version",
                        plan.head().version(),
                        "rows",
                        rows))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private Map<Integer, String> named(Plan plan) {
        Map<Integer, String> named = new LinkedHashMap<>();
        for (PlanSection section : plan.sections()) {
            Optional.ofNullable(section.unit())
                    .flatMap(units::find)
                    .ifPresent(unit -> named.put(unit.id(), unit.name()));
        }
        return named;
    }

    private Map<String, @Nullable Object> row(PlanSection section) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("section", section.id());
        row.put("key", section.key());
        row.put("level", section.level());
        row.put("heading", section.heading());
        row.put(
                "unit",
                Optional.ofNullable(section.unit())
                        .flatMap(units::find)
                        .map(Unit::name)
                        .orElse(null));
        row.put("account", section.account());
        row.put("due-on", section.dueOn());
        row.put("state", section.state().id());
        row.put("open", section.open());
        return row;
    }

    @Access(Access.Level.PLAN)
    @PostMapping(path = "/plans/{code}/head", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin head(@PathVariable String code, @RequestParam Map<String, String> sent) {
        Plan plan = plans.getWritten(code);
        try {
            arranging.change(code, number(sent.getOrDefault("version", "")), sent);
        } catch (Problem problem) {
            return page(plan, problem);
        }
        return page(plans.getWritten(code), null).seeOther("/plans/" + code + "/write");
    }

    static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Problem(428, "PLA-428", "Thiếu phiên bản đang sửa; tải lại trang rồi làm lại.");
        }
        return Integer.parseInt(text);
    }

    @Access(Access.Level.PLAN)
    @PostMapping(path = "/plans/{code}/sections", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin add(@PathVariable String code, @RequestParam Map<String, String> sent) {
        Plan plan = plans.requireWritten(code);
        try {
            int section = arranging.addSection(
                    plan,
                    number(sent.getOrDefault("after", "")),
                    sent.getOrDefault("heading", ""),
                    Math.clamp(number(sent.getOrDefault("level", "3")), 1, 4),
                    sent.containsKey("appendix"));
            return page(plan, null).seeOther("/plans/" + code + "/sections/" + section);
        } catch (Problem problem) {
            return page(plan, problem);
        }
    }

    @Access(Access.Level.PLAN)
    @PostMapping(path = "/plans/{code}/assign", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin assign(@PathVariable String code, @RequestParam Map<String, String> sent) {
        Plan plan = plans.requireWritten(code);
        try {
            String unit = sent.getOrDefault("unit", "");
            String day = sent.getOrDefault("due-on", "").strip();
            @Nullable
            LocalDate due = day.isEmpty()
                    ? null
                    : Vietnamese.readDay(day)
                            .orElseThrow(() -> new Problem(
                                    422, "PLA-417", "Hạn không đọc được; ghi ngày/tháng/năm, ví dụ 30/06/2026."));
            String account = Vietnamese.clean(sent.getOrDefault("account", ""));
            @Nullable
            Integer id =
                    unit.isEmpty() ? null : units.get(unit, Vietnamese.today()).id();
            // the same for all sections ticked
            List<Integer> chosen = sent.keySet().stream()
                    .filter(key -> key.matches("s\\d{1,9}"))
                    .map(key -> Integer.parseInt(key.substring(1)))
                    .toList();
            if (chosen.isEmpty()) {
                throw new Problem(422, "PLA-419", "Chọn ít nhất một mục để giao.");
            }
            chosen.forEach(section -> arranging.assign(plan, section, id, account.isEmpty() ? null : account, due));
        } catch (Problem problem) {
            return page(plan, problem);
        }
        return page(plan, null).seeOther("/plans/" + code + "/write");
    }
}
