package vn.hoi.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/** Contracts of projects: their value, which limits what is paid of them, their terms, their annexes. */
@Component
public class Contracts {

    private final JdbcClient database;
    private final Projects projects;
    private final Journal journal;

    Contracts(JdbcClient database, Projects projects, Journal journal) {
        this.database = database;
        this.projects = projects;
        this.journal = journal;
    }

    /**
     * A contract with what is paid of it.
     *
     * @param value null where it is not known: then it limits nothing
     * @param terms null where they are not known
     */
    public record Contract(
            String code,
            @Nullable String project,
            @Nullable String packageName,
            @Nullable String number,
            @Nullable LocalDate signedOn,
            @Nullable String contractor,
            @Nullable Integer days,
            @Nullable Long value,
            long paid,
            @Nullable Terms terms) {

        public Contract(
                String code,
                @Nullable String project,
                @Nullable String packageName,
                @Nullable String number,
                @Nullable LocalDate signedOn,
                @Nullable String contractor,
                @Nullable Integer days,
                @Nullable Long value,
                long paid) {
            this(code, project, packageName, number, signedOn, contractor, days, value, paid, null);
        }
    }

    /**
     * What a contract says beside its value.
     *
     * @param advance percent of the value that may be advanced
     * @param retention percent of each payment kept back until the final account
     */
    public record Terms(
            @Nullable LocalDate endsOn,
            @Nullable BigDecimal advance,
            @Nullable BigDecimal retention,
            @Nullable String other) {}

    /** An annex: the value from then on. */
    public record Annex(
            String contract,
            @Nullable Long before,
            long value,
            @Nullable LocalDate endsOn,
            String document,
            LocalDate documentDay) {}

    public List<Contract> list(Projects.Project project) {
        return database.sql("""
                        select c.code, c.package, c.number, c.signed_on, c.contractor, c.days, c.value, s.paid,
                            c.ends_on, c.advance_percent, c.retention_percent, c.terms
                        from ledger.contract c join ledger.contract_standing s on s.contract = c.id
                        where c.project = :project order by c.signed_on nulls last, c.code""")
                .param("project", project.id())
                .query((row, n) -> new Contract(
                        row.getString(1),
                        project.code(),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, LocalDate.class),
                        row.getString(5),
                        row.getObject(6, Integer.class),
                        row.getObject(7, Long.class),
                        row.getLong(8),
                        new Terms(
                                row.getObject(9, LocalDate.class),
                                row.getBigDecimal(10),
                                row.getBigDecimal(11),
                                row.getString(12))))
                .list();
    }

    /** Annexes of its contracts, oldest first. */
    public List<Annex> annexes(Projects.Project project) {
        return database.sql("""
                        select c.code, a.value_before, a.value, a.ends_on, a.document, a.document_day
                        from ledger.contract_annex a join ledger.contract c on c.id = a.contract
                        where c.project = :project order by a.document_day, a.id""")
                .param("project", project.id())
                .query((row, n) -> new Annex(
                        row.getString(1),
                        row.getObject(2, Long.class),
                        row.getLong(3),
                        row.getObject(4, LocalDate.class),
                        row.getString(5),
                        Projects.day(row, 6)))
                .list();
    }

    /**
     * Changes the value of a contract by an annex.
     *
     * @throws Problem LED-046 no such contract of the project, LED-035 less than what is paid, LED-043 the same annex again
     */
    @Transactional
    public void annex(String code, Annex annex, String author) {
        Projects.Project project = projects.get(code);
        Contract contract = list(project).stream()
                .filter(one -> one.code().equals(annex.contract()))
                .findFirst()
                .orElseThrow(() -> Limits.refused(
                        "LED-046", "Dự án không có hợp đồng «" + annex.contract() + "»; ghi mã hợp đồng đã khai"));
        int made = database.sql("""
                        insert into ledger.contract_annex (contract, value_before, value, ends_on, document, document_day, author)
                        select id, value, :value, :ends, :document, :day, :author from ledger.contract where code = :code
                        on conflict do nothing""")
                .param("value", annex.value())
                .param("ends", annex.endsOn())
                .param("document", annex.document())
                .param("day", annex.documentDay())
                .param("author", author)
                .param("code", annex.contract())
                .update();
        if (made == 0) {
            throw Projects.usedBefore(annex.document());
        }
        try {
            database.sql("""
                            update ledger.contract set value = :value, ends_on = coalesce(:ends, ends_on) where code = :code""")
                    .param("value", annex.value())
                    .param("ends", annex.endsOn())
                    .param("code", annex.contract())
                    .update();
        } catch (DataIntegrityViolationException refused) {
            throw RefusedByDatabase.problem(refused);
        }
        journal.write(
                "budget-contract/" + annex.contract(),
                "annexed",
                Map.of("value", new Journal.Change(contract.value(), annex.value())),
                annex.document());
    }

    /** Puts a contract on record: with a value it limits what may be paid of it. */
    @Transactional
    public void open(Contract contract, String document, LocalDate documentDay) {
        @Nullable Terms terms = contract.terms();
        int made = database.sql("""
                        insert into ledger.contract (code, project, package, number, signed_on, contractor, days, value, document,
                            document_day, ends_on, advance_percent, retention_percent, terms)
                        values (:code, (select id from ledger.project where code = :project), :package, :number, :signed,
                            :contractor, :days, :value, :document, :day, :ends, :advance, :retention, :terms)
                        on conflict (code) do nothing""")
                .param("code", contract.code())
                .param("project", contract.project())
                .param("package", contract.packageName())
                .param("number", contract.number())
                .param("signed", contract.signedOn())
                .param("contractor", contract.contractor())
                .param("days", contract.days())
                .param("value", contract.value())
                .param("document", document)
                .param("day", documentDay)
                .param("ends", terms == null ? null : terms.endsOn())
                .param("advance", terms == null ? null : terms.advance())
                .param("retention", terms == null ? null : terms.retention())
                .param("terms", terms == null ? null : terms.other())
                .update();
        if (made == 0) {
            throw new Problem(
                    409, "LED-065", "Mã hợp đồng «" + contract.code() + "» đã có; ghi phụ lục hoặc dùng mã khác.");
        }
        journal.write(
                "budget-contract/" + contract.code(),
                "opened",
                Map.of("value", new Journal.Change(null, contract.value())),
                document);
    }
}
