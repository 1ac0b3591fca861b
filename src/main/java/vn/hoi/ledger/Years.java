package vn.hoi.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;
import vn.hoi.journal.Journal;

/** The end of a year: what is left of each line is extended, carried over or cancelled as the law says, and the year closed. */
@Component
public class Years {

    private static final int TOGETHER = 500;

    private final JdbcClient database;
    private final Budget budget;
    private final Lines lines;
    private final Booking booking;
    private final Journal journal;
    private final CurrentPerson person;
    private final List<EndClass> classes = new ArrayList<>();

    Years(
            JdbcClient database,
            Budget budget,
            Lines lines,
            Booking booking,
            Journal journal,
            CurrentPerson person,
            Home home) {
        this.database = database;
        this.budget = budget;
        this.lines = lines;
        this.booking = booking;
        this.journal = journal;
        this.person = person;
        try {
            Yaml yaml = Yaml.read(home.fields().resolve("finance/year-end.yaml"));
            yaml.check(home.schema().resolve("year-end.schema.json"));
            yaml.tree().properties().forEach(entry -> {
                Map<String, String> where = new LinkedHashMap<>();
                entry.getValue()
                        .path("where")
                        .properties()
                        .forEach(
                                part -> where.put(part.getKey(), part.getValue().asString()));
                classes.add(new EndClass(
                        entry.getKey(),
                        yaml.as(entry.getValue().path("name"), Yaml.pointer(entry.getKey(), "name"), Label.class),
                        where,
                        entry.getValue().path("does").asString(),
                        entry.getValue().path("law").asString()));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class of the law: which lines, and what becomes of what is left: carry-over, extend or cancel. */
    public record EndClass(String id, Label name, Map<String, String> where, String does, String law) {

        boolean fits(Line line) {
            return where.entrySet().stream().allMatch(part -> part.getValue().equals(value(line, part.getKey())));
        }

        private static @Nullable String value(Line line, String name) {
            return switch (name) {
                case "source" -> line.source();
                case "nature" -> line.nature();
                case "heading" -> line.heading();
                case "level" -> line.level();
                case "programme" -> line.programme();
                case "autonomous" -> line.autonomous() == null ? null : String.valueOf(line.autonomous());
                default -> null;
            };
        }
    }

    /** A year with the day its payments end, and when it was closed; null while open. */
    public record Year(
            int year,
            LocalDate paysUntil,
            @Nullable String closedBy,
            @Nullable String document) {

        public boolean isClosed() {
            return closedBy != null;
        }
    }

    /** What is left of a line by stage, and the class it falls in. */
    public record Left(Line line, long loaded, long apportioned, long allotted, long openAdvance, EndClass end) {

        public long all() {
            return loaded + apportioned + allotted;
        }
    }

    /** @throws Problem LED-404 */
    public Year get(int year) {
        return database.sql("select year, pays_until, closed_by, document from ledger.year where year = :year")
                .param("year", year)
                .query((row, n) -> new Year(
                        row.getInt(1),
                        Objects.requireNonNull(row.getObject(2, LocalDate.class)),
                        row.getString(3),
                        row.getString(4)))
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "LED-404", "Chưa có dòng ngân sách nào của năm " + year + "; chọn năm trong danh sách."));
    }

    /** Lines of the year of which something is left or an advance is open. */
    public List<Left> left(int year) {
        Map<Long, Line> known = new LinkedHashMap<>();
        budget.list(LineFilter.ofYear(year), null, null)
                .forEach(line -> known.put(line.line().id(), line.line()));
        List<Left> left = new ArrayList<>();
        database.sql("""
                        select s.line, s.at_loaded, s.at_apportioned, s.at_allotted, s.advanced
                        from ledger.standing s join ledger.line l on l.id = s.line
                        where l.budget_year = :year and not l.cumulative
                            and (s.at_loaded > 0 or s.at_apportioned > 0 or s.at_allotted > 0 or s.advanced > 0)
                        order by s.line""")
                .param("year", year)
                .query((row, n) -> {
                    Line line = Objects.requireNonNull(known.get(row.getLong(1)));
                    return new Left(
                            line,
                            Math.max(0, row.getLong(2)),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            end(line));
                })
                .list()
                .forEach(left::add);
        return left;
    }

    private EndClass end(Line line) {
        return classes.stream()
                .filter(one -> one.fits(line))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("year-end.yaml has no class for " + line.code()));
    }

    /**
     * Closes a year in one transaction: posts what becomes of all that is left, opens the lines of the next year that take
     * it, and lets nothing but corrections into the year from then on.
     *
     * @return how many postings were made
     * @throws Problem LED-071 closed already, LED-072 before the last day of its payments has passed
     */
    @Transactional
    public int close(int year, String document, LocalDate documentDay) {
        Year known = get(year);
        database.sql("select year from ledger.year where year = :year for update")
                .param("year", year)
                .query(Integer.class)
                .single();
        known = get(year);
        if (known.isClosed()) {
            throw new Problem(
                    409,
                    "LED-071",
                    "Năm ngân sách " + year + " đã khóa sổ theo " + known.document() + "; không khóa lần nữa.");
        }
        LocalDate today = Vietnamese.today();
        if (!today.isAfter(known.paysUntil())) {
            throw new Problem(
                    422,
                    "LED-072",
                    "Năm ngân sách " + year + " còn được chi đến hết " + Vietnamese.day(known.paysUntil())
                            + "; khóa sổ từ ngày sau đó.");
        }
        database.sql("""
                        select s.line from ledger.standing s join ledger.line l on l.id = s.line
                        where l.budget_year = :year order by s.line for update of s""").param("year", year).query(Long.class).list();
        List<Order> orders = new ArrayList<>();
        for (Left left : left(year)) {
            order(left, document, documentDay, today).ifPresent(orders::add);
        }
        for (int from = 0; from < orders.size(); from += TOGETHER) {
            booking.book(orders.subList(from, Math.min(orders.size(), from + TOGETHER)))
                    .forEach(Booking.Outcome::orThrow);
        }
        database.sql("""
                        update ledger.year set closed_at = clock_timestamp(), closed_by = :by, document = :document
                        where year = :year""")
                .param("by", person.account())
                .param("document", document)
                .param("year", year)
                .update();
        int made = orders.stream().mapToInt(order -> order.entries().size()).sum();
        journal.write(
                "budget-year/" + year,
                "closed",
                Map.of("postings", new Journal.Change(null, made), "document", new Journal.Change(null, document)),
                document);
        return made;
    }

    private java.util.Optional<Order> order(Left left, String document, LocalDate documentDay, LocalDate day) {
        Line line = left.line();
        String does = left.end().does();
        List<Entry> entries = new ArrayList<>();
        if (left.loaded() > 0) {
            entries.add(entry(line.id(), does, left.loaded(), document, documentDay, day, left.end()));
        }
        if (left.apportioned() > 0) {
            entries.add(entry(
                    line.id(), does + "-apportioned", left.apportioned(), document, documentDay, day, left.end()));
        }
        if (left.allotted() > 0) {
            entries.add(entry(line.id(), does + "-unloaded", left.allotted(), document, documentDay, day, left.end()));
        }
        if (entries.isEmpty()) {
            return java.util.Optional.empty();
        }
        if (!does.equals("cancel")) {
            boolean extended = does.equals("extend");
            entries.add(entry(
                    next(line, extended).id(),
                    extended ? "bring-extended" : "bring-carried-over",
                    left.all(),
                    document,
                    documentDay,
                    day,
                    left.end()));
        }
        return java.util.Optional.of(
                new Order(entries, person.account(), "year-end:" + line.budgetYear() + ":" + line.id(), null));
    }

    private static Entry entry(
            long line, String kind, long amount, String document, LocalDate documentDay, LocalDate day, EndClass end) {
        return new Entry(line, kind, amount, document, documentDay, day, null, null, end.law(), null, null);
    }

    /** The line of the next year that takes what is brought: the same but for its year; its capital-plan year is the old one. */
    private Line next(Line line, boolean extended) {
        int year = line.budgetYear() + 1;
        String code = line.code() + "-" + (extended ? "KD" : "CN") + "-" + year;
        return lines.find(code)
                .orElseGet(() -> lines.get(lines.open(
                        new Line(
                                0,
                                code,
                                line.name(),
                                year,
                                false,
                                line.unit(),
                                line.level(),
                                line.nature(),
                                line.autonomous(),
                                line.heading(),
                                line.chapter(),
                                line.type(),
                                line.item(),
                                line.subItem(),
                                line.source(),
                                line.programme(),
                                line.field(),
                                line.project(),
                                line.task(),
                                line.planYear() == null ? line.budgetYear() : line.planYear(),
                                null,
                                null),
                        person.account())));
    }
}
