package vn.hoi.ledger;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.sheet.Heading;
import vn.hoi.sheet.SheetFile;
import vn.hoi.sheet.Table;

/** Statements of the Treasury: what of them stands in the ledger, what does not, and what the ledger has beyond them. */
@Component
class Statements {

    private static final int FAULTS = 20;

    private final JdbcClient database;
    private final CurrentPerson person;
    private final Journal journal;

    Statements(JdbcClient database, CurrentPerson person, Journal journal) {
        this.database = database;
        this.person = person;
        this.journal = journal;
    }

    /** @param matched how many of its rows are postings */
    record Statement(long id, String name, Instant at, String account, int rows, int matched) {}

    /** @param posting the posting it is; null when the ledger has none */
    record Row(
            int number,
            String document,
            LocalDate day,
            long amount,
            @Nullable String line,
            @Nullable Long posting) {}

    /**
     * Reads a file whole and matches its rows: document, amount and, where it is given, the line. Nothing is posted.
     *
     * @throws Problem LED-081 read before, LED-082 headings missing, LED-083 wrong rows; then nothing is kept
     */
    @Transactional
    public long read(Path file, String name) throws IOException {
        byte[] digest = sha256(Files.readAllBytes(file));
        Optional<Statement> before = list().stream()
                .filter(one -> database.sql("select sha256 = :digest from ledger.statement where id = :id")
                        .param("digest", digest)
                        .param("id", one.id())
                        .query(Boolean.class)
                        .single())
                .findFirst();
        if (before.isPresent()) {
            throw new Problem(
                    409,
                    "LED-081",
                    "Tệp này đã được " + before.get().account() + " nhập lúc "
                            + Vietnamese.moment(before.get().at()) + " với tên «"
                            + before.get().name()
                            + "»; chọn sao kê khác.");
        }
        List<Row> rows = rows(file, name);
        long id = database.sql(
                        "insert into ledger.statement (sha256, name, account) values (:digest, :name, :account) returning id")
                .param("digest", digest)
                .param("name", name)
                .param("account", person.account())
                .query(Long.class)
                .single();
        for (Row row : rows) {
            keep(id, row);
        }
        journal.write("budget-statement/" + id, "read", Map.of("rows", new Journal.Change(null, rows.size())), name);
        return id;
    }

    private void keep(long statement, Row row) {
        database.sql("""
                        insert into ledger.statement_row (statement, number, document, day, amount, line, posting)
                        values (:statement, :number, :document, :day, :amount, :line, (
                            select p.id from ledger.posting p
                            join ledger.move m on m.kind = p.kind and m.part = 'cash'
                            join ledger.line l on l.id = p.line
                            where lower(p.document) = lower(:document) and p.amount = :amount and p.corrects is null
                                and (:line::text is null or l.code = :line)
                                and not exists (select from ledger.statement_row r where r.posting = p.id)
                            order by abs(p.day - :day), p.id limit 1))""")
                .param("statement", statement)
                .param("number", row.number())
                .param("document", row.document())
                .param("day", row.day())
                .param("amount", row.amount())
                .param("line", row.line())
                .update();
    }

    private static List<Row> rows(Path file, String name) throws IOException {
        try (SheetFile sheets = SheetFile.open(file, name)) {
            Table table = sheets.table(0);
            Heading document =
                    heading(table, text -> text.contains("chung tu") && !text.contains("ngay"), "Số chứng từ");
            Heading day = heading(table, text -> text.startsWith("ngay"), "Ngày");
            Heading amount = heading(table, text -> text.contains("so tien") || text.startsWith("amount"), "Số tiền");
            Optional<Heading> line = table.headings().stream()
                    .filter(one -> Vietnamese.fold(one.text()).contains("dong ngan sach"))
                    .findFirst();
            List<Row> rows = new ArrayList<>();
            List<Problem.Fault> faults = new ArrayList<>();
            try (Table.Rows all = table.rows()) {
                while (all.hasNext()) {
                    Table.Row row = all.next();
                    if (row.kind() == Table.Kind.DATA) {
                        read(row, document, day, amount, line, rows, faults);
                    }
                }
            }
            if (!faults.isEmpty()) {
                throw new Problem(
                        422,
                        "LED-083",
                        "Sao kê có dòng sai; sửa tệp rồi nhập lại, chưa có gì được ghi.",
                        faults.subList(0, Math.min(FAULTS, faults.size())),
                        Map.of());
            }
            return rows;
        }
    }

