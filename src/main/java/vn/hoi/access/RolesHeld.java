package vn.hoi.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Power;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;

/** The roles somebody holds, with their days, as a person reads them. */
@Component
class RolesHeld {

    private final JdbcClient database;
    private final Roles roles;
    private final Home home;

    RolesHeld(JdbcClient database, Roles roles, Home home) {
        this.database = database;
        this.roles = roles;
        this.home = home;
    }

    /** Own ones first, then those of whom the account acts for; administration is not handed on. */
    List<OwnAccount.Role> list(long account) {
        return database
                .sql("""
                        select role, unit, fields, first_day, last_day, null as of
                        from access.assignment
                        where account = :account and ended_at is null and (last_day is null or last_day >= :today)
                        union all
                        select a.role, a.unit, a.fields, greatest(a.first_day, g.first_day), least(a.last_day, g.last_day), d.full_name
                        from access.delegation g
                        join access.account d on d.id = g.delegator and d.closed_at is null
                        join access.assignment a on a.account = g.delegator and a.ended_at is null
                            and (a.last_day is null or a.last_day >= :today)
                        where g.delegate = :account and g.ended_at is null and g.last_day >= :today
                        order by 6 nulls first, 4, 1""")
                .param("account", account)
                .param("today", Vietnamese.today())
                .query((row, number) -> new OwnAccount.Role(
                        row.getString("role"),
                        roles.find(row.getString("role")).map(Roles.Role::name).orElse(Label.of(row.getString("role"))),
                        row.getInt("unit"),
                        fields(People.texts(row.getArray("fields"))),
                        Objects.requireNonNull(row.getObject("first_day", LocalDate.class)),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("of")))
                .list()
                .stream()
                .filter(held -> held.of() == null
                        || roles.find(held.id())
                                .filter(role -> role.powers().contains(Power.ADMINISTER))
                                .isEmpty())
                .toList();
    }

    /** The names of fields as {@code fields/} declares them. */
    private Map<String, Label> fields(Collection<String> ids) {
        Map<String, Label> names = new LinkedHashMap<>();
        ids.stream().sorted().forEach(id -> names.put(id, name(id)));
        return names;
    }

    /** Whether there is such a field. */
    boolean isField(String id) {
        return id.matches("[a-z][a-z0-9-]*") && Files.exists(file(id));
    }

    private Label name(String id) {
        if (!isField(id)) {
            return Label.of(id);
        }
        try {
            return Yaml.read(file(id)).label("name");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String id) {
        return home.fields().resolve(id).resolve("field.yaml");
    }
}
