package vn.hoi.privacy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.Privacy;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;

/** Erases personal data whose time is over: in the record, in the journal about it, in its files and drafts. */
@Component
class Erasures {

    /** Stands where a required text was. */
    static final String GONE = "(đã xóa theo quy định)";

    /** Records in one transaction. */
    private static final int AT_ONCE = 500;
    /** Due records counted at most. */
    static final int COUNTED = 10_001;

    private final DSLContext database;
    private final JdbcClient fixed;
    private final Journal journal;
    private final CurrentPerson person;
    private final TransactionTemplate transaction;

    Erasures(
            DSLContext database,
            JdbcClient fixed,
            Journal journal,
            CurrentPerson person,
            TransactionTemplate transaction) {
        this.database = database;
        this.fixed = fixed;
        this.journal = journal;
        this.person = person;
        this.transaction = transaction;
    }

    /** How many records of a register hold personal data whose time is over, counted up to {@value #COUNTED}. */
    int due(Register register, LocalDate today) {
        @Nullable Condition over = over(register, today);
        return over == null
                ? 0
                : database.fetchCount(DSL.selectOne()
                        .from(RecordTable.of(register))
                        .where(over)
                        .limit(COUNTED));
    }

    /** Null where personal data stays as long as the record is in force. */
    private static @Nullable Condition over(Register register, LocalDate today) {
        @Nullable Privacy privacy = register.privacy();
        if (privacy == null || privacy.after() == null) {
            return null;
        }
        Field<LocalDate> after =
                RecordTable.day(register.column(privacy.after()).sql());
        Field<String> kept = DSL.field(DSL.name("kept", "register"), SQLDataType.CLOB);
        Field<Long> record = DSL.field(DSL.name("kept", "record"), SQLDataType.BIGINT);
        Field<Long> id = DSL.field(DSL.name("register", register.table(), "id"), SQLDataType.BIGINT);
        return after.lt(today.minusYears(privacy.years()))
                .andNotExists(DSL.selectOne()
                        .from(DSL.table(DSL.name("privacy", "erased")).as("kept"))
                        .where(kept.eq(register.id()))
                        .and(record.eq(id)));
    }

    /**
     * Erases what is due, {@value #AT_ONCE} records a transaction; what was done stays done when it breaks off.
     *
     * @return how many records
     * @throws Problem PVC-001 when nothing is due
     */
    long erase(Register register, LocalDate today) {
        @Nullable Condition over = over(register, today);
        if (over == null || due(register, today) == 0) {
            throw new Problem(
                    422,
                    "PVC-001",
                    "Sổ " + register.name().vi() + " chưa có dữ liệu cá nhân nào hết thời hạn lưu; chưa xóa gì.");
        }
        long erased = 0;
        for (int some = AT_ONCE; some == AT_ONCE; erased += some) {
            some = transaction.execute(status -> some(register, over));
        }
        return erased;
    }

    private int some(Register register, Condition over) {
        List<Record2<Long, String>> records = database.select(RecordTable.id(), RecordTable.text("code"))
                .from(RecordTable.of(register))
                .where(over)
                .orderBy(RecordTable.id())
                .limit(AT_ONCE)
                .forUpdate()
                .fetch();
        Privacy privacy = java.util.Objects.requireNonNull(register.privacy());
        String reason =
                "Hết thời hạn lưu " + privacy.years() + " năm: " + privacy.why().vi();
        for (Record2<Long, String> record : records) {
            database.update(RecordTable.of(register))
                    .set(blanks(register))
                    .where(RecordTable.id().eq(record.value1()))
                    .execute();
            String subject = register.id() + "/" + record.value2();
            journal.eraseWithReasons(subject, journalled(register), reason);
            fixed.sql("delete from register.draft where register = :register and code = :code")
                    .param("register", register.id())
                    .param("code", record.value2())
                    .update();
            fixed.sql(
                            "insert into privacy.erased (register, record, code, account) values (:register, :id, :code, :by)")
                    .param("register", register.id())
                    .param("id", record.value1())
                    .param("code", record.value2())
                    .param("by", person.account())
                    .update();
        }
        return records.size();
    }

    private static List<Column> personal(Register register) {
        return register.columns().stream().filter(Column::personal).toList();
    }

    private static Map<Field<?>, @Nullable Object> blanks(Register register) {
        Map<Field<?>, @Nullable Object> blanks = new LinkedHashMap<>();
        for (Column column : personal(register)) {
            blanks.put(
                    DSL.field(DSL.name(column.sql())),
                    column.required() ? DSL.inline(GONE) : DSL.castNull(type(column)));
            if (column.type() == ColumnType.PARTY) {
                blanks.put(RecordTable.text(column.sql() + "_party"), null);
            }
        }
        blanks.put(RecordTable.text("note"), null);
        blanks.put(
                RecordTable.integer("version"), RecordTable.integer("version").plus(1));
        return blanks;
    }

    private static org.jooq.DataType<?> type(Column column) {
        return switch (column.type()) {
            case DATE -> SQLDataType.LOCALDATE;
            case INTEGER, MONEY -> SQLDataType.BIGINT;
            case FILES -> SQLDataType.BIGINT.array();
            default -> SQLDataType.CLOB;
        };
    }

    /** As the journal names them: the note may hold anything, a link of a party names the party. */
    private static Set<String> journalled(Register register) {
        Set<String> columns = new LinkedHashSet<>(Set.of("note"));
        personal(register).forEach(column -> {
            columns.add(column.id());
            columns.add(column.id() + ".party");
        });
        return columns;
    }

    LocalDate today() {
        return Vietnamese.today();
    }
}
