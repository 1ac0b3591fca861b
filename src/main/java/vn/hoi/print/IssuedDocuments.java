package vn.hoi.print;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;

/** Keeps documents as they were issued, byte for byte. */
@Component
class IssuedDocuments {

    private static final String COLUMNS = """
            d.id, d.register, d.code, d.print, d.number, d.day, encode(d.pdf_sha256, 'hex') as pdf_sha256,
            encode(d.docx_sha256, 'hex') as docx_sha256, d.entered, d.account, d.at, d.voided_at, d.voided_by,
            d.void_reason
            """;

    private final JdbcClient database;
    private final CurrentPerson person;

    IssuedDocuments(JdbcClient database, CurrentPerson person) {
        this.database = database;
        this.person = person;
    }

    /**
     * What is to be kept.
     *
     * @param number empty when it bears none
     * @param docx null when only a signed PDF was entered
     */
    record Issue(
            String register,
            String code,
            String print,
            String number,
            LocalDate day,
            byte[] pdf,
            byte @Nullable [] docx) {}

    /** @return its number for life */
    long add(Issue issue) {
        byte @Nullable [] docx = issue.docx();
        return database.sql("""
                        insert into print.document
                            (register, code, print, number, day, pdf, pdf_sha256, docx, docx_sha256, entered, account)
                        values (:register, :code, :print, :number, :day, :pdf, :pdfSha256, :docx, :docxSha256,
                            :entered, :account) returning id""")
                .param("register", issue.register())
                .param("code", issue.code())
                .param("print", issue.print())
                .param("number", issue.number().isEmpty() ? null : issue.number())
                .param("day", issue.day())
                .param("pdf", issue.pdf())
                .param("pdfSha256", sha256(issue.pdf()))
                .param("docx", docx)
                .param("docxSha256", docx == null ? null : sha256(docx))
                .param("entered", docx == null)
                .param("account", person.account())
                .query(Long.class)
                .single();
    }

    Optional<IssuedDocument> find(long id) {
        return database.sql("select " + COLUMNS + " from print.document d where d.id = :id")
                .param("id", id)
                .query((row, n) -> document(row))
                .optional();
    }

    /** Documents of a record, newest first. */
    List<IssuedDocument> list(String register, String code) {
        return database.sql("select " + COLUMNS + """
                         from print.document d where d.register = :register and d.code = :code order by d.id desc""")
                .param("register", register)
                .param("code", code)
                .query((row, n) -> document(row))
                .list();
    }

    byte[] pdf(long id) {
        return database.sql("select pdf from print.document where id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    /** Empty where there is none. */
    Optional<byte[]> docx(long id) {
        return database.sql("select docx from print.document where id = :id and docx is not null")
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** @return false when it was void already */
    boolean markVoid(long id, String reason) {
        return database.sql("""
                                update print.document
                                set voided_at = clock_timestamp(), voided_by = :account, void_reason = :reason
                                where id = :id and voided_at is null""")
                        .param("account", person.account())
                        .param("reason", reason)
                        .param("id", id)
                        .update()
                == 1;
    }

    static String columns() {
        return COLUMNS;
    }

    static IssuedDocument document(ResultSet row) throws SQLException {
        return new IssuedDocument(
                row.getLong("id"),
                row.getString("register"),
                row.getString("code"),
                row.getString("print"),
                Objects.requireNonNullElse(row.getString("number"), ""),
                row.getObject("day", LocalDate.class),
                row.getString("pdf_sha256"),
                Objects.requireNonNullElse(row.getString("docx_sha256"), ""),
                row.getBoolean("entered"),
                row.getString("account"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("voided_at") == null
                        ? null
                        : new IssuedDocument.Voiding(
                                row.getTimestamp("voided_at").toInstant(),
                                row.getString("voided_by"),
                                row.getString("void_reason")));
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
