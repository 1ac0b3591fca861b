package vn.hoi.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;
import vn.hoi.plan.PlanSection.Paragraph;

/** The editor: one section, paragraph by paragraph. Every button of it works without script. */
@Controller
class SectionPages {

    private static final int MOST_PICKED = 20;

    private final Plans plans;
    private final Writing writing;
    private final Remarks remarks;
    private final PlanRights rights;
    private final PlanCheck check;
    private final PlanMarkup markup;
    private final Figures figures;
    private final PlanTasks tasks;
    private final PlanUnits units;

    SectionPages(
            Plans plans,
            Writing writing,
            Remarks remarks,
            PlanRights rights,
            PlanCheck check,
            PlanMarkup markup,
            Figures figures,
            PlanTasks tasks,
            PlanUnits units) {
        this.tasks = tasks;
        this.units = units;
        this.plans = plans;
        this.writing = writing;
        this.remarks = remarks;
        this.rights = rights;
        this.check = check;
        this.markup = markup;
        this.figures = figures;
    }

    private PlanSection section(Plan plan, int number) {
        return plan.findSection(number).orElseThrow(Arranging::noSection);
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/plans/{code}/sections/{number:\\d{1,9}}")
    Twin section(
            @PathVariable String code,
            @PathVariable int number,
            @RequestParam(defaultValue = "0") long edit,
            @RequestParam(defaultValue = "") String q) {
        Plan plan = plans.getWritten(code);
        return page(plan, section(plan, number), edit, null, Map.of(), q, null);
    }

    private Twin page(
            Plan plan,
            PlanSection section,
            long edit,
            @Nullable Problem problem,
            Map<String, String> typed,
            String q,
            @Nullable SavedText saved) {
        Map<Citation, CitedFigure> read = new HashMap<>();
        Function<Citation, CitedFigure> reader = citation -> read.computeIfAbsent(citation, check::read);
        var words = new FigureWords(cited(plan, section, reader), check::value, Language.VI);
        var notes = Footnotes.of(plan);
        List<Remark> open = remarks.open(section);
        List<ShownParagraph> shown = new ArrayList<>();
        for (Paragraph paragraph : section.paragraphs()) {
            shown.add(new ShownParagraph(
                    paragraph,
                    PlanChart.draw(PlanText.html(
                            PlanText.parse(markup.marked(notes.shown(section, paragraph.text()), plan)),
                            node -> new PlanText.FigureLink(
                                    Map.of("class", "fig", "href", "/figures/" + node.figure()),
                                    words.of(node).orElse("{{" + node.figure() + "}}")))),
                    open.stream()
                            .filter(remark -> remark.paragraph() == paragraph.id())
                            .toList(),
                    TypedNumbers.in(paragraph.text(), plan.citations().values(), reader::apply)));
        }
        List<PlanSection> all = plan.sections();
        int at = all.indexOf(section);
        return Twin.page("plan/section")
                .status(problem == null ? 200 : problem.status())
                .with("plan", plan)
                .with("section", section)
                .with("shown", shown)
                .with("edit", edit)
                .with("problem", problem)
                .with("typed", typed)
                .with("saved", saved)
                .with("mayWrite", plan.isWritten() && rights.mayWrite(section))
                .with("mayRemark", plan.isWritten())
                .with("removed", writing.removed(section))
                .with(
                        "tasks",
                        tasks.list(plan).stream()
                                .filter(task -> task.section().equals(section.key()))
                                .toList())
                .with("askable", units.askable())
                .with("inserts", inserts(plan, section))
                .with("q", q)
                .with("picked", q.isBlank() ? List.of() : pick(q))
                .with("before", at > 0 ? all.get(at - 1) : null)
                .with("after", at + 1 < all.size() ? all.get(at + 1) : null)
                .json(() -> json(plan, section, saved));
    }

    /** What is inserted without choosing a figure, by its name. */
    private static Map<String, String> inserts(Plan plan, PlanSection section) {
        int year = Drafting.begins(plan.head().period()).getYear();
        Map<String, String> inserts = new LinkedHashMap<>();
        inserts.put("budget", "{{budget: " + year + ", heading}}");
        inserts.put("budget.unit", "{{budget: " + year + ", unit}}");
        inserts.put("budget.course", "{{budget: " + year + ", heading, requested, allotted, disbursed}}");
        inserts.put("targets", "{{targets: all}}");
        inserts.put("tasks", "{{tasks: all}}");
        String note = "[^" + Footnotes.next(section) + "]";
        inserts.put("note", note + "\n\n" + note + ": ");
        return inserts;
    }

    /** The figures this section shows, those of its tables too; the others of the plan are not read for it. */
    private Map<String, CitedFigure> cited(Plan plan, PlanSection section, Function<Citation, CitedFigure> reader) {
        Set<String> named = new LinkedHashSet<>(PlanText.figures(PlanText.parse(section.body())));
        named.addAll(markup.cited(section.body()));
        Map<String, CitedFigure> cited = new LinkedHashMap<>();
        for (String id : named) {
            Citation citation = plan.citations().get(id);
            if (citation != null) {
                cited.put(id, reader.apply(citation));
            }
        }
        return cited;
    }

    private static Map<String, @Nullable Object> json(Plan plan, PlanSection section, @Nullable SavedText saved) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("plan", plan.code());
        body.put("section", section.id());
        body.put("key", section.key());
        body.put("heading", section.heading());
        body.put("state", section.state().id());
        body.put("paragraphs", section.paragraphs());
        body.put("suggestion", saved == null ? null : saved.suggestion());
        return body;
    }

