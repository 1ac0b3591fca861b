package vn.hoi.access;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitUses;

/** People and roles that hang on units. */
@Component
class RolesOverUnits implements UnitUses {

    private final JdbcClient database;

    RolesOverUnits(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Use> of(List<Unit> units) {
        Integer[] ids = units.stream().map(Unit::id).toArray(Integer[]::new);
        List<Use> uses = new ArrayList<>();
        long roles = database.sql("""
                        select count(*) from access.assignment
                        where unit = any (:ids) and ended_at is null and (last_day is null or last_day >= current_date)""").param("ids", ids).query(Long.class).single();
        long people = database.sql("select count(*) from access.account where unit = any (:ids)")
                .param("ids", ids)
                .query(Long.class)
                .single();
        if (roles > 0) {
            uses.add(new Use(new Label("Vai trò được giao", "Roles held"), roles, true));
        }
        if (people > 0) {
            uses.add(new Use(new Label("Tài khoản làm việc tại đơn vị", "Accounts working there"), people, false));
        }
        return uses;
    }
}
