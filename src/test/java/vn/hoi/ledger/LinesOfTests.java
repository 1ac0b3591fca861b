package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.common.Label;
import vn.hoi.unit.Units;

/** Lines of tests' own with money on them, and entries for them. */
final class LinesOfTests {

    static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final ConfigurableApplicationContext program;

    LinesOfTests(ConfigurableApplicationContext program) {
        this.program = program;
    }

    Postings postings() {
        return program.getBean(Postings.class);
    }

    Budget budget() {
        return program.getBean(Budget.class);
    }

    Projects projects() {
        return program.getBean(Projects.class);
    }

    Contracts contracts() {
        return program.getBean(Contracts.class);
    }

    Lines lines() {
        return program.getBean(Lines.class);
    }

    JdbcClient database() {
        return program.getBean(JdbcClient.class);
    }

    /** A year no other test has lines in, so that what it closes is its own. */
    long line(int year, String project, LocalDate ended) {
        String code = "TEST-" + UUID.randomUUID().toString().substring(0, 12);
        return lines().open(
                        new Line(
                                0,
                                code,
                                Label.of("Dòng thử " + code),
                                year,
                                false,
                                program.getBean(Units.class).province().id(),
                                "province",
                                "capital",
                                null,
                                "capital",
                                null,
                                null,
                                null,
                                null,
                                "local",
                                null,
                                null,
                                project,
                                null,
                                null,
                                null,
                                ended),
                        "test");
    }

    long line() {
        return line(2026, null, null);
    }

    /** A line with so much allotted and loaded. */
    long line(long allotted, long loaded) {
        long line = line();
        post(entry(line, "allot-directly", allotted));
        if (loaded > 0) {
            post(entry(line, "load-directly", loaded));
        }
        return line;
    }

    String project(long total) {
        String code = "DATHU-" + UUID.randomUUID().toString().substring(0, 8);
        projects()
                .open(
                        new Projects.Project(
                                0,
                                code,
                                Label.of("Dự án thử " + code),
                                program.getBean(Units.class).province().id(),
                                "finance",
                                2026,
                                2027,
                                null,
                                0,
                                0,
                                0),
                        "QĐ thử");
        projects().total(code, new Projects.Total(DAY, total, "Quyết định đầu tư 01/QĐ-THU", DAY), "test");
        return code;
    }

    static Entry entry(long line, String kind, long amount) {
        return entry(line, kind, amount, DAY);
    }

    static Entry entry(long line, String kind, long amount, LocalDate day) {
        return new Entry(line, kind, amount, "CT-" + UUID.randomUUID(), DAY, day, null, null, null, null, null);
    }

    static Entry correction(Posting of, long amount) {
        return new Entry(
                of.line(),
                of.kind(),
                amount,
                "ĐC-" + UUID.randomUUID(),
                DAY,
                DAY,
                null,
                null,
                "ghi nhầm số tiền",
                null,
                of.id());
    }

    static Entry paid(long line, String contract, long amount) {
        return new Entry(line, "pay", amount, "CT-" + UUID.randomUUID(), DAY, DAY, null, contract, null, null, null);
    }

    Posting post(Entry entry) {
        return postings().post(List.of(entry), UUID.randomUUID().toString()).getFirst();
    }

    Sums sums(long line) {
        return budget().balance(line, LocalDate.of(2099, 12, 31));
    }
}
