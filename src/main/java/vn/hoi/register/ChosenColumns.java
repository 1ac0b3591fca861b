package vn.hoi.register;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;

/** The columns a person wants to see in a register's list. */
@Component
class ChosenColumns {

    private static final Table<Record> TABLE = DSL.table(DSL.name("register", "chosen_columns"));

    private final DSLContext database;
    private final CurrentPerson person;

    ChosenColumns(DSLContext database, CurrentPerson person) {
        this.database = database;
        this.person = person;
    }

    /** What a list shows, after the code: as asked, else as the person chose, else as declared. */
    List<String> shown(Register register, RecordQuery query) {
        if (!query.columns().isEmpty()) {
            return query.columns();
        }
        List<String> chosen = database.select(RecordTable.texts("columns"))
                .from(TABLE)
                .where(RecordTable.text("register").eq(register.id()))
                .and(RecordTable.text("account").eq(person.account()))
                .fetchOptional()
                .map(row -> List.of(row.value1()))
                .orElse(List.of());
        // a column that is declared no more is shown no more
        List<String> known =
                chosen.stream().filter(register.rowColumns()::contains).toList();
        return known.isEmpty() ? declared(register) : known;
    }

    /** The columns marked {@code list}, the place, the state. */
    static List<String> declared(Register register) {
        List<String> declared =
                new ArrayList<>(register.listed().stream().map(Column::id).toList());
        declared.add("place");
        if (!register.states().isEmpty()) {
            declared.add("state");
        }
        return declared;
    }

    /** Keeps them; none brings back the declared ones. */
    void keep(Register register, List<String> columns) {
        database.deleteFrom(TABLE)
                .where(RecordTable.text("register").eq(register.id()))
                .and(RecordTable.text("account").eq(person.account()))
                .execute();
        if (!columns.isEmpty()) {
            database.insertInto(
                            TABLE,
                            RecordTable.text("register"),
                            RecordTable.text("account"),
                            RecordTable.texts("columns"))
                    .values(register.id(), person.account(), columns.toArray(String[]::new))
                    .execute();
        }
    }
}
