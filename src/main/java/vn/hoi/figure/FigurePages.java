package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Fields;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.RecordViews;
import vn.hoi.register.Register;
import vn.hoi.register.VisibleRows;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /figures}, a figure, and exactly the records behind it. */
@Controller
class FigurePages {

    /** Records counted for «of which you may open» at most. */
    private static final int OPENED_MOST = 10_001;

    private static final List<String> ASKED = List.of("from", "to", "as-of", "unit", "map", "by");

    private final Figures figures;
    private final Fields fields;
    private final FigureReading reading;
    private final Relations relations;
    private final CitedValues cited;
    private final Reports reports;
    private final RecordQueries queries;
    private final RecordViews views;
    private final Units units;
    private final Rights rights;
    private final VisibleRows visible;
    private final CurrentPerson person;
    private final RecordLists lists;

    FigurePages(
            Figures figures,
            Fields fields,
            FigureReading reading,
            Relations relations,
            CitedValues cited,
            Reports reports,
            RecordQueries queries,
            RecordViews views,
            Units units,
            Rights rights,
            VisibleRows visible,
            RecordLists lists,
            CurrentPerson person) {
        this.person = person;
        this.visible = visible;
        this.lists = lists;
        this.rights = rights;
        this.figures = figures;
        this.fields = fields;
        this.reading = reading;
        this.relations = relations;
        this.cited = cited;
        this.reports = reports;
        this.queries = queries;
        this.views = views;
        this.units = units;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/figures")
    Twin list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String source) {
        String wanted = Vietnamese.fold(q.strip());
        List<Reading> read = figures.list().stream()
                .filter(figure -> rights.mayReadFigure(figure.id(), figure.isPublic()))
                .filter(figure -> field.isEmpty() || figure.field().id().equals(field))
                .filter(figure -> source.isEmpty() || figure.source().equals(source))
                .filter(figure -> wanted.isEmpty()
                        || figure.id().contains(wanted)
                        || Vietnamese.fold(figure.name().vi()).contains(wanted)
                        || Vietnamese.fold(figure.name().en()).contains(wanted))
                .map(figure -> reading.read(figure, FigureQuery.PLAIN))
                .toList();
        List<Map<String, @Nullable Object>> rows =
                read.stream().map(FigurePages::row).toList();
        return Twin.page("figure/list")
                .with("readings", read)
                .with("fields", fields.list())
                .with("q", q)
                .with("field", field)
                .with("source", source)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(List.of("figure", "field", "name", "value", "measure", "source", "awaited"), rows));
    }

    private static Map<String, @Nullable Object> row(Reading read) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("figure", read.figure().id());
        row.put("field", read.figure().field().id());
        row.put("name", read.figure().name().vi());
        row.put("value", plain(read.value()));
        row.put("measure", read.figure().measure().id());
        row.put("source", read.figure().source());
        row.put("awaited", read.figure().isAwaited());
        return row;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/figures/{id}")
    Twin figure(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!ASKED.contains(name)) {
                throw Problem.badRequest("FIG-406", "Không có tham số «" + name + "»; dùng " + ASKED + ".");
            }
        }
        Figure figure = figures.get(id);
        requireRight(figure);
        return page(figure, query(parameters), null, Map.of());
    }

    /**
     * Of the records counted, how many whoever asks may open, counted up to {@value #OPENED_MOST}; empty for who may open
     * all of them, since then it is the number itself.
     */
    private Optional<Long> opened(Figure figure, FigureQuery query, Reading read) {
        if (read.records() == null || !person.isKnown()) {
            return Optional.empty();
        }
        Register register = reading.register(figure);
        return visible.all(register)
                ? Optional.empty()
                : Optional.of(lists.countUpTo(
                        register, visible.of(register).and(reading.counted(figure, query)), OPENED_MOST));
    }

    /** @throws Problem ACC-015 when its number is not for whoever asks */
    private void requireRight(Figure figure) {
        if (!rights.mayReadFigure(figure.id(), figure.isPublic())) {
            throw new Problem(
                    403, "ACC-015", "Số liệu này không công khai; đăng nhập, hoặc xin khóa truy cập có số liệu này.");
        }
    }

    private Twin page(Figure figure, FigureQuery query, @Nullable Problem problem, Map<String, String> typed) {
        Reading read = reading.read(figure, query);
        List<Relation> named = relations.list().stream()
                .filter(relation -> relation.figures().contains(figure.id()))
                .toList();
        Optional<CitedValues.CitedValue> document = cited.find(figure.id());
        return Twin.page("figure/figure")
                .with("figure", figure)
                .with("read", read)
                .with("query", query)
                .with("stored", reading.source(figure).isPresent())
                .with(
                        "stock",
                        reading.source(figure)
                                .map(source -> source.definition().stock())
                                .orElse(false))
                .with("sentence", FigureSentence.of(figure, figures))
                .with("breakdowns", reading.breakdowns(figure))
                .with("relations", named)
                .with(
                        "sides",
                        named.stream()
                                .map(relation -> relation.on(used -> reading.read(figures.get(used), FigureQuery.PLAIN)
                                        .known()))
                                .toList())
                .with("cited", document.orElse(null))
                .with("reports", figure.definition() instanceof Definition.Reported ? reports.list(figure) : null)
                .with(
                        "areas",
                        units.on(Vietnamese.today()).stream()
                                .filter(Unit::isArea)
                                .toList())
                .with("figures", figures)
                .with("opened", opened(figure, query, read).orElse(null))
                .with("recordsAddress", "/figures/" + figure.id() + "/records" + asked(query))
                .with("problem", problem)
                .with("typed", typed)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    Map<String, @Nullable Object> body = json(read);
                    opened(figure, query, read).ifPresent(open -> body.put("opened", open));
                    return body;
                })
                .csv(() -> csv(read));
    }

    private static Csv csv(Reading read) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        read.cells().forEach(cell -> rows.add(cellJson(cell)));
        if (rows.isEmpty()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put(
                    "unit",
                    read.query().unit() == null ? null : read.query().unit().code());
            row.put("name", read.figure().name().vi());
            row.put("value", plain(read.value()));
            rows.add(row);
        }
        return Csv.of(List.copyOf(rows.getFirst().keySet()), rows);
    }

    private static Map<String, @Nullable Object> cellJson(Reading.Cell cell) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        Unit unit = cell.unit();
        body.put("unit", unit == null ? cell.key().isEmpty() ? null : cell.key() : unit.code());
        body.put("name", cell.name().vi());
        body.put("value", plain(cell.value()));
        return body;
    }

    /** The figure for machines; shape as ARCHITECTURE.md gives it. */
    private Map<String, @Nullable Object> json(Reading read) {
        FigureQuery query = read.query();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("figure", read.figure().id());
        body.put(
                "unit",
                query.unit() == null ? units.province().code() : query.unit().code());
        body.put("from", query.period().from());
        body.put("to", query.period().to());
        body.put("asOf", reading.day(read.figure(), query));
        body.put("map", query.map() == null ? Vietnamese.today() : query.map());
        body.put("value", plain(read.value()));
        body.put("measure", read.figure().measure().id());
        body.put("source", read.figure().source());
        body.put("opening", null);
        body.put("records", read.records());
        if (query.by() != null) {
            body.put("cells", read.cells().stream().map(FigurePages::cellJson).toList());
        }
        return body;
    }

    static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String asked(FigureQuery query) {
        List<String> parts = new ArrayList<>();
        if (query.period().from() != null) {
            parts.add("from=" + query.period().from());
        }
        if (query.period().to() != null) {
            parts.add("to=" + query.period().to());
        }
        if (query.asOf() != null) {
            parts.add("as-of=" + query.asOf());
        }
        if (query.unit() != null) {
            parts.add("unit=" + query.unit().code());
        }
        if (query.map() != null) {
            parts.add("map=" + query.map());
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/figures/{id}/records")
    Twin records(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        Figure figure = figures.get(id);
        requireRight(figure);
        FigureQuery query = query(parameters);
        Register register = reading.register(figure);
        visible.requireSome(register);
        RecordQuery list = queries.read(register, parameters, ASKED);
        Reading read = reading.read(figure, query);
        // the cursor's links must ask for the same period, day and unit again
        Map<String, List<String>> asked = new LinkedHashMap<>(list.asked());
        ASKED.forEach(name -> {
            if (parameters.getFirst(name) != null
                    && !String.valueOf(parameters.getFirst(name)).isBlank()) {
                asked.put(name, List.of(String.valueOf(parameters.getFirst(name))));
            }
        });
        RecordQuery counted = list.within(reading.counted(figure, query), asked);
        return views.list("figure/records", "/figures/" + figure.id() + "/records", register, counted, read.records())
                .with("figure", figure)
                .with("read", read)
                .with("opened", opened(figure, query, read).orElse(null))
                .with("narrowed", list.narrowed());
    }

    /** A report typed in by hand, until its form comes with prefilling and approval. */
    @Access(Access.Level.REPORT)
    @PostMapping("/figures/{id}/reports")
    Twin report(@PathVariable String id, @RequestParam Map<String, String> typed) {
        Figure figure = figures.get(id);
        if (!(figure.definition() instanceof Definition.Reported)) {
            throw new Problem(422, "FIG-420", "Số liệu này không do đơn vị báo cáo nên không nhập tay được.");
        }
        if (!rights.may(Power.REPORT) || !rights.mayReadFigure(figure.id(), false)) {
            throw new Problem(403, "FIG-425", "Bạn không có quyền ghi số báo cáo; đề nghị quản trị cấp quyền.");
        }
        List<Problem.Fault> faults = new ArrayList<>();
        Optional<LocalDate> from = Vietnamese.readDay(typed.getOrDefault("from", ""));
        Optional<LocalDate> to = Vietnamese.readDay(typed.getOrDefault("to", ""));
        if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
            faults.add(new Problem.Fault(
                    "from", "FIG-421", "Kỳ báo cáo cần ngày đầu và ngày cuối, ngày cuối không trước ngày đầu"));
        }
        Optional<BigDecimal> value = Vietnamese.readNumber(typed.getOrDefault("value", ""));
        if (value.isEmpty() || value.get().signum() < 0) {
            faults.add(new Problem.Fault("value", "FIG-422", "Giá trị phải là số không âm, viết như 1.234,5"));
        }
        Optional<Unit> unit = units.find(typed.getOrDefault("unit", "").strip(), Vietnamese.today());
        if (unit.isEmpty()) {
            faults.add(new Problem.Fault("unit", "VAL-008", "Chọn đơn vị báo cáo"));
        }
        String document = Vietnamese.clean(typed.getOrDefault("document", ""));
        if (document.isEmpty() || document.length() > 300) {
            faults.add(new Problem.Fault(
                    "document", "FIG-423", "Ghi số và ngày của văn bản báo cáo, không quá 300 ký tự"));
        }
        if (!faults.isEmpty()) {
            var problem = new Problem(
                    422, "FIG-424", "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.", faults, Map.of());
            return page(figure, FigureQuery.PLAIN, problem, typed).json(() -> {
                throw problem;
            });
        }
        reports.write(
                figure,
                unit.orElseThrow(),
                new Period(from.orElseThrow(), to.orElseThrow()),
                value.orElseThrow(),
                document);
        return page(figure, FigureQuery.PLAIN, null, Map.of()).status(201).seeOther("/figures/" + figure.id());
    }

    private FigureQuery query(MultiValueMap<String, String> parameters) {
        LocalDate from = day(parameters, "from");
        LocalDate to = day(parameters, "to");
        LocalDate asOf = day(parameters, "as-of");
        LocalDate map = day(parameters, "map");
        String unit = text(parameters, "unit");
        return new FigureQuery(
                new Period(from, to),
                asOf,
                unit == null ? null : units.get(unit, map == null ? Vietnamese.today() : map),
                map,
                text(parameters, "by"));
    }

    private static @Nullable String text(MultiValueMap<String, String> parameters, String name) {
        String text = parameters.getFirst(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable LocalDate day(MultiValueMap<String, String> parameters, String name) {
        String text = text(parameters, name);
        return text == null
                ? null
                : Vietnamese.readDay(text)
                        .orElseThrow(() -> Problem.badRequest(
                                "FIG-407",
                                "«" + text + "» không phải là ngày; viết ngày dạng 2025-06-30 hoặc 30/6/2025."));
    }

    /** The line of figures in the navigation. */
    @Component
    static class FigureMenu implements Menu {

        private final Figures figures;

        FigureMenu(Figures figures) {
            this.figures = figures;
        }

        @Override
        public int order() {
            return 30;
        }

        @Override
        public List<MenuItem> items() {
            return List.of(new MenuItem(
                    new Label("Số liệu", "Figures"),
                    "/figures",
                    Vietnamese.number(figures.list().size()),
                    false));
        }
    }
}
