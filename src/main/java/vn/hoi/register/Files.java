package vn.hoi.register;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;

/**
 * Files of records. A file is kept before the record that names it is made, so that a form with a fault need not send
 * it again; until then it is its sender's alone. What no record took within thirty days goes.
 */
@Component
public class Files {

    /** Bytes of one file at most. */
    public static final int MOST_BYTES = 25 * 1024 * 1024;

    /** Endings offered when a file is picked; what counts is the content. */
    public static final String ACCEPT =
            ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.tif,.tiff,"
                    + ".webp,.txt,.csv,.xml,.zip,.p7s,.p7m";

    private static final int NAME_LENGTH = 150;
    private static final RowMapper<Attached> ATTACHED = (row, n) -> new Attached(
            row.getLong("id"),
            row.getString("name"),
            row.getString("type"),
            row.getLong("size"),
            row.getString("account"),
            row.getString("subject"));

    private final JdbcClient database;
    private final CurrentPerson person;
    private final Rights rights;
    private final Registers registers;
    private final Records records;
    private final ObjectProvider<FileOwner> owners;

    Files(
            JdbcClient database,
            CurrentPerson person,
            Rights rights,
            Registers registers,
            Records records,
            ObjectProvider<FileOwner> owners) {
        this.database = database;
        this.person = person;
        this.rights = rights;
        this.registers = registers;
        this.records = records;
        this.owners = owners;
    }

    /** As {@link #keep(String, byte[])} for a file of a form; one too large is not read. */
    public Attached keep(MultipartFile sent) throws IOException {
        String name = String.valueOf(sent.getOriginalFilename());
        if (sent.getSize() > MOST_BYTES) {
            throw tooLarge(safeName(name));
        }
        return keep(name, sent.getBytes());
    }

    /**
     * Keeps a file that no record names yet.
     *
     * @param name as the sender's machine calls it; made safe
     * @throws Problem FIL-001 empty, FIL-002 too large, FIL-003 of a kind not taken, FIL-004 built to swell
     */
    @Transactional
    public Attached keep(String name, byte[] content) {
        String safe = safeName(name);
        if (content.length == 0) {
            throw refused("FIL-001", "Tệp «" + safe + "» không có nội dung; chọn lại tệp");
        }
        if (content.length > MOST_BYTES) {
            throw tooLarge(safe);
        }
        String type = FileType.of(safe, content)
                .orElseThrow(() -> refused(
                        "FIL-003",
                        "Tệp «" + safe + "» không thuộc loại được nhận; dùng PDF, Word, Excel, PowerPoint, ảnh, văn bản"
                                + " hoặc ZIP, không có chương trình hay trang web bên trong"));
        forgetUnsent();
        return database.sql("""
                        insert into register.file (name, type, size, sha256, content, account)
                        values (:name, :type, :size, :sha256, :content, :account)
                        returning id, name, type, size, account, subject""")
                .param("name", safe)
                .param("type", type)
                .param("size", (long) content.length)
                .param("sha256", sha256(content))
                .param("content", content)
                .param("account", person.account())
                .query(ATTACHED)
                .single();
    }

    /** Files that records of a loaded batch name are theirs from now on. In the running transaction. */
    public void attachLoaded(Register register, long entry) {
        for (Column column : register.entered()) {
            if (column.type() == ColumnType.FILES) {
                String table = "register." + RegisterTables.quote(register.table());
                String named = "r." + RegisterTables.quote(column.sql());
                database.sql("update register.file f set subject = :prefix || r.code from " + table
                                + " r where r.loaded_in = :entry and " + named + " is not null and f.id = any (" + named
                                + ") and f.subject is null")
                        .param("prefix", Records.subject(register, ""))
                        .param("entry", entry)
                        .update();
            }
        }
    }

    /**
     * A file and where it stands.
     *
     * @param code of the record that names it
     * @param column of the record that names it
     * @param sha256 of its content, in hexadecimal
     */
    public record Named(Attached file, String code, String column, String sha256) {}

