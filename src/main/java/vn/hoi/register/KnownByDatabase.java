package vn.hoi.register;

import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** What a single record may refer to, asked of the database as it stands. */
@Component
class KnownByDatabase implements Known {

    private final Units units;
    private final Registers registers;
    private final DSLContext database;

    KnownByDatabase(Units units, Registers registers, DSLContext database) {
        this.units = units;
        this.registers = registers;
        this.database = database;
    }

    @Override
    public Optional<Integer> unit(String typed, LocalDate day) {
        return units.find(typed, day).map(Unit::id);
    }

    @Override
    public boolean isArea(int unit) {
        return units.get(unit).isArea();
    }

    @Override
    public int province() {
        return units.province().id();
    }

    /** A suggestion that was picked carries the record's name behind its code: {@code DN-00012 · Công ty …}. */
    @Override
    public Optional<String> reference(String register, String typed) {
        int mark = typed.indexOf(" · ");
        String code = mark < 0 ? typed : typed.substring(0, mark);
        return database.select(RecordTable.text("code"))
                .from(RecordTable.of(registers.get(register)))
                .where(RecordTable.text("code").eq(code.strip()))
                // the record cannot go before this one is written
                .forKeyShare()
                .fetchOptional(RecordTable.text("code"));
    }

    @Override
    public boolean file(long number) {
        return database.fetchExists(DSL.selectOne()
                .from(DSL.table(DSL.name("register", "file")))
                .where(RecordTable.id().eq(number)));
    }
}
