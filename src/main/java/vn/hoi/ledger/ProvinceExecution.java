package vn.hoi.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;
import vn.hoi.common.Vietnamese;

/**
 * With the demonstration, from {@code provinces/<province>/budget/demonstration/}: what becomes of each line's request once
 * it is apportioned ({@code execution.tsv}), as a share of it in whole thousands of đồng; the contracts that records of the
 * demonstration name ({@code contracts.tsv}); money taken out of a line for a task's own, and advanced ({@code tasks.tsv}).
 * Made up, and only once; it comes after the rounds of the estimate have booked the requests.
 */
@Component
class ProvinceExecution implements StartStep {

    private static final int TOGETHER = 400;
    private static final long PERMILLE = 1000;
    private static final long ROUND = 1000;
    private static final String KEY = "province:execution:";

    private final JdbcClient database;
    private final Home home;
    private final Budget budget;
    private final Booking booking;
    private final Lines lines;
    private final Contracts contracts;
    private final TransactionTemplate transaction;
    private final boolean demonstration;

    ProvinceExecution(
            JdbcClient database,
            Home home,
            Budget budget,
            Booking booking,
            Lines lines,
            Contracts contracts,
            TransactionTemplate transaction,
            @Value("${hoi.scale:-1}") double scale) {
        this.database = database;
        this.home = home;
        this.budget = budget;
        this.booking = booking;
        this.lines = lines;
        this.contracts = contracts;
        this.transaction = transaction;
        demonstration = scale > 0;
    }

    @Override
    public int order() {
        return 79;
    }

    @Override
    public String says() {
        return "chi ngân sách trình diễn";
    }

    @Override
    public void run() {
        if (!demonstration) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(hashtext('ledger.province'))")
                    .query((row, n) -> 0)
                    .list();
            boolean first = database.sql("""
                            select not exists (
                                select from ledger.posting where starts_with(request, :key) and author = :program)""")
                    .param("key", KEY)
                    .param("program", CurrentPerson.PROGRAM)
                    .query(Boolean.class)
                    .single();
            if (first) {
                Path folder = home.provinceFolder().resolve("budget/demonstration");
                contracts(folder.resolve("contracts.tsv"));
                List<Order> orders = orders(folder.resolve("execution.tsv"));
                orders.addAll(tasks(folder.resolve("tasks.tsv")));
                for (int from = 0; from < orders.size(); from += TOGETHER) {
                    booking.book(orders.subList(from, Math.min(orders.size(), from + TOGETHER)))
                            .forEach(Booking.Outcome::orThrow);
                }
            }
        });
    }

    private void contracts(Path file) {
        for (Tsv.Row row : Tsv.read(file)) {
            contracts.open(
                    new Contracts.Contract(
                            row.get("code"),
                            null,
                            row.get("package"),
                            null,
                            row.findDay("signed-on"),
                            null,
                            null,
                            null,
                            0),
                    row.get("document"),
                    row.day("document-day"));
        }
    }

    /** A line for each task, beside the one its money comes from, and what moves it there and out as an advance. */
    private List<Order> tasks(Path file) {
        List<Order> orders = new ArrayList<>();
        for (Tsv.Row row : Tsv.read(file)) {
            Line from = budget.list(LineFilter.ALL.and("line", row.get("from")), null, null).stream()
                    .findFirst()
                    .orElseThrow(() -> row.fault(
                            "không có dòng ngân sách «" + row.find("from") + "»", "Khai dòng trong lines.tsv"))
                    .line();
            long own = lines.open(from.ofTask(row.get("line"), row.get("task")), CurrentPerson.PROGRAM);
            orders.add(new Order(
                    List.of(
                            entry(row, from.id(), "adjust-out"),
                            entry(row, own, "adjust-in"),
                            entry(row, own, "load-directly"),
                            entry(row, own, "advance")),
                    CurrentPerson.PROGRAM,
                    KEY + "task:" + row.get("task"),
                    null));
        }
        return orders;
    }

    private static Entry entry(Tsv.Row row, long line, String kind) {
        return entry(row, line, kind, row.dong("amount"));
    }

    private static Entry entry(Tsv.Row row, long line, String kind, long amount) {
        return new Entry(
                line,
                kind,
                amount,
                row.get("document"),
                row.day("document-day"),
                row.day("day"),
                null,
                null,
                null,
                null,
                null);
    }

    private List<Order> orders(Path file) {
        List<Order> orders = new ArrayList<>();
        for (Tsv.Row row : Tsv.read(file)) {
            if (row.day("day").isAfter(Vietnamese.today())) {
                continue;
            }
            for (Budget.LineSums line : budget.list(LineFilter.ofYear(row.year("year")), null, null)) {
                long amount = line.sums().get(Account.REQUESTED) / ROUND * row.dong("permille") / PERMILLE * ROUND;
                if (amount > 0) {
                    orders.add(order(row, line.line().id(), amount));
                }
            }
        }
        return orders;
    }

    private static Order order(Tsv.Row row, long line, long amount) {
        return new Order(
                List.of(entry(row, line, row.get("kind"), amount)),
                CurrentPerson.PROGRAM,
                KEY + line + ":" + row.number(),
                null);
    }
}
