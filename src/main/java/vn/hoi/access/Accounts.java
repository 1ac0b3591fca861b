package vn.hoi.access;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** Makes accounts and gives them roles. */
@Component
public class Accounts {

    /** Whoever had one of these names would pass for the program itself, or for nobody. */
    private static final Set<String> RESERVED = Set.of(CurrentPerson.NOBODY, CurrentPerson.PROGRAM);

    private final JdbcClient database;
    private final Journal journal;
    private final CurrentPerson person;
    private final Roles roles;

    Accounts(JdbcClient database, Journal journal, CurrentPerson person, Roles roles) {
        this.database = database;
        this.journal = journal;
        this.person = person;
        this.roles = roles;
    }

    /**
     * Makes an account without any role.
     *
     * @param name lower case letters, digits, dots, as the journal will show it
     * @param unit where the person works; null when nowhere
     * @param demonstration whether it goes with the demonstration data
     * @return its number
     * @throws Problem ACC-022 when the name is taken or not fit for one
     */
    @Transactional
    public long create(String name, String fullName, @Nullable Integer unit, boolean demonstration) {
        if (!isName(name)) {
            throw new Problem(
                    422,
                    "ACC-022",
                    "Tên tài khoản gồm chữ thường không dấu, số, dấu chấm hoặc gạch, dài nhất 80 ký tự; sửa «" + name
                            + "».");
        }
        Long id = database.sql("""
                        insert into access.account (name, full_name, kind, unit, demonstration)
                        values (:name, :fullName, 'person', :unit, :demonstration)
                        on conflict (name) do nothing returning id""")
                .param("name", name)
                .param("fullName", fullName)
                .param("unit", unit)
                .param("demonstration", demonstration)
                .query(Long.class)
                .optional()
                .orElseThrow(() ->
                        new Problem(422, "ACC-022", "Tên tài khoản «" + name + "» đã có người dùng; chọn tên khác."));
        journal.write("account/" + name, "created", Map.of("name", new Journal.Change(null, fullName)), null);
        return id;
    }

    /** Whether there is an open account of this name. */
    public boolean has(String name) {
        return database.sql("select exists (select from access.account where name = :name and closed_at is null)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /**
     * Gives a role over a unit and all below it.
     *
     * @param fields empty for all fields
     * @param last null for as long as nobody ends it
     * @throws Problem ACC-023 when there is no such role
     */
    @Transactional
    public void assign(
            String account,
            String role,
            int unit,
            Set<String> fields,
            LocalDate first,
            @Nullable LocalDate last,
            @Nullable String reason) {
        if (roles.find(role).isEmpty()) {
            throw new Problem(
                    422, "ACC-023", "Không có vai trò «" + role + "»; các vai trò khai báo ở fields/roles.yaml.");
        }
        database.sql("""
                        insert into access.assignment (account, role, unit, fields, first_day, last_day, given_by, reason)
                        select id, :role, :unit, :fields::text[], :first, :last, :by, :reason
                        from access.account where name = :account""")
                .param("account", account)
                .param("role", role)
                .param("unit", unit)
                .param("fields", fields.isEmpty() ? null : fields.toArray(String[]::new))
                .param("first", first)
                .param("last", last)
                .param("by", person.account())
                .param("reason", reason)
                .update();
        Map<String, Journal.Change> told = new HashMap<>();
        told.put("role", new Journal.Change(null, role));
        told.put("unit", new Journal.Change(null, unit));
        told.put("from", new Journal.Change(null, Vietnamese.day(first)));
        if (!fields.isEmpty()) {
            told.put("fields", new Journal.Change(null, String.join(", ", fields)));
        }
        if (last != null) {
            told.put("until", new Journal.Change(null, Vietnamese.day(last)));
        }
        journal.write("account/" + account, "role-given", told, reason);
    }

    /** Whether an account may be named so. */
    static boolean isName(String name) {
        return name.matches("[a-z0-9][a-z0-9._@-]{0,79}") && !RESERVED.contains(name);
    }
}
