package vn.hoi.figure;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureSets.Wanted;
import vn.hoi.journal.Journal;
import vn.hoi.register.Register;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Figures frozen at a cut-off: values, definitions, map day and units, in one text with its hash. All of them are read at
 * one moment. A seal is never altered; another may take its place and names it.
 */
@Component
public class FigureSeals {

    /** Figures in one seal at most, those behind formulas apart. */
    public static final int MOST = 1000;

    /**
     * What a seal is made of.
     *
     * @param figures with the period or day of each; a stock without a day is sealed as of today
     * @param map day whose map places the units; null for today
     * @param document number and name of the document it is made for
     * @param reason why it is made although relations do not hold; needed only then
     * @param supersedes number of the seal it takes the place of
     */
    public record Order(
            String name,
            List<Wanted> figures,
            @Nullable LocalDate map,
            String document,
            LocalDate documentDay,
            @Nullable String reason,
            @Nullable Long supersedes) {}

    /**
     * A sealed figure and what is known of it now.
     *
     * @param now null when nothing is known, or when the figure is no longer declared
     * @param difference now less sealed; null when either is unknown
     * @param redefined whether its definition is another one now
     */
    public record Changed(
            SealedFigure sealed,
            @Nullable BigDecimal now,
            @Nullable BigDecimal difference,
            boolean redefined) {}

    private static final String COLUMNS = """
            select seal.id, seal.at, seal.account, seal.name, seal.map, seal.document, seal.document_day, seal.reason,
                seal.supersedes, seal.figures, seal.violations, encode(seal.hash, 'hex') as hash, later.id as superseded_by""";
    private static final String SEALS =
            " from figure.seal left join figure.seal as later on later.supersedes = seal.id";

    /** What is read at the cut-off: the figures asked for, then those behind formulas. */
    private record Lines(List<Wanted> all, int asked) {}

    private final Figures figures;
    private final FigureReading reading;
    private final FigureVersions versions;
    private final Relations relations;
    private final PastRows past;
    private final Units units;
    private final Journal journal;
    private final CurrentPerson person;
    private final JdbcClient database;
    private final TransactionTemplate oneMoment;

    FigureSeals(
            Figures figures,
            FigureReading reading,
            FigureVersions versions,
            Relations relations,
            PastRows past,
            Units units,
            Journal journal,
            CurrentPerson person,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        this.figures = figures;
        this.reading = reading;
        this.versions = versions;
        this.relations = relations;
        this.past = past;
        this.units = units;
        this.journal = journal;
        this.person = person;
        this.database = database;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Freezes these figures, in a transaction of its own: who publishes something with it seals first and names the seal.
     *
     * @return number of the seal
     * @throws Problem SEA-001 without figures or with too many, SEA-002 when relations do not hold and no reason is given
     *     (with the relations), SEA-003 when the seal to be superseded is so already, SEA-009 when a register is being
     *     loaded, SEA-404 when the seal to be superseded is none
     */
    public long seal(Order order) {
        if (order.figures().isEmpty() || order.figures().size() > MOST) {
            throw new Problem(
                    422, "SEA-001", "Bản chốt cần từ 1 đến " + Vietnamese.number(MOST) + " số liệu; chọn lại số liệu.");
        }
        if (order.supersedes() != null) {
            refuseTwice(order.supersedes());
        }
        Lines wanted = withBehind(order);
        Set<Register> registers = new LinkedHashSet<>();
        wanted.all()
                .forEach(one -> reading.source(figures.get(one.figure()))
                        .ifPresent(source -> registers.add(source.definition().register())));
        past.keep(registers);
        try {
            return Objects.requireNonNull(oneMoment.execute(status -> write(order, wanted)));
        } catch (DataIntegrityViolationException twice) {
            refuseTwice(Objects.requireNonNull(order.supersedes()));
            throw twice;
        }
    }

    private void refuseTwice(long superseded) {
        @Nullable Long by = get(superseded).supersededBy();
        if (by != null) {
            throw new Problem(
                    409,
                    "SEA-003",
                    "Bản chốt số " + superseded + " đã được thay bằng bản chốt số " + by + "; thay bản chốt số " + by
                            + ".");
        }
    }

    /** The figures asked for, each as it will be read, then those that formulas among them are computed from. */
    private Lines withBehind(Order order) {
        LocalDate map = order.map() == null ? Vietnamese.today() : order.map();
        Set<Wanted> all = new LinkedHashSet<>();
        for (Wanted one : order.figures()) {
            Figure figure = figures.get(one.figure());
            FigureQuery asked = one.query();
            // the day of a stock is part of what is sealed: tomorrow it must be read for the same day
            @Nullable LocalDate day = reading.day(figure, asked);
            boolean dated = figure.definition() instanceof Definition.Formula
                    || (figure.definition() instanceof Definition.Reported reported && reported.last());
            if (day == null && dated && asked.period().to() == null) {
                day = Vietnamese.today();
            }
            all.add(new Wanted(figure.id(), new FigureQuery(asked.period(), day, asked.unit(), map, null)));
        }
        int asked = all.size();
        List<Wanted> open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            Wanted next = open.removeFirst();
            if (figures.get(next.figure()).definition() instanceof Definition.Formula formula) {
                for (String used : formula.expression().figures()) {
                    var behind = new Wanted(used, next.query());
                    if (all.add(behind)) {
                        open.add(behind);
                    }
                }
            }
        }
        return new Lines(List.copyOf(all), asked);
    }