    /**
     * Files that records of a register name, in the order of the records; no right is asked.
     *
     * @param personal whether those of columns of personal data are among them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Named> named(Register register, boolean personal) {
        List<Named> named = new ArrayList<>();
        for (Column column : register.entered()) {
            if (column.type() == ColumnType.FILES && (personal || !column.personal())) {
                named.addAll(database.sql("""
                                select f.id, f.name, f.type, f.size, f.account, f.subject,
                                    r.code, encode(f.sha256, 'hex') as sha256
                                from register.%s r join register.file f on f.id = any (r.%s)
                                where f.subject = :prefix || r.code
                                order by r.id, f.id""".formatted(
                                        RegisterTables.quote(register.table()), RegisterTables.quote(column.sql())))
                        .param("prefix", Records.subject(register, ""))
                        .query((row, n) -> new Named(
                                Objects.requireNonNull(ATTACHED.mapRow(row, n)),
                                row.getString("code"),
                                column.id(),
                                row.getString("sha256")))
                        .list());
            }
        }
        return named;
    }

    private static Problem tooLarge(String name) {
        return refused("FIL-002", "Tệp «" + name + "» lớn hơn 25 MB; nén hoặc chia nhỏ rồi tải lại");
    }

    private static Problem refused(String code, String sentence) {
        return new Problem(422, code, sentence);
    }

    /** A draft may name a file for as long as its writer keeps it. */
    private void forgetUnsent() {
        database.sql("""
                        delete from register.file unsent
                        where subject is null and at < now() - interval '30 days'
                          and not exists (select from register.draft where account = unsent.account)""").update();
    }

    /** By number; those that are not there are left out. */
    public Map<Long, Attached> list(Collection<Long> numbers) {
        Map<Long, Attached> found = new LinkedHashMap<>();
        if (!numbers.isEmpty()) {
            database.sql("select id, name, type, size, account, subject from register.file where id in (:ids)")
                    .param("ids", List.copyOf(numbers))
                    .query(ATTACHED)
                    .list()
                    .forEach(file -> found.put(file.number(), file));
        }
        return found;
    }

    /**
     * A file the person at work may read: one of a record that still names it, or one of their own not sent yet.
     *
     * @throws Problem FIL-404 when there is none
     */
    public Attached get(long number) {
        return Optional.ofNullable(list(List.of(number)).get(number))
                .filter(this::mayRead)
                .orElseThrow(() -> Problem.unknown(
                        "FIL-404",
                        "Không có tệp này hoặc tệp đã được bỏ khỏi bản ghi; mở lại bản ghi để xem các tệp."));
    }

    private boolean mayRead(Attached file) {
        String subject = file.subject();
        if (subject == null) {
            return file.account().equals(person.account());
        }
        for (FileOwner owner : owners) {
            if (owner.owns(subject)) {
                return owner.mayRead(subject);
            }
        }
        int slash = subject.indexOf('/');
        return registers
                .find(subject.substring(0, slash))
                .flatMap(register -> records.find(register, subject.substring(slash + 1))
                        .map(row -> names(register, row, file.number())))
                .orElse(false);
    }

    private boolean names(Register register, Row row, long number) {
        return register.columns().stream()
                .filter(column -> column.type() == ColumnType.FILES)
                .filter(column -> !column.personal() || rights.mayReadPersonal(register.id()))
                .anyMatch(column -> row.value(column.id()) instanceof List<?> numbers && numbers.contains(number));
    }

    /** What a file holds; no right is asked. */
    public byte[] content(long number) {
        return database.sql("select content from register.file where id = :id")
                .param("id", number)
                .query((row, n) -> row.getBytes("content"))
                .single();
    }

    /** The last part of a path, without what cannot be seen or what a file system would take for something else. */
    static String safeName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}<>:\"|?*;%]", " ")
                .replaceAll("\\s+", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        int dot = plain.lastIndexOf('.');
        String ending = dot > 0 && plain.length() - dot <= 10 ? plain.substring(dot) : "";
        String stem = plain.substring(0, plain.length() - ending.length());
        if (stem.length() > NAME_LENGTH) {
            stem = stem.substring(
                    0, stem.offsetByCodePoints(0, Math.min(NAME_LENGTH, stem.codePointCount(0, stem.length()))));
        }
        return (stem.isBlank() ? "tep" : stem) + ending;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
