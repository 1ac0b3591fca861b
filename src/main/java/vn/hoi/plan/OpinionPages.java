package vn.hoi.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import vn.hoi.document.Body;
import vn.hoi.document.Documents;
import vn.hoi.document.OfficialDocument;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Opinions on a draft: sent, answered, settled; and the table of what was taken up, for paper too. */
@Controller
class OpinionPages {

    private static final List<String> COLUMNS =
            List.of("round", "unit", "due-on", "answered", "section", "text", "taken", "reason");

    private final Plans plans;
    private final Opinions opinions;
    private final PlanRights rights;
    private final Units units;
    private final Documents documents;

    OpinionPages(Plans plans, Opinions opinions, PlanRights rights, Units units, Documents documents) {
        this.plans = plans;
        this.opinions = opinions;
        this.rights = rights;
        this.units = units;
        this.documents = documents;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/plans/{code}/opinions")
    Twin list(@PathVariable String code) {
        return page(plans.getWritten(code), null, Map.of());
    }

    private Twin page(Plan plan, @Nullable Problem problem, Map<String, String> typed) {
        List<Opinion> all = opinions.list(plan);
        Map<Integer, String> names = new LinkedHashMap<>();
        all.forEach(opinion -> names.put(
                opinion.unit(), units.find(opinion.unit()).map(Unit::name).orElse("")));
        Map<Integer, String> headings = new LinkedHashMap<>();
        plan.sections().forEach(section -> headings.put(section.id(), section.heading()));
        List<Map<String, @Nullable Object>> rows = rows(all, names, headings);
        return Twin.page("plan/opinions")
                .status(problem == null ? 200 : problem.status())
                .with("plan", plan)
                .with("opinions", all)
                .with("names", names)
                .with("headings", headings)
                .with("problem", problem)
                .with("typed", typed)
                .with("today", Vietnamese.today())
                .with("mayPlan", rights.mayPlan())
                .with(
                        "answerable",
                        all.stream()
                                .filter(opinion -> plan.isWritten() && rights.mayAnswerFor(opinion.unit()))
                                .map(Opinion::id)
                                .toList())
                .with(
                        "askable",
                        units.on(Vietnamese.today()).stream()
                                .filter(unit ->
                                        unit.isGrassroots() || unit.kind().equals("department"))
                                .toList())
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows))
                .document("docx", () -> documents.docx(table(plan, all, names, headings)))
                .document("pdf", () -> documents.pdf(table(plan, all, names, headings)));
    }

    private static List<Map<String, @Nullable Object>> rows(
            List<Opinion> all, Map<Integer, String> names, Map<Integer, String> headings) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Opinion opinion : all) {
            List<@Nullable OpinionPoint> points = new ArrayList<>(opinion.points());
            if (points.isEmpty()) {
                points.add(null);
            }
            for (@Nullable OpinionPoint point : points) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("round", opinion.round());
                row.put("unit", names.get(opinion.unit()));
                row.put("due-on", opinion.dueOn());
                row.put("answered", opinion.answeredAt());
                row.put("agrees", opinion.agrees());
                row.put("section", point == null || point.section() == null ? null : headings.get(point.section()));
                row.put("text", point == null ? null : point.text());
                row.put("taken", point == null ? null : point.taken());
                row.put("reason", point == null ? null : point.reason());
                rows.add(row);
            }
        }
        return rows;
    }

    /** «Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý». */
    private static OfficialDocument table(
            Plan plan, List<Opinion> all, Map<Integer, String> names, Map<Integer, String> headings) {
        var text = new StringBuilder(
                "| TT | Cơ quan, đơn vị | Nội dung, mục | Ý kiến | Tiếp thu, giải trình |\n|---:|---|---|---|---|\n");
        int number = 0;
        for (Opinion opinion : all) {
            String unit = names.getOrDefault(opinion.unit(), "");
            if (opinion.points().isEmpty()) {
                text.append(row(++number, unit, "", opinion.answeredAt() == null ? "Chưa trả lời" : "Nhất trí", ""));
            }
            for (OpinionPoint point : opinion.points()) {
                text.append(row(
                        ++number,
                        unit,
                        point.section() == null ? "Toàn văn" : headings.getOrDefault(point.section(), ""),
                        point.text(),
                        taken(point)));
            }
        }
        Plan.Head head = plan.head();
        return new OfficialDocument(
                new OfficialDocument.Head(
                        "",
                        head.issuer().vi(),
                        "",
                        head.place(),
                        "",
                        "Bảng tổng hợp",
                        "Tiếp thu, giải trình ý kiến góp ý đối với dự thảo "
                                + head.title().vi(),
                        "",
                        List.of()),
                Body.parse(text.toString()),
                new OfficialDocument.Signature("", "", ""),
                List.of(),
                Optional.empty(),
                OfficialDocument.Page.A4_LANDSCAPE,
                List.of());
    }

    private static String taken(OpinionPoint point) {
        String taken = point.taken();
        String word = taken == null
                ? "Chưa xử lý"
                : switch (taken) {
                    case "whole" -> "Tiếp thu.";
                    case "part" -> "Tiếp thu một phần.";
                    default -> "Không tiếp thu.";
                };
        return point.reason().isEmpty() ? word : word + " " + point.reason();
    }

    private static String row(int number, String... cells) {
        var row = new StringBuilder("| ").append(number).append(" |");
        for (String cell : cells) {
            row.append(' ').append(PlanMarkup.cell(cell)).append(" |");
        }
        return row.append('\n').toString();
    }

    @Access(Access.Level.PLAN)
    @PostMapping(path = "/plans/{code}/opinions", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin ask(@PathVariable String code, @RequestParam Map<String, String> sent) {
        Plan plan = plans.getWritten(code);
        try {
            LocalDate due = Vietnamese.readDay(sent.getOrDefault("due-on", ""))
                    .orElseThrow(() -> new Problem(
                            422, "PLA-431", "Chọn ít nhất một đơn vị và một hạn trả lời từ hôm nay trở đi."));
            Set<Integer> chosen = new LinkedHashSet<>();
            for (Unit unit : units.on(Vietnamese.today())) {
                boolean group = unit.isGrassroots()
                        ? sent.containsKey("communes")
                        : unit.kind().equals("department") && sent.containsKey("departments");
                if (group || sent.containsKey("u" + unit.id())) {
                    chosen.add(unit.id());
                }
            }
            opinions.ask(plan, chosen, due);
        } catch (Problem problem) {
            return page(plan, problem, sent);
        }
        return page(plan, null, Map.of()).seeOther("/plans/" + code + "/opinions");
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(
            path = "/plans/{code}/opinions/{opinion:\\d{1,18}}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin answer(@PathVariable String code, @PathVariable long opinion, @RequestParam Map<String, String> sent) {
        Plan plan = plans.getWritten(code);
        Map<Integer, String> said = new LinkedHashMap<>();
        sent.forEach((key, text) -> {
            if (key.matches("s\\d{1,9}")) {
                said.put(Integer.parseInt(key.substring(1)), text);
            }
        });
        try {
            opinions.answer(plan, opinion, sent.containsKey("agrees"), said);
        } catch (Problem problem) {
            if (problem.status() == 403 || problem.status() == 404) {
                throw problem;
            }
            return page(plan, problem, sent);
        }
        return page(plan, null, Map.of()).seeOther("/plans/" + code + "/opinions#o" + opinion);
    }

    @Access(Access.Level.PLAN)
    @PostMapping(
            path = "/plans/{code}/opinions/points/{point:\\d{1,18}}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin settle(@PathVariable String code, @PathVariable long point, @RequestParam Map<String, String> sent) {
        Plan plan = plans.getWritten(code);
        try {
            opinions.settle(plan, point, sent.getOrDefault("taken", ""), sent.getOrDefault("reason", ""));
        } catch (Problem problem) {
            if (problem.status() == 404) {
                throw problem;
            }
            return page(plan, problem, sent);
        }
        return page(plan, null, Map.of()).seeOther("/plans/" + code + "/opinions#t" + point);
    }
}
