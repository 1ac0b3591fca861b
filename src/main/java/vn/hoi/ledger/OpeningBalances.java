package vn.hoi.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.ledger.OpeningFile.Part;

/** Opening balances for a start in mid-year: read from a file, tried as postings, booked whole or not at all, once. */
@Component
class OpeningBalances {

    private static final int FAULTS = 20;
    private static final Map<Part, String> AS_TYPED = Map.of(
            Part.LINE, "code",
            Part.NAME, "name",
            Part.YEAR, "year",
            Part.UNIT, "unit",
            Part.NATURE, "nature",
            Part.HEADING, "heading",
            Part.SOURCE, "source",
            Part.CHAPTER, "chapter",
            Part.LEVEL, "level",
            Part.PROJECT, "project");

    private final JdbcClient database;
    private final Lines lines;
    private final NewLine opening;
    private final Booking booking;
    private final Journal journal;
    private final CurrentPerson person;
    private final TransactionTemplate transaction;

    OpeningBalances(
            JdbcClient database,
            Lines lines,
            NewLine opening,
            Booking booking,
            Journal journal,
            CurrentPerson person,
            PlatformTransactionManager transactions) {
        this.database = database;
        this.lines = lines;
        this.opening = opening;
        this.booking = booking;
        this.journal = journal;
        this.person = person;
        transaction = new TransactionTemplate(transactions);
    }

    /** A file that was booked, or that would be. */
    record Opening(long id, String name, int lines, int postings, Instant at, String account) {}

    /** Newest first. */
    List<Opening> list() {
        return database.sql("select id, name, lines, postings, at, account from ledger.opening order by id desc")
                .query((row, n) -> new Opening(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6)))
                .list();
    }

    /**
     * Reads a file and books it.
     *
     * @param dry whether it is only tried
     * @throws Problem LED-091 booked before, LED-092 headings, LED-093 with the faults of all rows; nothing is kept then
     */
    Opening read(Path file, String name, boolean dry) throws IOException {
        byte[] digest = sha256(Files.readAllBytes(file));
        database.sql("select name, at, account from ledger.opening where sha256 = :digest")
                .param("digest", digest)
                .query((row, n) -> new Problem(
                        409,
                        "LED-091",
                        "Tệp này đã được " + row.getString(3) + " ghi sổ lúc "
                                + Vietnamese.moment(row.getTimestamp(2).toInstant()) + " với tên «" + row.getString(1)
                                + "»; số dư đầu kỳ chỉ ghi một lần."))
                .optional()
                .ifPresent(before -> {
                    throw before;
                });
        List<Problem.Fault> faults = new ArrayList<>();
        List<OpeningFile.Row> rows = OpeningFile.read(file, name, faults);
        requireNone(faults);
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                if (dry) {
                    status.setRollbackOnly();
                }
                return book(rows, digest, name);
            }));
        } catch (DataIntegrityViolationException refused) {
            throw RefusedByDatabase.problem(refused);
        }
    }

    private static void requireNone(List<Problem.Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    "LED-093",
                    "Tệp có " + faults.size() + " chỗ sai; sửa tệp rồi nhập lại, chưa có gì được ghi.",
                    faults.subList(0, Math.min(FAULTS, faults.size())),
                    Map.of());
        }
    }

    private Opening book(List<OpeningFile.Row> rows, byte[] digest, String name) {
        List<Problem.Fault> faults = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        String key = "opening:" + HexFormat.of().formatHex(digest).substring(0, 32) + ":";
        for (OpeningFile.Row row : rows) {
            try {
                orders.add(new Order(entries(row, line(row)), person.account(), key + row.number(), null));
            } catch (Problem problem) {
                faults.add(fault(row, problem));
            }
        }
        requireNone(faults);
        List<Booking.Outcome> outcomes = booking.book(orders);
        int postings = 0;
        for (int index = 0; index < rows.size(); index++) {
            Booking.Outcome outcome = outcomes.get(index);
            Problem refused = outcome.refused();
            if (refused != null) {
                faults.add(fault(rows.get(index), refused));
            }
            postings += outcome.postings().size();
        }
        requireNone(faults);
        Opening made = new Opening(0, name, rows.size(), postings, Instant.now(), person.account());
        database.sql("""
                        insert into ledger.opening (sha256, name, lines, postings, account)
                        values (:digest, :name, :lines, :postings, :account)""")
                .param("digest", digest)
                .param("name", name)
                .param("lines", made.lines())
                .param("postings", made.postings())
                .param("account", made.account())
                .update();
        journal.write(
                "budget-opening",
                "booked",
                Map.of(
                        "lines", new Journal.Change(null, made.lines()),
                        "postings", new Journal.Change(null, made.postings())),
                name);
        return made;
    }

    private static Problem.Fault fault(OpeningFile.Row row, Problem problem) {
        String says = problem.faults().size() > 1
                ? problem.faults().stream().map(Problem.Fault::message).collect(Collectors.joining("; "))
                : problem.getMessage();
        return new Problem.Fault("row-" + row.number(), problem.code(), "Dòng " + row.number() + ": " + says);
    }

    private static List<Entry> entries(OpeningFile.Row row, long line) {
        List<Entry> entries = new ArrayList<>();
        long allotted = row.amount(Part.ALLOTTED);
        add(entries, row, line, "allot-directly", allotted);
        // what is spent was loaded; without a column for it all that was allotted was
        add(entries, row, line, "load-directly", row.gives(Part.LOADED) ? row.amount(Part.LOADED) : allotted);
        add(entries, row, line, "commit", row.amount(Part.COMMITTED));
        add(entries, row, line, "advance", row.amount(Part.ADVANCED));
        add(entries, row, line, "pay", row.amount(Part.PAID));
        if (entries.isEmpty()) {
            throw Limits.refused("LED-022", "mọi số đều bằng 0; bỏ dòng này khỏi tệp");
        }
        return entries;
    }

    private static void add(List<Entry> entries, OpeningFile.Row row, long line, String kind, long amount) {
        if (amount > 0) {
            entries.add(new Entry(
                    line,
                    kind,
                    amount,
                    row.get(Part.DOCUMENT),
                    row.documentDay(),
                    row.day(),
                    null,
                    null,
                    "Số dư đầu kỳ",
                    null,
                    null));
        }
    }

    /** The line of that code, opened when it is not there. */
    private long line(OpeningFile.Row row) {
        String code = row.get(Part.LINE);
        Optional<Line> known = lines.find(code);
        if (known.isPresent()) {
            return known.get().id();
        }
        for (Part part : List.of(Part.NAME, Part.YEAR, Part.UNIT, Part.NATURE, Part.HEADING)) {
            if (row.find(part) == null) {
                throw Limits.refused(
                        "LED-003",
                        "Chưa có dòng ngân sách «" + code + "»; ghi thêm cột «" + part.heading() + "» để mở dòng");
            }
        }
        Map<String, String> typed = new LinkedHashMap<>();
        AS_TYPED.forEach((part, name) -> typed.put(name, row.get(part)));
        return opening.line(typed);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
