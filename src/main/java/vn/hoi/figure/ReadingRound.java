package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Expression;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.StoredReading.Ask;
import vn.hoi.figure.StoredReading.Dimension;
import vn.hoi.figure.StoredReading.Row;

/** One round of reading: what one figure needs of others is read once, and together where it is known before. */
final class ReadingRound {

    private static final Label NO_REPORT = new Label("chưa có đơn vị nào báo cáo", "no unit has reported");
    private static final Label NOT_CITED =
            new Label("văn bản không nêu số cho kỳ hoặc đơn vị này", "no document gives it for this period or unit");
    private static final Label NOTHING_SEEN =
            new Label("không có bản ghi nào có giá trị để tính", "no record has a value to compute from");
    private static final Label ZERO = new Label("mẫu số bằng 0", "the divisor is 0");

    private final Figures figures;
    private final StoredReading stored;
    private final Cells cells;
    private final CitedValues cited;
    private final Reports reports;
    private final LedgerReading ledger;
    private final PunctualityReading punctuality;
    private final Map<Whole, Prepared> prepared = new HashMap<>();
    private final Map<String, Map<FigureQuery, Reading>> read = new HashMap<>();

    /** A counted figure without its slices, and what is asked of it. */
    private record Whole(Source source, FigureQuery query) {}

    /** Its rows, kept apart by what the slices asked for need. */
    private record Prepared(Set<Dimension> by, List<Row> rows) {}

    ReadingRound(
            Figures figures,
            StoredReading stored,
            Cells cells,
            CitedValues cited,
            Reports reports,
            LedgerReading ledger,
            PunctualityReading punctuality) {
        this.punctuality = punctuality;
        this.figures = figures;
        this.stored = stored;
        this.cells = cells;
        this.cited = cited;
        this.reports = reports;
        this.ledger = ledger;
    }

    /** Reads what these figures stand on in one statement; slices of one figure take their own of its rows. */
    void prepare(List<FigureReading.Asked> asked) {
        Map<Whole, Set<Dimension>> needed = new LinkedHashMap<>();
        asked.stream()
                .filter(one -> one.query().by() == null && one.query().unit() == null)
                .forEach(one -> collect(one.figure(), one.query(), needed));
        Map<Whole, Ask> asks = new LinkedHashMap<>();
        needed.forEach((whole, by) -> asks.put(whole, new Ask(whole.source(), whole.query(), by)));
        Map<Ask, List<Row>> rows = stored.rows(List.copyOf(asks.values()));
        asks.forEach((whole, ask) -> prepared.put(whole, new Prepared(ask.by(), rows.getOrDefault(ask, List.of()))));
    }

    private void collect(Figure figure, FigureQuery query, Map<Whole, Set<Dimension>> needed) {
        if (figure.definition() instanceof Definition.Formula formula) {
            formula.expression().figures().forEach(id -> collect(figures.get(id), query, needed));
        }
        Source.of(figure, figures)
                .filter(source -> source.definition().takes().isKept())
                .ifPresent(source -> needed.computeIfAbsent(
                                new Whole(source.whole(), query), none -> EnumSet.noneOf(Dimension.class))
                        .addAll(narrowedBy(source)));
    }

    /** What a slice must have kept apart to find its own rows. */
    private static Set<Dimension> narrowedBy(Source source) {
        Set<Dimension> by = EnumSet.noneOf(Dimension.class);
        source.where()
                .keySet()
                .forEach(part -> by.add(Dimension.of(source.definition().index(part))));
        return by;
    }

    Reading read(Figure figure, FigureQuery query) {
        Map<FigureQuery, Reading> known = read.computeIfAbsent(figure.id(), none -> new HashMap<>());
        @Nullable Reading before = known.get(query);
        if (before != null) {
            return before;
        }
        Reading now = Source.of(figure, figures)
                .map(source -> stored(figure, source, query))
                .orElseGet(() -> other(figure, query));
        known.put(query, now);
        return now;
    }

    private Reading stored(Figure figure, Source source, FigureQuery query) {
        Definition.Takes takes = source.definition().takes();
        Amount all = new Amount();
        List<Reading.Cell> parts = new ArrayList<>();
        List<Row> rows = rows(source, query);
        rows.forEach(all::add);
        if (query.by() != null) {
            cells.sort(source.definition(), query, rows)
                    .forEach((names, amount) -> parts.add(Cells.cell(figure, takes, names, amount)));
        }
        @Nullable BigDecimal value = all.value(figure, takes);
        return new Reading(
                figure,
                query,
                value,
                all.records(),
                all.opening(),
                List.copyOf(parts),
                value == null ? new Reading.Absence("FIG-444", NOTHING_SEEN) : null);
    }

    private List<Row> rows(Source source, FigureQuery query) {
        @Nullable Prepared whole = query.by() == null ? prepared.get(new Whole(source.whole(), query)) : null;
        if (whole != null && whole.by().containsAll(narrowedBy(source))) {
            return whole.rows().stream().filter(row -> isPart(source, row)).toList();
        }
        Ask ask = new Ask(source, query, cells.dimensions(source.definition(), query));
        return stored.rows(List.of(ask)).getOrDefault(ask, List.of());
    }

    private static boolean isPart(Source source, Row row) {
        return source.where().entrySet().stream()
                .allMatch(part -> part.getValue()
                        .contains(row.keys().get(source.definition().index(part.getKey()))));
    }