    private long write(Order order, Lines wanted) {
        // the transaction's one snapshot: what every reading below sees
        String snapshot = database.sql("select pg_current_snapshot()::text")
                .query(String.class)
                .single();
        Instant at = Instant.now();
        List<SealedFigure> lines = new ArrayList<>();
        for (Wanted one : wanted.all()) {
            lines.add(read(one, lines.size() + 1, lines.size() >= wanted.asked()));
        }
        List<FigureSeal.Violation> violations = violations(lines);
        if (!violations.isEmpty() && order.reason() == null) {
            throw new Problem(
                    422,
                    "SEA-002",
                    "Có " + violations.size() + " quan hệ số liệu không thỏa; sửa số liệu, hoặc ghi lý do vẫn chốt.",
                    violations.stream()
                            .map(one -> new Problem.Fault(
                                    "reason",
                                    "SEA-002",
                                    one.says().vi() + ": " + Vietnamese.number(one.left()) + " và "
                                            + Vietnamese.number(one.right())))
                            .toList(),
                    Map.of());
        }
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("name", order.name());
        head.put("at", at.toString());
        head.put("snapshot", snapshot);
        head.put(
                "map",
                Objects.requireNonNull(wanted.all().getFirst().query().map()).toString());
        head.put("account", person.account());
        head.put("document", order.document());
        head.put("documentDay", order.documentDay().toString());
        head.put("reason", order.reason());
        head.put("supersedes", order.supersedes());
        String content = SealText.write(head, lines, violations);
        long id = insert(order, head, lines.size(), violations.size(), content);
        Map<String, Journal.Change> told = new LinkedHashMap<>();
        told.put("name", new Journal.Change(null, order.name()));
        told.put("document", new Journal.Change(null, order.document()));
        told.put("figures", new Journal.Change(null, lines.size()));
        told.put("hash", new Journal.Change(null, SealText.hash(content)));
        if (order.supersedes() != null) {
            told.put("supersedes", new Journal.Change(null, order.supersedes()));
        }
        journal.write("seals/" + id, "sealed", told, order.reason());
        return id;
    }

    private long insert(Order order, Map<String, @Nullable Object> head, int lines, int violations, String content) {
        return database.sql("""
                        insert into figure.seal (at, account, name, snapshot, map, document, document_day, reason, supersedes,
                            figures, violations, content, hash)
                        values (cast(:at as timestamptz), :account, :name, cast(:snapshot as pg_snapshot), cast(:map as date),
                            :document, :documentDay, :reason, :supersedes, :figures, :violations, :content, decode(:hash, 'hex'))
                        returning id""")
                .params(head)
                .param("documentDay", order.documentDay())
                .param("figures", lines)
                .param("violations", violations)
                .param("content", content)
                .param("hash", SealText.hash(content))
                .query(Long.class)
                .single();
    }

    private SealedFigure read(Wanted one, int line, boolean behind) {
        Figure figure = figures.get(one.figure());
        FigureQuery query = one.query();
        boolean byUnit = query.unit() == null && reading.source(figure).isPresent();
        Reading read = reading.read(figure, byUnit ? byUnit(query) : query);
        @Nullable Unit unit = query.unit();
        return new SealedFigure(
                line,
                behind,
                figure.id(),
                figure.name(),
                figure.measure().id(),
                figure.source(),
                FigureSentence.of(figure, figures).vi(),
                counted(figure),
                version(figure),
                query.period(),
                query.asOf(),
                unit == null ? null : unit.code(),
                read.value(),
                read.records(),
                read.cells().stream()
                        .filter(cell -> cell.value() != null)
                        .map(FigureSeals::part)
                        .toList());
    }

