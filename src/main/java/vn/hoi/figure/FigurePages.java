package vn.hoi.figure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Fields;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /figures} and a figure. */
@Controller
class FigurePages {

    private final Figures figures;
    private final Fields fields;
    private final FigureReading reading;
    private final FigureAsking asking;
    private final Disclosure disclosure;
    private final Series series;
    private final FigureJson json;
    private final Relations relations;
    private final CitedValues cited;
    private final Reports reports;
    private final FigureHistory history;
    private final OpenedRecords opened;
    private final Units units;
    private final Rights rights;
    private final Targets targets;
    private final TargetReading standings;

    FigurePages(
            Figures figures,
            Fields fields,
            FigureReading reading,
            FigureAsking asking,
            Disclosure disclosure,
            Series series,
            FigureJson json,
            Relations relations,
            CitedValues cited,
            Reports reports,
            FigureHistory history,
            OpenedRecords opened,
            Units units,
            Rights rights,
            Targets targets,
            TargetReading standings) {
        this.targets = targets;
        this.standings = standings;
        this.figures = figures;
        this.fields = fields;
        this.reading = reading;
        this.asking = asking;
        this.disclosure = disclosure;
        this.series = series;
        this.json = json;
        this.relations = relations;
        this.cited = cited;
        this.reports = reports;
        this.history = history;
        this.opened = opened;
        this.units = units;
        this.rights = rights;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/figures")
    Twin list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String source) {
        String wanted = Vietnamese.fold(q.strip());
        List<Figure> asked = figures.list().stream()
                .filter(figure -> rights.mayReadFigure(figure.id(), figure.isPublic()))
                .filter(figure -> field.isEmpty() || figure.field().id().equals(field))
                .filter(figure -> source.isEmpty() || figure.source().equals(source))
                .filter(figure -> wanted.isEmpty()
                        || figure.id().contains(wanted)
                        || Vietnamese.fold(figure.name().vi()).contains(wanted)
                        || Vietnamese.fold(figure.name().en()).contains(wanted))
                .toList();
        List<Reading> read = reading.readAll(asked, FigureQuery.PLAIN);
        List<Map<String, @Nullable Object>> rows =
                read.stream().map(FigureJson::row).toList();
        return Twin.page("figure/list")
                .with("readings", read)
                .with("fields", fields.list())
                .with("q", q)
                .with("field", field)
                .with("source", source)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(List.of("figure", "field", "name", "value", "measure", "source", "awaited"), rows));
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/figures/{id}")
    Twin figure(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        FigureAsking.refuseOthers(parameters);
        Figure figure = figures.get(id);
        opened.requireRight(figure);
        return page(figure, parameters);
    }

    private Twin page(Figure figure, MultiValueMap<String, String> parameters) {
        FigureQuery query = asking.query(parameters);
        Reading read = disclosure.told(reading.read(figure, query));
        Optional<Series.Every> every = asking.every(parameters);
        List<Series.Point> points =
                every.map(step -> series.of(figure, query, step)).orElse(List.of());
        List<Relation> named = relations.list().stream()
                .filter(relation -> relation.figures().contains(figure.id()))
                .toList();
        Optional<Source> source = reading.source(figure);
        return Twin.page("figure/figure")
                .with("figure", figure)
                .with("read", read)
                .with("query", query)
                .with("stored", source.isPresent())
                .with("stock", source.map(one -> one.definition().stock()).orElse(false))
                .with("ledgerAddress", reading.ledgerLines(figure).orElse(null))
                .with("reportsAddress", reading.reportsList(figure).orElse(null))
                .with("sentence", FigureSentence.of(figure, figures))
                .with("breakdowns", reading.breakdowns(figure))
                .with("least", disclosure.least())
                .with("every", every.map(Enum::name).orElse(null))
                .with("points", every.map(step -> SeriesRow.of(points, step)).orElse(null))
                .with("chart", every.map(step -> Chart.of(points, step)).orElse(null))
                .with("history", history.of(figure))
                .with("relations", named)
                .with(
                        "sides",
                        named.stream()
                                .map(relation -> relation.on(used -> reading.read(figures.get(used), FigureQuery.PLAIN)
                                        .known()))
                                .toList())
                .with("cited", cited.find(figure.id()).orElse(null))
                .with("reports", figure.definition() instanceof Definition.Reported ? reports.list(figure) : null)
                .with(
                        "areas",
                        units.on(Vietnamese.today()).stream()
                                .filter(Unit::isArea)
                                .toList())
                .with("figures", figures)
                .with(
                        "targets",
                        targets.of(figure).stream().map(standings::read).toList())
                .with("opened", opened.of(figure, query, read).orElse(null))
                .with("recordsAddress", "/figures/" + figure.id() + "/records" + FigureAsking.asked(query))
                .json(() -> {
                    Map<String, @Nullable Object> body = json.figure(read, points);
                    opened.of(figure, query, read).ifPresent(open -> body.put("opened", open));
                    return body;
                })
                .csv(() -> json.csv(read, points));
    }
}
