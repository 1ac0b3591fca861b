package vn.hoi.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Rights;
import vn.hoi.register.Attached;
import vn.hoi.register.FileOwner;
import vn.hoi.register.Files;

/** Documents kept with postings: whoever may read one of the postings may read its document. */
@Component
class PostingFiles implements FileOwner {

    static final String SUBJECT = "budget-posting/";
    private static final String LINE = "line-";

    private final ObjectProvider<Files> files;
    private final JdbcClient database;
    private final Rights rights;

    PostingFiles(ObjectProvider<Files> files, JdbcClient database, Rights rights) {
        this.files = files;
        this.database = database;
        this.rights = rights;
    }

    /** A file that this account sent and no record took; the same again for a request repeated. */
    Optional<Attached> find(long number, String account) {
        return Optional.ofNullable(files.getObject().list(List.of(number)).get(number))
                .filter(file -> file.account().equals(account))
                .filter(file -> file.subject() == null || file.subject().startsWith(SUBJECT));
    }

    /** For a page: its name. */
    @Nullable
    Attached shown(@Nullable Long number) {
        return number == null ? null : files.getObject().list(List.of(number)).get(number);
    }

    /** From now on it belongs to this posting; in the running transaction. */
    void take(Posting posting) {
        Long number = posting.attachment();
        if (number != null) {
            keep(number, String.valueOf(posting.id()));
        }
    }

    /** A file waiting with what asks to pass a limit of this line. */
    void keepWaiting(long number, long line) {
        keep(number, LINE + line);
    }

    private void keep(long number, String of) {
        database.sql("""
                        update register.file set subject = :subject
                        where id = :id and (subject is null or starts_with(subject, :waiting))""")
                .param("subject", SUBJECT + of)
                .param("waiting", SUBJECT + LINE)
                .param("id", number)
                .update();
    }

    @Override
    public boolean owns(String subject) {
        return subject.startsWith(SUBJECT);
    }

    @Override
    public boolean mayRead(String subject) {
        String named = subject.substring(SUBJECT.length());
        boolean waits = named.startsWith(LINE);
        String number = waits ? named.substring(LINE.length()) : named;
        return number.matches("\\d{1,18}")
                && database.sql("""
                                select l.unit from ledger.line l
                                where l.id = case when :waits then :id else (
                                    select p.line from ledger.posting p where p.id = :id) end""")
                        .param("waits", waits)
                        .param("id", Long.parseLong(number))
                        .query(Integer.class)
                        .optional()
                        .filter(unit -> rights.reach(PostingReading.RIGHTS).includes(unit))
                        .isPresent();
    }
}
