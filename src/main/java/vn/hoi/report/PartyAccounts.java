package vn.hoi.report;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.access.Accounts;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/** Which accounts report for which parties. */
@Component
public class PartyAccounts {

    /** One account named for a party. */
    public record Named(long id, String party, String account, String givenBy, OffsetDateTime givenAt) {}

    private final JdbcClient database;
    private final ReportingParties parties;
    private final Accounts accounts;
    private final Journal journal;
    private final CurrentPerson person;

    PartyAccounts(
            JdbcClient database, ReportingParties parties, Accounts accounts, Journal journal, CurrentPerson person) {
        this.database = database;
        this.parties = parties;
        this.accounts = accounts;
        this.journal = journal;
        this.person = person;
    }

    /** The parties an account reports for now. */
    Set<String> of(String account) {
        return database
                .sql("select party from report.party_account where account = :account and ended_at is null")
                .param("account", account)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All that hold now, by party. */
    List<Named> list() {
        return database.sql("""
                        select id, party, account, given_by, given_at from report.party_account
                        where ended_at is null order by party, account""")
                .query((row, n) -> new Named(
                        row.getLong("id"),
                        row.getString("party"),
                        row.getString("account"),
                        row.getString("given_by"),
                        Objects.requireNonNull(row.getObject("given_at", OffsetDateTime.class))))
                .list();
    }

    /**
     * Names an account for a party; the account also needs a role with the power {@code party}.
     *
     * @throws Problem REP-440 when there is no such party, REP-442 when there is no such account
     */
    @Transactional
    public void name(String party, String account) {
        if (parties.find(party).isEmpty()) {
            throw new Problem(422, "REP-440", "Không có tổ chức «" + party + "»; chọn trong danh sách.");
        }
        if (!accounts.has(account)) {
            throw new Problem(
                    422, "REP-442", "Không có tài khoản «" + account + "» đang mở; chọn tài khoản ở trang Tài khoản.");
        }
        int made = database.sql("""
                        insert into report.party_account (party, account, given_by) values (:party, :account, :by)
                        on conflict do nothing""")
                .param("party", party)
                .param("account", account)
                .param("by", person.account())
                .update();
        if (made > 0) {
            journal.write(
                    "reporters/" + party, "reporter-named", Map.of("account", new Journal.Change(null, account)), null);
        }
    }

    /** Ends it. @throws Problem REP-441 when it has ended or never was */
    @Transactional
    public void end(long id) {
        Named named = list().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.unknown("REP-441", "Phân công này không còn; tải lại trang."));
        database.sql("update report.party_account set ended_at = now(), ended_by = :by where id = :id")
                .param("by", person.account())
                .param("id", id)
                .update();
        journal.write(
                "reporters/" + named.party(),
                "reporter-ended",
                Map.of("account", new Journal.Change(named.account(), null)),
                null);
    }
}
