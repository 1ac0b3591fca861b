package vn.hoi.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.figure.FigureSets.FigureSet;
import vn.hoi.figure.FigureSets.Wanted;
import vn.hoi.register.Fields;
import vn.hoi.register.Register;

/** {@code /seals}: figures as reported, as known now, and the records between. */
@Controller
class SealPages {

    private static final int PAGE = 200;
    private static final int ALL = 1_000_000;
    private static final List<String> LIST =
            List.of("seal", "name", "at", "map", "document", "documentDay", "figures", "violations", "supersededBy");
    private static final List<String> LINES = List.of(
            "line",
            "figure",
            "name",
            "from",
            "to",
            "asOf",
            "unit",
            "value",
            "now",
            "difference",
            "measure",
            "redefined");
    private static final List<String> RECORDS = List.of("record", "unit", "then", "now", "how");

    private final FigureSeals seals;
    private final SealDifferences differences;
    private final Figures figures;
    private final Fields fields;
    private final ObjectProvider<FigureSets> sets;
    private final Rights rights;
    private final vn.hoi.unit.Units units;

    SealPages(
            FigureSeals seals,
            SealDifferences differences,
            Figures figures,
            Fields fields,
            ObjectProvider<FigureSets> sets,
            Rights rights,
            vn.hoi.unit.Units units) {
        this.seals = seals;
        this.differences = differences;
        this.figures = figures;
        this.fields = fields;
        this.sets = sets;
        this.rights = rights;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/seals")
    Twin list() {
        List<FigureSeal.Summary> all = seals.list();
        List<Map<String, @Nullable Object>> rows =
                all.stream().map(SealPages::row).toList();
        return Twin.page("figure/seals")
                .with("seals", all)
                .with("mayMake", rights.may(Power.SEAL))
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(LIST, rows));
    }