    private Reading other(Figure figure, FigureQuery query) {
        if (figure.definition() instanceof Definition.Formula formula) {
            return computed(figure, formula, query);
        }
        if (figure.definition() instanceof Definition.Ledger balance) {
            return ledger.read(figure, balance, query);
        }
        if (figure.definition() instanceof Definition.Punctuality late) {
            return punctuality.read(figure, late, query);
        }
        if (query.by() != null) {
            throw Problem.badRequest("FIG-402", "Số liệu này không phân tổ được; bỏ tham số by.");
        }
        return switch (figure.definition()) {
            case Definition.Reported reported ->
                known(figure, query, reports.value(figure, reported, query).orElse(null), "FIG-445", NO_REPORT);
            case Definition.Cited none ->
                known(
                        figure,
                        query,
                        cited.find(figure.id(), query)
                                .map(CitedValues.CitedValue::value)
                                .orElse(null),
                        "FIG-446",
                        NOT_CITED);
            case Definition.Awaits awaits ->
                Reading.absent(
                        figure,
                        query,
                        "FIG-443",
                        new Label(
                                "nguồn chưa mở: " + awaits.from().vi(),
                                "source not open yet: " + awaits.from().en()));
            default -> throw new IllegalStateException(figure.id());
        };
    }

    private static Reading known(
            Figure figure, FigureQuery query, @Nullable BigDecimal value, String code, Label otherwise) {
        return value == null
                ? Reading.absent(figure, query, code, otherwise)
                : new Reading(figure, query, value, null, null, List.of(), null);
    }

    private Reading computed(Figure figure, Definition.Formula formula, FigureQuery query) {
        FigureQuery plain = new FigureQuery(query.period(), query.asOf(), query.unit(), query.map(), null);
        List<String> missing = new ArrayList<>();
        Expression.Outcome outcome = formula.expression()
                .evaluate(
                        id -> value(id, plain, missing),
                        id -> before(id, plain).flatMap(earlier -> value(id, earlier, missing)));
        List<Reading.Cell> parts = query.by() == null ? List.of() : cells(formula, query);
        @Nullable
        BigDecimal value = outcome.value().map(exact -> rounded(formula, exact)).orElse(null);
        Reading.@Nullable Absence why = null;
        if (outcome.dividedByZero()) {
            why = new Reading.Absence("FIG-441", ZERO);
        } else if (value == null) {
            String name = missing.isEmpty()
                    ? ""
                    : figures.get(missing.getFirst()).name().vi();
            String english = missing.isEmpty()
                    ? ""
                    : figures.get(missing.getFirst()).name().en();
            why = new Reading.Absence(
                    "FIG-442", new Label("«" + name + "» chưa có số liệu", "«" + english + "» has no data"));
        }
        return new Reading(figure, query, value, null, null, parts, why);
    }

    private static BigDecimal rounded(Definition.Formula formula, BigDecimal exact) {
        return formula.round() == null ? exact : exact.setScale(formula.round(), RoundingMode.HALF_UP);
    }

    private Optional<BigDecimal> value(String id, FigureQuery query, List<String> missing) {
        Optional<BigDecimal> value = read(figures.get(id), query).known();
        if (value.isEmpty()) {
            missing.add(id);
        }
        return value;
    }

    /** A year earlier; a stock without a day as of today's day then. Empty for a flow over all time. */
    private Optional<FigureQuery> before(String id, FigureQuery query) {
        if (query.day() != null || query.period().from() != null) {
            return Optional.of(query.yearBefore());
        }
        boolean stock = Source.of(figures.get(id), figures)
                .map(source -> source.definition().stock())
                .orElse(false);
        return stock ? Optional.of(query.in(Period.ALWAYS, Vietnamese.today()).yearBefore()) : Optional.empty();
    }

    /** The formula in each part, where all its figures are broken down alike; a part that one lacks counts nothing there. */
    private List<Reading.Cell> cells(Definition.Formula formula, FigureQuery query) {
        Map<List<Reading.Part>, Map<String, Reading.Cell>> found = new LinkedHashMap<>();
        for (String id : formula.expression().figures()) {
            read(figures.get(id), query)
                    .cells()
                    .forEach(cell -> found.computeIfAbsent(cell.parts(), none -> new HashMap<>())
                            .put(id, cell));
        }
        List<Reading.Cell> computed = new ArrayList<>();
        found.forEach((parts, own) -> {
            Expression.Outcome outcome = formula.expression()
                    .evaluate(
                            id -> {
                                Reading.@Nullable Cell cell = own.get(id);
                                return cell == null ? nothing(id) : Optional.ofNullable(cell.value());
                            },
                            id -> Optional.empty());
            // as few as the figure with the fewest, so that what must be hidden of one is hidden of all
            long fewest = own.values().stream()
                    .mapToLong(Reading.Cell::records)
                    .filter(records -> records > 0)
                    .min()
                    .orElse(0);
            computed.add(new Reading.Cell(
                    parts, outcome.value().map(exact -> rounded(formula, exact)).orElse(null), fewest, null));
        });
        return computed;
    }

    private Optional<BigDecimal> nothing(String id) {
        return Source.of(figures.get(id), figures)
                .filter(source -> source.definition().takes().adds())
                .map(source -> BigDecimal.ZERO);
    }
}
