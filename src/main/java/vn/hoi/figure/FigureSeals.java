package vn.hoi.figure;

import java.math.BigDecimal;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
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

    /**
     * That figures were frozen, told in the seal's own transaction.
     *
     * @param number of the seal
     * @param reported what of it came from reports
     */
    public record Sealed(long number, String document, List<Reported> reported) {}

    /**
     * What of a seal came from the reports of a form.
     *
     * @param unit id of the unit whose reports were read; null for all of the province
     * @param until last day of the periods that may have been read
     */
    public record Reported(String form, @Nullable Integer unit, LocalDate until) {}

    /** A seal that meets a report being decided is tried again. */
    private static final int TRIES = 3;

    /** What is read at the cut-off: the figures asked for, then those behind formulas. */
    private record Lines(List<Wanted> all, int asked) {}

    private final Figures figures;
    private final FigureReading reading;
    private final FigureVersions versions;
    private final RelationCheck relations;
    private final PastRows past;
    private final Units units;
    private final Journal journal;
    private final CurrentPerson person;
    private final JdbcClient database;
    private final KeptSeals kept;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate oneMoment;

    FigureSeals(
            Figures figures,
            FigureReading reading,
            FigureVersions versions,
            RelationCheck relations,
            PastRows past,
            Units units,
            Journal journal,
            CurrentPerson person,
            JdbcClient database,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.figures = figures;
        this.reading = reading;
        this.versions = versions;
        this.relations = relations;
        this.past = past;
        this.units = units;
        this.journal = journal;
        this.person = person;
        this.database = database;
        kept = new KeptSeals(database);
        this.events = events;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Freezes these figures, in a transaction of its own: who publishes something with it seals first and names the seal.
     *
     * @return number of the seal
     * @throws Problem SEA-001 without figures or with too many, SEA-002 when a relation whose breach is an error does not hold and no reason is given
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
        for (int tried = 1; ; tried++) {
            try {
                return Objects.requireNonNull(oneMoment.execute(status -> write(order, wanted)));
            } catch (DataIntegrityViolationException twice) {
                refuseTwice(Objects.requireNonNull(order.supersedes()));
                throw twice;
            } catch (ConcurrencyFailureException meanwhile) {
                if (tried == TRIES) {
                    throw meanwhile;
                }
            }
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
        List<FigureSeal.Violation> violations = violations(wanted.all(), lines);
        List<FigureSeal.Violation> errors =
                violations.stream().filter(FigureSeal.Violation::isError).toList();
        if (!errors.isEmpty() && order.reason() == null) {
            throw new Problem(
                    422,
                    "SEA-002",
                    "Có " + errors.size() + " quan hệ số liệu không thỏa; sửa số liệu, hoặc ghi lý do vẫn chốt.",
                    errors.stream()
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
        head.put("figures", lines.size());
        head.put("violations", violations.size());
        head.put("errors", errors.size());
        long id = insert(order, head, content);
        events.publishEvent(new Sealed(id, order.document(), reported(wanted.all())));
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

    /** By form and unit, with the latest day asked for. */
    private List<Reported> reported(List<Wanted> sealed) {
        Map<String, Reported> latest = new LinkedHashMap<>();
        for (Wanted one : sealed) {
            if (figures.get(one.figure()).definition() instanceof Definition.Reported reported) {
                FigureQuery query = one.query();
                @Nullable
                Integer unit = query.unit() == null ? null : query.unit().id();
                LocalDate until = query.day() == null ? Vietnamese.today() : query.day();
                latest.merge(
                        reported.form().id() + "/" + unit,
                        new Reported(reported.form().id(), unit, until),
                        (a, b) -> a.until().isAfter(b.until()) ? a : b);
            }
        }
        return List.copyOf(latest.values());
    }

    private long insert(Order order, Map<String, @Nullable Object> head, String content) {
        return database.sql("""
                        insert into figure.seal (at, account, name, snapshot, map, document, document_day, reason, supersedes,
                            figures, violations, errors, content, hash)
                        values (cast(:at as timestamptz), :account, :name, cast(:snapshot as pg_snapshot), cast(:map as date),
                            :document, :documentDay, :reason, :supersedes, :figures, :violations, :errors, :content, decode(:hash, 'hex'))
                        returning id""")
                .params(head)
                .param("documentDay", order.documentDay())
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

    /** On the first value of each figure; figures that are not sealed are read at the same moment. */
    private List<FigureSeal.Violation> violations(List<Wanted> asked, List<SealedFigure> lines) {
        Map<String, RelationCheck.Known> values = new LinkedHashMap<>();
        for (int line = 0; line < lines.size(); line++) {
            FigureQuery query = asked.get(line).query();
            Optional<BigDecimal> value = Optional.ofNullable(lines.get(line).value());
            values.computeIfAbsent(asked.get(line).figure(), none -> new RelationCheck.Known(query, value));
        }
        return relations.broken(values).stream()
                .map(one -> new FigureSeal.Violation(
                        one.relation().id(),
                        one.relation().says(),
                        Objects.requireNonNull(one.sides().left()),
                        Objects.requireNonNull(one.sides().right()),
                        one.relation().severity()))
                .toList();
    }

    /** Newest first. */
    public List<FigureSeal.Summary> list() {
        return kept.list();
    }

    public Optional<FigureSeal> find(long id) {
        return kept.find(id);
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
