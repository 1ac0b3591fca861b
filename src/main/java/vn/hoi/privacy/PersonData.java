package vn.hoi.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordRows;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** Gathers all that is kept about one person, who has the right to a copy of it. */
@Component
class PersonData {

    private static final int SHORTEST = 10;
    /** Records of one register at most; a name that more people share has to be narrowed by an identity number. */
    private static final int MOST = 1000;

    private final DSLContext database;
    private final Registers registers;
    private final Records records;
    private final RecordRows rows;
    private final Journal journal;
    private final CurrentPerson person;

    PersonData(
            DSLContext database,
            Registers registers,
            Records records,
            RecordRows rows,
            Journal journal,
            CurrentPerson person) {
        this.database = database;
        this.registers = registers;
        this.records = records;
        this.rows = rows;
        this.journal = journal;
        this.person = person;
    }

    /**
     * All records that name the person in a personal column, or are linked to their party.
     *
     * @param asked full name, identity number, phone, e-mail, or code of the party
     * @param purpose why; written into the journal, with no word of what was asked
     * @throws Problem PVC-002 without a purpose, PVC-003 when nothing is asked
     */
    @Transactional
    public List<PersonKept> gather(String asked, String purpose) {
        String wanted = Vietnamese.clean(asked);
        if (wanted.length() < 3) {
            throw new Problem(
                    422,
                    "PVC-003",
                    "Nhập họ tên đầy đủ, số định danh, số điện thoại, thư điện tử hoặc mã trong sổ tổ chức, cá nhân.");
        }
        if (purpose.strip().length() < SHORTEST) {
            throw new Problem(
                    422,
                    "PVC-002",
                    "Ghi mục đích, ít nhất " + SHORTEST
                            + " ký tự, ví dụ: trả lời yêu cầu cung cấp dữ liệu của chính người đó, công văn số mấy.");
        }
        List<PersonKept> all = new ArrayList<>();
        // the person's own right to a copy is not narrowed by what the one who gathers it may read day by day
        person.as(CurrentPerson.PROGRAM, () -> {
            for (Register register : registers.list()) {
                List<Map<String, @Nullable Object>> found = about(register, wanted);
                if (!found.isEmpty()) {
                    all.add(new PersonKept(register, found));
                }
            }
        });
        journal.write(
                "privacy",
                "person-gathered",
                Map.of(
                        "records",
                        new Journal.Change(
                                null,
                                all.stream()
                                        .mapToInt(kept -> kept.records().size())
                                        .sum())),
                purpose.strip());
        return all;
    }

    private List<Map<String, @Nullable Object>> about(Register register, String wanted) {
        @Nullable Condition named = null;
        for (Column column : register.columns()) {
            if (column.type() == ColumnType.PARTY) {
                Condition linked = RecordTable.text(column.sql() + "_party").eq(wanted);
                named = named == null ? linked : named.or(linked);
            }
            if (column.personal() && column.type().isWords()) {
                Condition same = folded(RecordTable.text(column.sql())).eq(folded(DSL.val(wanted)));
                named = named == null ? same : named.or(same);
            }
        }
        if (register.id().equals("party")) {
            Condition itself = RecordTable.text("code")
                    .eq(wanted)
                    .or(RecordTable.text("kind")
                            .eq("person")
                            .and(folded(RecordTable.text("name")).eq(folded(DSL.val(wanted)))));
            named = named == null ? itself : named.or(itself);
        }
        if (named == null) {
            return List.of();
        }
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        database.select(RecordTable.text("code"))
                .from(RecordTable.of(register))
                .where(named)
                .orderBy(RecordTable.id())
                .limit(MOST)
                .forEach(record -> records.find(register, record.value1()).ifPresent(row -> {
                    Map<String, @Nullable Object> whole = new LinkedHashMap<>(rows.json(register, row));
                    whole.put("journal", journal.list(register.id() + "/" + row.code()));
                    found.add(whole);
                }));
        return found;
    }

    private static Field<String> folded(Field<String> text) {
        return DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, text);
    }
}
