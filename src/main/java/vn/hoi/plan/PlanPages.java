package vn.hoi.plan;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Menu;
import vn.hoi.common.Pages;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.document.Documents;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.FigureSeals;

/** {@code /plans}, a plan with live numbers, its documents, and the card of one of its figures. */
@Controller
class PlanPages {

    private final Plans plans;
    private final PlanCheck check;
    private final FigureReading reading;
    private final PlanMarkup markup;
    private final PlanDocument document;
    private final Documents documents;
    private final Publishing publishing;
    private final PlanRights rights;
    private final FigureSeals seals;
    private final PlanBook book;
    private final Outlines outlines;
    private final TaskProgress progress;

    PlanPages(
            Plans plans,
            PlanCheck check,
            FigureReading reading,
            PlanMarkup markup,
            PlanDocument document,
            Documents documents,
            Publishing publishing,
            PlanRights rights,
            FigureSeals seals,
            PlanBook book,
            Outlines outlines,
            TaskProgress progress) {
        this.outlines = outlines;
        this.progress = progress;
        this.book = book;
        this.seals = seals;
        this.plans = plans;
        this.check = check;
        this.reading = reading;
        this.markup = markup;
        this.document = document;
        this.documents = documents;
        this.publishing = publishing;
        this.rights = rights;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/plans")
    Twin list() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<Plan> all = plans.list();
        for (Plan plan : all) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("code", plan.code());
            row.put("number", plan.number());
            row.put("title", plan.title().vi());
            row.put("issued-on", plan.issuedOn());
            row.put("state", plan.state().id());
            row.put("figures", plan.citations().size());
            rows.add(row);
        }
        return Twin.page("plan/list")
                .with("plans", all)
                .with("mayPlan", rights.mayPlan())
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(List.of("code", "number", "title", "issued-on", "state", "figures"), rows));
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/plans/{code}")
    Twin plan(@PathVariable String code, HttpServletRequest request) {
        Plan plan = plans.get(code);
        Map<String, CitedFigure> figures = check.read(plan);
        Language language = Pages.language(request);
        var words = new FigureWords(figures, check::value, language);
        List<TaskProgress.Standing> tasks = progress.of(plan);
        return Twin.page("plan/plan")
                .with("plan", plan)
                .with("openNumber", outlines.issuer().openNumber(plan.documentName()))
                .with("tasks", tasks)
                .with("told", TaskProgress.isTold(tasks))
                .with("figures", figures)
                .with(
                        "differing",
                        figures.values().stream()
                                .filter(cited -> cited.verdict().equals("no"))
                                .count())
                .with("bySource", bySource(figures))
                .with("mayWork", !plan.state().isOut())
                .with("kept", publishing.digests(plan))
                .with("text", text(plan, figures, words))
                .with(
                        "appendices",
                        plan.appendices().stream()
                                .map(section -> new ShownAppendix(
                                        section.heading(), html(section.body(), plan, figures, words)))
                                .toList())
                .json(() -> PlanJson.plan(plan, figures))
                .document("docx", () -> documents.docx(document.of(plan)))
                .document("pdf", () -> documents.pdf(document.of(plan)))
                .document("xlsx", () -> book.of(plan));
    }

    /** The text was parsed when the plan was read; only what its tables add is parsed anew. */
    private String text(Plan plan, Map<String, CitedFigure> figures, FigureWords words) {
        String written = PlanText.markdown(plan.sections());
        String expanded = markup.marked(written, plan);
        return PlanChart.draw(PlanText.html(
                expanded.equals(written) ? plan.text() : PlanText.parse(expanded),
                node -> link(plan, node, figures, words)));
    }

    private String html(String text, Plan plan, Map<String, CitedFigure> figures, FigureWords words) {
        return PlanChart.draw(
                PlanText.html(PlanText.parse(markup.marked(text, plan)), node -> link(plan, node, figures, words)));
    }

    /** How many figures come from records, from reports, from documents, and how many not yet from their source. */
    private static Map<String, Long> bySource(Map<String, CitedFigure> figures) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String source : List.of("records", "reported", "cited", "awaited")) {
            counts.put(source, 0L);
        }
        for (CitedFigure cited : figures.values()) {
            Figure figure = cited.citation().figure();
            String source = !cited.isKnown()
                    ? "awaited"
                    : figure.source().equals("cited") || figure.source().equals("reported")
                            ? figure.source()
                            : "records";
            counts.merge(source, 1L, Long::sum);
        }
        return counts;
    }

    private PlanText.FigureLink link(Plan plan, FigureNode node, Map<String, CitedFigure> figures, FigureWords words) {
        CitedFigure cited = figures.get(node.figure());
        Map<String, String> attributes = new LinkedHashMap<>();
        if (cited == null) {
            attributes.put("class", "fig");
            attributes.put("data-known", "no");
            return new PlanText.FigureLink(attributes, "{{" + node.figure() + "}}");
        }
        attributes.put("class", "fig");
        attributes.put("href", address(cited));
        attributes.put("data-source", cited.citation().figure().source());
        attributes.put("data-agrees", cited.verdict());
        attributes.put("data-known", cited.isKnown() ? "yes" : "no");
        attributes.put("title", cited.citation().figure().name().vi());
        attributes.put("hx-get", "/plans/" + plan.code() + "/figures/" + node.figure());
        attributes.put("hx-trigger", "mouseenter delay:150ms, focus");
        attributes.put("hx-target", "#figure-card");
        return new PlanText.FigureLink(attributes, words.of(node).orElse(""));
    }

    /** The figure's own page, asked as the plan asks it. */
    private static String address(CitedFigure cited) {
        return "/figures/" + cited.citation().figure().id() + asked(cited.citation());
    }

    private static String asked(Citation citation) {
        List<String> parts = new ArrayList<>();
        if (citation.asOf() != null) {
            parts.add("as-of=" + citation.asOf());
        }
        if (citation.period().from() != null) {
            parts.add("from=" + citation.period().from());
        }
        if (citation.period().to() != null) {
            parts.add("to=" + citation.period().to());
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/plans/{code}/figures/{id}")
    Twin card(@PathVariable String code, @PathVariable String id) {
        Plan plan = plans.get(code);
        Citation citation = plan.citations().get(id);
        if (citation == null) {
            throw Problem.unknown("PLA-405", "Kế hoạch này không trích dẫn số liệu «" + id + "».");
        }
        CitedFigure cited = check.read(citation);
        return Twin.page("plan/card")
                .with("cited", cited)
                .with("earlier", check.value(citation.later(-1)).orElse(null))
                .with("address", address(cited))
                .with(
                        "records",
                        cited.reading().records() == null ? "" : "/figures/" + id + "/records" + asked(citation))
                .with(
                        "register",
                        cited.reading().records() == null
                                ? null
                                : reading.register(citation.figure()).name())
                .json(() -> PlanJson.figure(cited));
    }

    /** What went out, byte for byte; the page shows it as it was printed. */
    @Access(Access.Level.PUBLIC)
    @GetMapping("/plans/{code}/published")
    Twin published(@PathVariable String code) {
        Plan plan = plans.get(code);
        Map<String, String> digests = publishing.digests(plan);
        if (digests.isEmpty()) {
            throw Problem.unknown("PLA-408", "Kế hoạch này không có bản lưu khi ban hành trong hệ thống.");
        }
        Optional<Long> seal = publishing.seal(plan);
        return Twin.page("plan/published")
                .with("plan", plan)
                .with("digests", digests)
                .with("seal", seal.orElse(null))
                .with("changes", seal.map(this::changed).orElse(List.of()))
                .with("html", new String(kept(plan, "html"), java.nio.charset.StandardCharsets.UTF_8))
                .json(() -> Map.of("plan", plan.code(), "sha256", digests))
                .document("docx", () -> kept(plan, "docx"))
                .document("pdf", () -> kept(plan, digests.containsKey("signed") ? "signed" : "pdf"))
                .foreign();
    }

    /** What the figures it went out with have become since. */
    private List<FigureSeals.Changed> changed(long seal) {
        return seals.changes(seal).stream()
                .filter(changed -> !changed.sealed().behind())
                .filter(changed ->
                        changed.difference() != null && changed.difference().signum() != 0)
                .toList();
    }

    private byte[] kept(Plan plan, String form) {
        return publishing.published(plan, form).orElseThrow().content();
    }

    /** The line of plans in the navigation. */
    @Component
    static class PlanMenu implements Menu {
        @Override
        public int order() {
            return 20;
        }

        @Override
        public List<MenuItem> items() {
            return List.of(new MenuItem(new Label("Kế hoạch, báo cáo", "Plans and reports"), "/plans", "", false));
        }
    }
}
