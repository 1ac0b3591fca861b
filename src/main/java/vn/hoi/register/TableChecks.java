package vn.hoi.register;

import static vn.hoi.register.RegisterTables.quote;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the database's own lists of choices and states as a register declares them. */
final class TableChecks {

    private final JdbcClient database;
    private final TableCatalogue catalogue;

    TableChecks(JdbcClient database, TableCatalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    /**
     * Makes the checks that are missing or changed.
     *
     * @param done told their names
     * @throws IllegalStateException REG-014 where a record holds what is no longer declared
     */
    void bringUp(Register register, List<String> done) {
        Map<String, String> constraints = catalogue.checks(register);
        TableDefinition.checks(register).forEach((name, check) -> {
            if (!check.equals(constraints.get(name))) {
                replaceCheck(register, name, check);
                done.add(name);
            }
        });
    }

    private void replaceCheck(Register register, String name, String check) {
        String table = "register." + quote(register.table());
        long against = database.sql("select count(*) from " + table + " where not (" + check + ")")
                .query(Long.class)
                .single();
        if (against > 0) {
            throw new IllegalStateException("REG-014: sổ «" + register.id() + "» còn " + against
                    + " bản ghi mang giá trị không còn trong danh sách (" + name
                    + "); trả giá trị đó vào khai báo, thêm «until:» nếu không cho chọn nữa.");
        }
        execute("alter table " + table + " drop constraint if exists " + quote(name));
        execute("alter table " + table + " add " + TableDefinition.constraint(name, check));
        execute(TableDefinition.commentOnCheck(register, name, check));
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
