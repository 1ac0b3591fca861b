package vn.hoi.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.LinkedMultiValueMap;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;
import vn.hoi.ledger.Account;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.LineFilter;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/**
 * The estimate of research money for a year. Continuing tasks: what the ledger plans to pay on them that year; where it
 * plans nothing, what is left of their state budget, spread evenly over the years they still run. New tasks: the mean of
 * what tasks begun in each of the years before were to get in their first year. Each part may be set otherwise with a reason.
 */
@Component
public class ResearchEstimate {

    private final Registers registers;
    private final RecordQueries queries;
    private final RecordLists records;
    private final Budget budget;
    private final EstimateDeclarations declarations;
    private final JdbcClient database;
    private final CurrentPerson person;
    private final Journal journal;

    ResearchEstimate(
            Registers registers,
            RecordQueries queries,
            RecordLists records,
            Budget budget,
            EstimateDeclarations declarations,
            JdbcClient database,
            CurrentPerson person,
            Journal journal) {
        this.registers = registers;
        this.queries = queries;
        this.records = records;
        this.budget = budget;
        this.declarations = declarations;
        this.database = database;
        this.person = person;
        this.journal = journal;
    }

    /** The part of the new tasks. */
    static final String NEW = "new";

    /** A part set otherwise than reckoned. */
    public record Amended(String part, long amount, String reason, String author) {}

    /**
     * One continuing task.
     *
     * @param stateBudget đồng for all its years
     * @param before đồng allotted to it in earlier years
     * @param planned đồng the ledger has on its lines of the year; 0 for nothing
     * @param yearsLeft years it still runs, the year of the estimate among them
     * @param reckoned đồng for the year
     * @param set null where it stands as reckoned
     */
    public record Continuing(
            String code,
            String title,
            @Nullable LocalDate until,
            long stateBudget,
            long before,
            long planned,
            int yearsLeft,
            long reckoned,
            @Nullable Amended set) {

        /** What goes into the estimate. */
        public long amount() {
            return set == null ? reckoned : set.amount();
        }
    }

    /** Tasks begun in one year. @param firstYear đồng they were to get in that year together */
    public record Begun(int year, int tasks, long firstYear) {}

    /** All of it. @param mean of the first years, đồng */
    public record Reckoning(
            List<Continuing> continuing,
            List<Begun> begun,
            long mean,
            @Nullable Amended newSet) {

        public long continuingAmount() {
            return continuing.stream().mapToLong(Continuing::amount).sum();
        }

        public long newAmount() {
            return newSet == null ? mean : newSet.amount();
        }

        public long total() {
            return continuingAmount() + newAmount();
        }
    }

    /** What is read of a task. */
    private record Task(
            String code,
            String title,
            String state,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            long money) {

        int years() {
            return from == null || until == null ? 1 : Math.max(1, until.getYear() - from.getYear() + 1);
        }
    }

    Reckoning reckon(Round round) {
        EstimateDeclarations.Research rule = declarations.research();
        List<Task> tasks = tasks(rule);
        Map<String, Amended> set = set(round);
        Map<String, long[]> booked = booked(round.year());
        List<Continuing> continuing = new ArrayList<>();
        Map<Integer, List<Task>> begun = new TreeMap<>();
        for (int year = round.year() - rule.years(); year < round.year(); year++) {
            begun.put(year, new ArrayList<>());
        }
        for (Task task : tasks) {
            @Nullable
            List<Task> ofYear =
                    task.from() == null ? null : begun.get(task.from().getYear());
            if (ofYear != null) {
                ofYear.add(task);
            }
            boolean begins = task.from() == null || task.from().getYear() < round.year();
            boolean runs = task.until() != null && task.until().getYear() >= round.year();
            if (begins && runs && rule.running().contains(task.state())) {
                continuing.add(continuing(round.year(), task, booked, set.get(task.code())));
            }
        }
        List<Begun> sums = new ArrayList<>();
        begun.forEach((year, those) -> sums.add(new Begun(
                year,
                those.size(),
                those.stream()
                        .mapToLong(task -> share(task.money(), task.years()))
                        .sum())));
        long mean = share(sums.stream().mapToLong(Begun::firstYear).sum(), rule.years());
        return new Reckoning(continuing, sums, mean, set.get(NEW));
    }