    private static SealedFigure.Part part(Reading.Cell cell) {
        return new SealedFigure.Part(
                cell.unit() == null ? "" : cell.key(), cell.name().vi(), Objects.requireNonNull(cell.value()));
    }

    static FigureQuery byUnit(FigureQuery query) {
        return new FigureQuery(query.period(), query.asOf(), query.unit(), query.map(), "unit");
    }

    /** What tells one definition from another; two figures may be said alike and count differently. */
    private String counted(Figure figure) {
        return reading.source(figure)
                .map(source -> figures.text(figure) + " of " + figures.text(source.root()))
                .orElse(figures.text(figure));
    }

    private int version(Figure figure) {
        return versions.list(figure).getFirst().version();
    }

    /** Relations all of whose figures are sealed, on the first value of each. */
    private List<FigureSeal.Violation> violations(List<SealedFigure> lines) {
        Map<String, Optional<BigDecimal>> values = new LinkedHashMap<>();
        lines.forEach(line -> values.putIfAbsent(line.figure(), Optional.ofNullable(line.value())));
        List<FigureSeal.Violation> violations = new ArrayList<>();
        for (Relation relation : relations.list()) {
            if (values.keySet().containsAll(relation.figures())) {
                Relation.Sides sides = relation.on(id -> Objects.requireNonNull(values.get(id)));
                if (Boolean.FALSE.equals(sides.holds())) {
                    violations.add(new FigureSeal.Violation(
                            relation.id(),
                            relation.says(),
                            Objects.requireNonNull(sides.left()),
                            Objects.requireNonNull(sides.right())));
                }
            }
        }
        return violations;
    }

    /** Newest first. */
    public List<FigureSeal.Summary> list() {
        return database.sql(COLUMNS + SEALS + " order by seal.id desc")
                .query(FigureSeals::summary)
                .list();
    }

    private static FigureSeal.Summary summary(ResultSet row, int number) throws SQLException {
        return new FigureSeal.Summary(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("account"),
                row.getString("name"),
                Objects.requireNonNull(row.getObject("map", LocalDate.class)),
                row.getString("document"),
                Objects.requireNonNull(row.getObject("document_day", LocalDate.class)),
                row.getInt("figures"),
                row.getInt("violations"),
                row.getObject("supersedes", Long.class),
                row.getObject("superseded_by", Long.class));
    }

    public Optional<FigureSeal> find(long id) {
        return database.sql(COLUMNS + ", seal.content" + SEALS + " where seal.id = :id")
                .param("id", id)
                .query((row, n) -> seal(summary(row, n), row))
                .optional();
    }

    private static FigureSeal seal(FigureSeal.Summary head, ResultSet row) throws SQLException {
        String content = row.getString("content");
        String hash = row.getString("hash");
        return new FigureSeal(
                head.id(),
                head.at(),
                head.account(),
                head.name(),
                head.map(),
                head.document(),
                head.documentDay(),
                row.getString("reason"),
                head.supersedes(),
                head.supersededBy(),
                hash,
                SealText.hash(content).equals(hash),
                SealText.figures(content),
                SealText.violations(content));
    }

    /** @throws Problem SEA-404 when there is none */
    public FigureSeal get(long id) {
        return find(id).orElseThrow(() ->
                Problem.unknown("SEA-404", "Không có bản chốt số liệu số " + id + "; chọn trong danh sách bản chốt."));
    }

    /** As reported and as known now, line by line. */
    public List<Changed> changes(long id) {
        FigureSeal seal = get(id);
        return seal.figures().stream().map(line -> changed(seal, line)).toList();
    }

    Changed changed(FigureSeal seal, SealedFigure line) {
        Optional<Figure> figure = figures.find(line.figure());
        @Nullable
        BigDecimal now = figure.map(known -> reading.read(known, query(seal, line)))
                .map(Reading::value)
                .orElse(null);
        return new Changed(
                line,
                now,
                now == null || line.value() == null ? null : now.subtract(line.value()),
                figure.map(known -> !counted(known).equals(line.counted())).orElse(true));
    }

    /** Its parts by unit as known now, on the seal's map. */
    List<Reading.Cell> partsNow(FigureSeal seal, SealedFigure line, Figure figure) {
        return reading.read(figure, byUnit(query(seal, line))).cells();
    }

    /** What was asked of a figure when it was sealed. */
    FigureQuery query(FigureSeal seal, SealedFigure line) {
        return new FigureQuery(
                line.period(),
                line.asOf(),
                line.unit() == null ? null : units.get(line.unit(), seal.map()),
                seal.map(),
                null);
    }
}