    private static Map<String, @Nullable Object> row(FigureSeal.Summary seal) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("seal", seal.id());
        row.put("name", seal.name());
        row.put("at", seal.at().toString());
        row.put("map", seal.map());
        row.put("document", seal.document());
        row.put("documentDay", seal.documentDay());
        row.put("figures", seal.figures());
        row.put("violations", seal.violations());
        row.put("supersededBy", seal.supersededBy());
        return row;
    }

    @Access(Access.Level.SEAL)
    @GetMapping("/seals/new")
    Twin form(@RequestParam Map<String, String> typed) {
        return page(new SealForm(typed), null);
    }

    private Twin page(SealForm form, @Nullable Problem problem) {
        return Twin.page("figure/sealform")
                .with("form", form)
                .with("sets", sets())
                .with(
                        "seals",
                        seals.list().stream()
                                .filter(one -> one.supersededBy() == null)
                                .toList())
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    return Twin.rows(
                            sets().stream()
                                    .map(set -> Map.of(
                                            "set", set.id(), "name", set.name().vi()))
                                    .toList(),
                            null);
                });
    }

    /** Those of later modules, such as plans, then one for each field; figures nobody declared a source for are left out. */
    private List<FigureSet> sets() {
        List<FigureSet> all = new ArrayList<>();
        sets.orderedStream().forEach(owner -> all.addAll(owner.list()));
        fields.list().forEach(field -> {
            List<Wanted> own = figures.list(field).stream()
                    .filter(figure -> !figure.isAwaited())
                    .map(figure -> new Wanted(figure.id(), FigureQuery.PLAIN))
                    .toList();
            if (!own.isEmpty()) {
                all.add(new FigureSet("field:" + field.id(), field.name(), own));
            }
        });
        return all;
    }

    @Access(Access.Level.SEAL)
    @PostMapping("/seals")
    Twin seal(@RequestParam Map<String, String> typed) {
        var form = new SealForm(typed);
        try {
            long id = seals.seal(form.read(figures, sets()));
            return seal(seals.get(id)).status(201).seeOther("/seals/" + id);
        } catch (Problem problem) {
            if (problem.status() != 422 && problem.status() != 409) {
                throw problem;
            }
            return page(form, problem);
        }
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/seals/{number:\\d{1,9}}")
    Twin seal(@PathVariable long number) {
        return seal(seals.get(number));
    }

    private Twin seal(FigureSeal seal) {
        List<FigureSeals.Changed> lines = seals.changes(seal.id()).stream()
                .filter(changed -> mayRead(changed.sealed()))
                .toList();
        List<Map<String, @Nullable Object>> rows =
                lines.stream().map(SealPages::line).toList();
        return Twin.page("figure/seal")
                .with("seal", seal)
                .with("lines", lines)
                .with("figures", figures)
                .with("mayMake", rights.may(Power.SEAL))
                .with("changed", lines.stream().filter(SealPages::differs).count())
                .json(() -> json(seal, rows))
                .csv(() -> Csv.of(LINES, rows));
    }

    static boolean differs(FigureSeals.Changed line) {
        return line.difference() == null
                ? (line.now() == null) != (line.sealed().value() == null)
                : line.difference().signum() != 0;
    }

    private boolean mayRead(SealedFigure line) {
        return rights.mayReadFigure(
                line.figure(), figures.find(line.figure()).map(Figure::isPublic).orElse(false));
    }

    private static Map<String, @Nullable Object> line(FigureSeals.Changed changed) {
        SealedFigure sealed = changed.sealed();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("line", sealed.line());
        row.put("figure", sealed.figure());
        row.put("name", sealed.name().vi());
        row.put("from", sealed.period().from());
        row.put("to", sealed.period().to());
        row.put("asOf", sealed.asOf());
        row.put("unit", sealed.unit());
        row.put("value", FigureJson.plain(sealed.value()));
        row.put("now", FigureJson.plain(changed.now()));
        row.put("difference", FigureJson.plain(changed.difference()));
        row.put("measure", sealed.measure());
        row.put("redefined", changed.redefined());
        return row;
    }

    private static Map<String, @Nullable Object> json(FigureSeal seal, List<Map<String, @Nullable Object>> lines) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("seal", seal.id());
        body.put("name", seal.name());
        body.put("at", seal.at().toString());
        body.put("account", seal.account());
        body.put("map", seal.map());
        body.put("document", seal.document());
        body.put("documentDay", seal.documentDay());
        body.put("reason", seal.reason());
        body.put("supersedes", seal.supersedes());
        body.put("supersededBy", seal.supersededBy());
        body.put("hash", seal.hash());
        body.put("intact", seal.intact());
        body.put("figures", lines);
        body.put(
                "violations",
                seal.violations().stream()
                        .map(one -> Map.of(
                                "relation",
                                one.relation(),
                                "says",
                                one.says().vi(),
                                "left",
                                one.left(),
                                "right",
                                one.right(),
                                "severity",
                                one.severity().name().toLowerCase(Locale.ROOT)))
                        .toList());
        return body;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/seals/{number:\\d{1,9}}/{line:\\d{1,9}}")
    Twin explained(@PathVariable long number, @PathVariable int line, @RequestParam(defaultValue = "0") String after) {
        if (!after.matches("\\d{1,18}")) {
            throw Problem.badRequest("SEA-408", "«" + after + "» không phải là số; mở lại trang từ đầu.");
        }
        FigureSeal seal = seals.get(number);
        SealDifferences.Explanation told = differences.explain(seal, line, Long.parseLong(after), PAGE + 1);
        if (!mayRead(told.changed().sealed())) {
            throw new Problem(
                    403, "ACC-015", "Số liệu này không công khai; đăng nhập, hoặc xin khóa truy cập có số liệu này.");
        }
        boolean more = told.records().size() > PAGE;
        List<SealDifferences.RecordChange> page = more ? told.records().subList(0, PAGE) : told.records();
        @Nullable
        String next = more
                ? "/seals/" + number + "/" + line + "?after=" + page.getLast().id()
                : null;
        Reach reach = reach(told.register());
        List<Map<String, @Nullable Object>> rows = opened(page, reach);
        List<FigureSeals.Changed> behind = behind(seal, told.changed().sealed());
        return Twin.page("figure/explained")
                .with("seal", seal)
                .with("told", told)
                .with(
                        "records",
                        page.stream().filter(one -> reach.includes(one.unit())).toList())
                .with("hidden", page.size() - rows.size())
                .with("behind", behind)
                .with("figure", figures.find(told.changed().sealed().figure()).orElse(null))
                .with(
                        "parts",
                        SealParts.of(
                                told.changed(), partsNow(seal, told.changed().sealed())))
                .with("next", next == null ? "" : next)
                .json(() -> json(told, rows, behind, next == null ? null : next.replace("?", ".json?")))
                .csv(() -> Csv.of(
                        RECORDS, opened(differences.explain(seal, line, 0, ALL).records(), reach)));
    }

    private List<Reading.Cell> partsNow(FigureSeal seal, SealedFigure sealed) {
        return sealed.units().isEmpty()
                ? List.of()
                : figures.find(sealed.figure())
                        .map(figure -> seals.partsNow(seal, sealed, figure))
                        .orElse(List.of());
    }

    /** The figures a sealed formula is computed from, as they were sealed with it. */
    private List<FigureSeals.Changed> behind(FigureSeal seal, SealedFigure sealed) {
        return figures.find(sealed.figure())
                .filter(figure -> figure.definition() instanceof Definition.Formula)
                .map(figure ->
                        ((Definition.Formula) figure.definition()).expression().figures())
                .map(used -> seal.figures().stream()
                        .filter(other -> used.contains(other.figure())
                                && other.period().equals(sealed.period())
                                && java.util.Objects.equals(other.unit(), sealed.unit()))
                        .map(other -> seals.changed(seal, other))
                        .toList())
                .orElse(List.of());
    }

    private Reach reach(@Nullable Register register) {
        return register == null ? Reach.NONE : rights.reach(register.id());
    }

    private List<Map<String, @Nullable Object>> opened(List<SealDifferences.RecordChange> records, Reach reach) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SealDifferences.RecordChange record : records) {
            if (reach.includes(record.unit())) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("record", record.code());
                row.put("unit", units.get(record.unit()).code());
                row.put("then", FigureJson.plain(record.then()));
                row.put("now", FigureJson.plain(record.now()));
                row.put("how", record.how());
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> json(
            SealDifferences.Explanation told,
            List<Map<String, @Nullable Object>> rows,
            List<FigureSeals.Changed> behind,
            @Nullable String next) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(line(told.changed()));
        body.put("register", told.register() == null ? null : told.register().id());
        body.put("byRecords", FigureJson.plain(told.byRecords()));
        body.put("rest", FigureJson.plain(told.rest()));
        body.put(
                "sums",
                told.sums().stream()
                        .map(sum -> Map.of("how", sum.how(), "records", sum.records(), "difference", sum.difference()))
                        .toList());
        body.put("computedFrom", behind.stream().map(SealPages::line).toList());
        body.put("rows", rows);
        body.put("next", next);
        return body;
    }

    /** The line of seals in the navigation. */
    @Component
    static class SealMenu implements Menu {
        @Override
        public int order() {
            return 34;
        }

        @Override
        public List<MenuItem> items() {
            return List.of(new MenuItem(new Label("Chốt số liệu", "Seals"), "/seals", "", false));
        }
    }
}