    /** Figures whose id or name holds every word, those of the plan's fields all alike. */
    private List<Figure> pick(String q) {
        String[] wanted = Vietnamese.fold(q).split("\\s+");
        return figures.list().stream()
                .filter(figure -> {
                    String text =
                            figure.id() + " " + Vietnamese.fold(figure.name().vi());
                    for (String word : wanted) {
                        if (!text.contains(word)) {
                            return false;
                        }
                    }
                    return true;
                })
                .limit(MOST_PICKED)
                .toList();
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/plans/{code}/pick")
    Twin picked(@PathVariable String code, @RequestParam(defaultValue = "") String q) {
        Plan plan = plans.getWritten(code);
        List<Figure> found = q.isBlank() ? List.of() : pick(q);
        return Twin.page("plan/pick")
                .with("plan", plan)
                .with("picked", found)
                .json(() -> Twin.rows(
                        found.stream()
                                .map(figure -> {
                                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                                    row.put("figure", figure.id());
                                    row.put("name", figure.name().vi());
                                    row.put("source", figure.source());
                                    return row;
                                })
                                .toList(),
                        null));
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(
            path = "/plans/{code}/sections/{number:\\d{1,9}}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin work(@PathVariable String code, @PathVariable int number, @RequestParam Map<String, String> sent) {
        Plan plan = plans.requireWritten(code);
        PlanSection section = section(plan, number);
        long paragraph = longNumber(sent.getOrDefault("paragraph", "0"));
        @Nullable SavedText saved = null;
        try {
            saved = done(plan, section, paragraph, sent);
        } catch (Problem problem) {
            if (problem.status() == 403 || problem.status() == 404) {
                throw problem;
            }
            return page(plan, section, paragraph, problem, sent, "", null);
        }
        Plan now = plans.getWritten(code);
        PlanSection fresh = section(now, number);
        if (saved != null && saved.suggestion() != null) {
            return page(now, fresh, 0, null, Map.of(), "", saved).status(409);
        }
        return page(now, fresh, 0, null, Map.of(), "", saved)
                .seeOther("/plans/" + code + "/sections/" + number + (paragraph == 0 ? "" : "#p" + paragraph));
    }

    private @Nullable SavedText done(Plan plan, PlanSection section, long paragraph, Map<String, String> sent) {
        String text = sent.getOrDefault("text", "");
        String act = sent.getOrDefault("do", "save");
        if (!act.equals("comment") && !act.equals("suggest")) {
            rights.requireWrite(section);
        }
        switch (act) {
            case "save" -> {
                return writing.save(
                        plan, section, paragraph, WritePages.number(sent.getOrDefault("version", "")), text);
            }
            case "remove" -> {
                return writing.save(plan, section, paragraph, WritePages.number(sent.getOrDefault("version", "")), "");
            }
            case "add" -> writing.add(plan, section, paragraph, text);
            case "restore" -> writing.restore(section, paragraph, WritePages.number(sent.getOrDefault("version", "")));
            case "comment" -> remarks.add(section, paragraph, false, text);
            case "suggest" -> remarks.add(section, paragraph, true, text);
            case "take", "refuse", "settle" ->
                remarks.settle(
                        plan,
                        section,
                        longNumber(sent.getOrDefault("remark", "")),
                        act,
                        sent.getOrDefault("reason", ""));
            case "task-add" -> tasks.add(plan, section, sent);
            case "task-remove" ->
                tasks.remove(plan, section, Math.toIntExact(longNumber(sent.getOrDefault("task", ""))));
            case "done" -> writing.mark(section, PlanSection.State.DONE);
            case "reopen" -> writing.mark(section, PlanSection.State.WRITING);
            default -> throw Problem.badRequest("PLA-420", "Không có việc «" + act + "»; dùng các nút trên trang.");
        }
        return null;
    }

    private static long longNumber(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.badRequest("PLA-420", "Số đoạn hoặc số góp ý không đọc được; dùng các nút trên trang.");
        }
        return Long.parseLong(text);
    }

    /** A paragraph through time. */
    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/plans/{code}/sections/{number:\\d{1,9}}/paragraphs/{paragraph:\\d{1,18}}")
    Twin history(@PathVariable String code, @PathVariable int number, @PathVariable long paragraph) {
        Plan plan = plans.getWritten(code);
        PlanSection section = section(plan, number);
        List<EarlierText> history = writing.history(section, paragraph);
        if (history.isEmpty()) {
            throw Problem.unknown("PLA-406", "Mục không có đoạn này; tải lại trang để thấy các đoạn hiện có.");
        }
        return Twin.page("plan/paragraph")
                .with("plan", plan)
                .with("section", section)
                .with("paragraph", paragraph)
                .with("changes", Changed.of(history))
                .with("mayWrite", plan.isWritten() && rights.mayWrite(section))
                .json(() -> Twin.rows(
                        history.stream()
                                .map(earlier -> {
                                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                                    row.put("version", earlier.version());
                                    row.put("text", earlier.text());
                                    row.put("removed", earlier.removed());
                                    row.put("account", earlier.account());
                                    row.put("at", earlier.at());
                                    return row;
                                })
                                .toList(),
                        null));
    }
}
