package vn.hoi.ledger;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.StartStep;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/**
 * Enters the money a province has published ({@code provinces/<province>/budget}) at the first start: every published
 * number comes out of postings. What was requested comes out of the proposals of the estimate's rounds instead.
 */
@Component
class ProvinceBudget implements StartStep {

    private static final int TOGETHER = 400;

    private final JdbcClient database;
    private final Home home;
    private final Units units;
    private final Lines lines;
    private final Projects projects;
    private final Contracts contracts;
    private final Booking booking;
    private final Journal journal;
    private final TransactionTemplate transaction;

    ProvinceBudget(
            JdbcClient database,
            Home home,
            Units units,
            Lines lines,
            Projects projects,
            Contracts contracts,
            Booking booking,
            Journal journal,
            TransactionTemplate transaction) {
        this.database = database;
        this.home = home;
        this.units = units;
        this.lines = lines;
        this.projects = projects;
        this.contracts = contracts;
        this.booking = booking;
        this.journal = journal;
        this.transaction = transaction;
    }

    @Override
    public int order() {
        return 75;
    }

    @Override
    public String says() {
        return "ngân sách của tỉnh";
    }

    @Override
    public void run() {
        Path folder = home.provinceFolder().resolve("budget");
        transaction.executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(hashtext('ledger.province'))")
                    .query((row, n) -> 0)
                    .list();
            boolean empty = database.sql("select not exists (select from ledger.line)")
                    .query(Boolean.class)
                    .single();
            if (empty) {
                load(folder);
            }
        });
    }

    private void load(Path folder) {
        projects(folder);
        Map<String, Line> opened = new LinkedHashMap<>();
        lines(folder.resolve("lines.tsv"), opened);
        List<Order> orders = new ArrayList<>(postings(folder.resolve("postings.tsv"), opened));
        for (int from = 0; from < orders.size(); from += TOGETHER) {
            booking.book(orders.subList(from, Math.min(orders.size(), from + TOGETHER)))
                    .forEach(Booking.Outcome::orThrow);
        }
        if (!opened.isEmpty()) {
            journal.write(
                    "budget",
                    "loaded",
                    Map.of(
                            "lines", new Journal.Change(null, opened.size()),
                            "postings", new Journal.Change(null, orders.size())),
                    "provinces/" + home.province() + "/budget");
        }
    }

    private void projects(Path folder) {
        for (Tsv.Row row : Tsv.read(folder.resolve("projects.tsv"))) {
            projects.open(
                    new Projects.Project(
                            0,
                            row.get("code"),
                            name(row),
                            unit(row),
                            row.get("field"),
                            row.year("first"),
                            row.year("last"),
                            row.find("about"),
                            0,
                            0,
                            0),
                    "budget/projects.tsv");
        }
        for (Tsv.Row row : Tsv.read(folder.resolve("totals.tsv"))) {
            projects.total(
                    row.get("project"),
                    new Projects.Total(
                            row.day("since"), row.dong("total"), row.get("document"), row.day("document-day")),
                    CurrentPerson.PROGRAM);
        }
        for (Tsv.Row row : Tsv.read(folder.resolve("acts.tsv"))) {
            projects.act(
                    row.get("project"),
                    new Projects.Act(
                            row.get("act"),
                            row.dong("amount"),
                            row.find("retention") == null ? null : row.dong("retention"),
                            row.day("day"),
                            row.get("document"),
                            row.day("document-day")),
                    CurrentPerson.PROGRAM);
        }
        for (Tsv.Row row : Tsv.read(folder.resolve("contracts.tsv"))) {
            contracts.open(
                    new Contracts.Contract(
                            row.get("code"),
                            row.find("project"),
                            row.find("package"),
                            row.find("number"),
                            row.findDay("signed-on"),
                            row.find("contractor"),
                            row.integer("days"),
                            row.find("value") == null ? null : row.dong("value"),
                            0),
                    row.get("document"),
                    row.day("document-day"));
        }
    }

    private static Label name(Tsv.Row row) {
        String english = row.find("name-en");
        return new Label(row.get("name"), english == null ? row.get("name") : english);
    }

    private int unit(Tsv.Row row) {
        LocalDate day = row.find("year") == null
                ? LocalDate.of(row.year("last"), 12, 31)
                : LocalDate.of(row.year("year"), 12, 31);
        return units.find(row.get("unit"), day)
                .orElseThrow(
                        () -> row.fault("không có đơn vị «" + row.find("unit") + "»", "Sửa mã đơn vị theo units.tsv"))
                .id();
    }

    private void lines(Path file, Map<String, Line> opened) {
        for (Tsv.Row row : Tsv.read(file)) {
            String autonomous = row.find("autonomous");
            var line = new Line(
                    0,
                    row.get("code"),
                    name(row),
                    row.year("year"),
                    "yes".equals(row.find("cumulative")),
                    unit(row),
                    row.get("level"),
                    row.get("nature"),
                    autonomous == null ? null : autonomous.equals("yes"),
                    row.get("heading"),
                    row.find("chapter"),
                    row.find("type"),
                    row.find("item"),
                    row.find("sub-item"),
                    row.find("source"),
                    row.find("programme"),
                    row.find("field"),
                    row.find("project"),
                    row.find("task"),
                    row.integer("plan-year"),
                    null,
                    null);
            long id = lines.open(line, CurrentPerson.PROGRAM);
            opened.put(line.code(), lines.get(id));
        }
    }

    private static List<Order> postings(Path file, Map<String, Line> opened) {
        List<Order> orders = new ArrayList<>();
        for (Tsv.Row row : Tsv.read(file)) {
            Line line = opened.get(row.get("line"));
            if (line == null) {
                throw row.fault("không có dòng ngân sách «" + row.find("line") + "»", "Khai dòng trong lines.tsv");
            }
            String override = row.find("override");
            orders.add(new Order(
                    List.of(new Entry(
                            line.id(),
                            row.get("kind"),
                            row.dong("amount"),
                            row.get("document"),
                            row.day("document-day"),
                            row.day("day"),
                            null,
                            row.find("contract"),
                            row.find("reason"),
                            null,
                            null)),
                    CurrentPerson.PROGRAM,
                    "province:" + file.getFileName() + ":" + line.code() + ":" + row.get("kind"),
                    override == null ? null : new Order.Override(CurrentPerson.PROGRAM, override)));
        }
        return orders;
    }
}