    /** An even share in whole thousands of đồng, as estimates are written. */
    private static long share(long money, int of) {
        return BigDecimal.valueOf(money)
                .divide(BigDecimal.valueOf(of), -3, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static Continuing continuing(int year, Task task, Map<String, long[]> booked, @Nullable Amended set) {
        long[] money = booked.getOrDefault(task.code(), new long[2]);
        int yearsLeft = task.until() == null ? 1 : task.until().getYear() - year + 1;
        // what no line tells of the years before is taken as their even share
        long before = money[0] > 0 ? money[0] : task.money() / task.years() * Math.max(0, task.years() - yearsLeft);
        long left = Math.max(0, task.money() - before);
        long reckoned = money[1] > 0 ? money[1] : share(left, yearsLeft);
        return new Continuing(
                task.code(), task.title(), task.until(), task.money(), before, money[1], yearsLeft, reckoned, set);
    }

    private List<Task> tasks(EstimateDeclarations.Research rule) {
        Register register = registers.get(rule.register());
        RecordQuery query = queries.read(register, new LinkedMultiValueMap<>(), List.of());
        List<Task> tasks = new ArrayList<>();
        records.forEach(register, query, row -> tasks.add(task(rule, register, row)));
        return tasks;
    }

    private static Task task(EstimateDeclarations.Research rule, Register register, Row row) {
        @Nullable LocalDate until = null;
        for (String column : rule.ends()) {
            if (until == null && row.value(column) instanceof LocalDate day) {
                until = day;
            }
        }
        String title = register.title() == null ? "" : String.valueOf(row.value(register.title()));
        return new Task(
                row.code(),
                title,
                row.state(),
                row.value(rule.begins()) instanceof LocalDate day ? day : null,
                until,
                row.value(rule.amount()) instanceof Number money ? money.longValue() : 0);
    }

    /** By task: đồng allotted in the years before, and what stands on its lines of the year. */
    private Map<String, long[]> booked(int year) {
        Map<String, long[]> booked = new HashMap<>();
        for (Budget.LineSums line : budget.list(LineFilter.ALL, null, null)) {
            String task = line.line().task();
            if (task == null) {
                continue;
            }
            long[] money = booked.computeIfAbsent(task, none -> new long[2]);
            if (line.line().budgetYear() < year) {
                money[0] += line.sums().get(Account.ALLOTTED);
            } else if (line.line().budgetYear() == year) {
                money[1] +=
                        Math.max(line.sums().get(Account.ALLOTTED), line.sums().get(Account.COMMITTED));
            }
        }
        return booked;
    }

    private Map<String, Amended> set(Round round) {
        Map<String, Amended> set = new HashMap<>();
        database.sql("""
                        select distinct on (part) part, amount, reason, author from estimate.research
                        where round = :round order by part, id desc""")
                .param("round", round.id())
                .query((row, n) -> new Amended(
                        row.getString("part"), row.getLong("amount"), row.getString("reason"), row.getString("author")))
                .list()
                .forEach(one -> set.put(one.part(), one));
        return set;
    }

    /** Sets a part otherwise. @throws Problem EST-046 for a part that is not of the reckoning, EST-040 */
    @Transactional
    void set(Round round, String part, long amount, String reason) {
        if (!round.state().isAppraising()) {
            throw new Problem(409, "EST-040", "Dự toán đã tổng hợp, không đổi cách tính nữa.");
        }
        if (!part.equals(NEW)
                && reckon(round).continuing().stream()
                        .noneMatch(task -> task.code().equals(part))) {
            throw new Problem(
                    422, "EST-046", "«" + part + "» không phải là nhiệm vụ chuyển tiếp của năm này; mở lại bảng tính.");
        }
        database.sql("""
                        insert into estimate.research (round, part, amount, reason, author)
                        values (:round, :part, :amount, :reason, :author)""")
                .param("round", round.id())
                .param("part", part)
                .param("amount", amount)
                .param("reason", reason)
                .param("author", person.account())
                .update();
        journal.write(round.subject(), "research", Map.of(part, new Journal.Change(null, amount)), reason);
    }

    /** The two items that carry it into a proposal. */
    List<Drafted> items(Reckoning reckoning) {
        EstimateDeclarations.Research rule = declarations.research();
        return List.of(
                item(
                        rule,
                        rule.continuing().vi(),
                        reckoning.continuingAmount(),
                        reckoning.continuing().size()
                                + " nhiệm vụ chuyển tiếp, theo bảng tính kinh phí nhiệm vụ khoa học"),
                item(
                        rule,
                        rule.opened().vi(),
                        reckoning.newAmount(),
                        "Bình quân " + rule.years() + " năm trước, theo bảng tính kinh phí nhiệm vụ khoa học"));
    }

    private static Drafted item(EstimateDeclarations.Research rule, String name, long amount, String reason) {
        var purpose = new Purpose(
                name,
                "province",
                "recurrent",
                false,
                rule.heading(),
                null,
                null,
                null,
                null,
                null,
                null,
                rule.field(),
                null,
                null);
        return new Drafted(null, null, purpose, Norm.NONE, amount, reason, false);
    }
}