    private static void read(
            Table.Row row,
            Heading document,
            Heading day,
            Heading amount,
            Optional<Heading> line,
            List<Row> rows,
            List<Problem.Fault> faults) {
        String number = row.cell(document.column()).text().strip();
        Optional<LocalDate> on = day.day(row.cell(day.column()));
        Optional<BigDecimal> dong = row.cell(amount.column()).number();
        boolean whole = dong.isPresent()
                && dong.get().signum() > 0
                && dong.get().stripTrailingZeros().scale() <= 0
                && dong.get().compareTo(BigDecimal.valueOf(Postings.MOST)) <= 0;
        if (number.isEmpty() || on.isEmpty() || !whole) {
            faults.add(new Problem.Fault(
                    "row-" + row.number(),
                    "LED-083",
                    "Dòng " + row.number() + ": cần số chứng từ, ngày và số tiền là số đồng nguyên lớn hơn 0"));
            return;
        }
        String code = line.map(one -> row.cell(one.column()).text().strip()).orElse("");
        rows.add(new Row(
                row.number(), number, on.get(), dong.get().longValueExact(), code.isEmpty() ? null : code, null));
    }

    private static Heading heading(Table table, Predicate<String> is, String name) {
        return table.headings().stream()
                .filter(one -> is.test(Vietnamese.fold(one.text())))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        422,
                        "LED-082",
                        "Sao kê thiếu cột «" + name
                                + "»; cần các cột Số chứng từ, Ngày chứng từ, Số tiền và nếu có Dòng ngân sách."));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Newest first. */
    List<Statement> list() {
        return database.sql("""
                        select s.id, s.name, s.at, s.account, count(r.number) as rows, count(r.posting) as matched
                        from ledger.statement s left join ledger.statement_row r on r.statement = s.id
                        group by s.id order by s.id desc""")
                .query((row, n) -> new Statement(
                        row.getLong(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getInt(5),
                        row.getInt(6)))
                .list();
    }

    /** @throws Problem LED-404 */
    Statement get(long id) {
        return list().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(
                        () -> Problem.unknown("LED-404", "Không có sao kê số " + id + "; mở lại danh sách sao kê."));
    }

    List<Row> rows(long statement) {
        return database.sql("""
                        select number, document, day, amount, line, posting from ledger.statement_row
                        where statement = :statement order by number""")
                .param("statement", statement)
                .query(Statements::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getInt(1),
                row.getString(2),
                Objects.requireNonNull(row.getObject(3, LocalDate.class)),
                row.getLong(4),
                row.getString(5),
                row.getObject(6, Long.class));
    }

    /** Cash postings of the statement's days that no statement has. */
    List<Row> beyond(long statement) {
        return database.sql("""
                        select 0, p.document, p.day, p.amount, l.code, p.id
                        from ledger.posting p
                        join ledger.move m on m.kind = p.kind and m.part = 'cash'
                        join ledger.line l on l.id = p.line
                        where p.corrects is null and not l.cumulative
                            and p.day between (select min(day) from ledger.statement_row where statement = :statement)
                                and (select max(day) from ledger.statement_row where statement = :statement)
                            and not exists (select from ledger.statement_row r where r.posting = p.id)
                        order by p.day, p.id limit 500""")
                .param("statement", statement)
                .query(Statements::row)
                .list();
    }
}
