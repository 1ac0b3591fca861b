package vn.hoi.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** What a single record may refer to, asked of the database as it stands. */
@Component
class KnownByDatabase implements Known {

    private final Units units;
    private final Registers registers;
    private final DSLContext database;
    private final CurrentPerson person;
    private final Elsewhere elsewhere;

    KnownByDatabase(Units units, Registers registers, DSLContext database, CurrentPerson person, Elsewhere elsewhere) {
        this.units = units;
        this.registers = registers;
        this.database = database;
        this.person = person;
        this.elsewhere = elsewhere;
    }

    @Override
    public Optional<Integer> unit(String typed, LocalDate day) {
        String code = picked(typed);
        return units.find(code, day).or(() -> named(typed, day)).map(Unit::id);
    }

    /** By the full name, case and diacritics aside, where one unit of that day bears it. */
    private Optional<Unit> named(String typed, LocalDate day) {
        String folded = Vietnamese.fold(typed.strip());
        List<Unit> named = units.on(day).stream()
                .filter(unit -> Vietnamese.fold(unit.fullName()).equals(folded))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** A suggestion that was picked carries a name behind its code: {@code DN-00012 · Công ty …}. */
    private static String picked(String typed) {
        int mark = typed.indexOf(Suggestions.MARK);
        return (mark < 0 ? typed : typed.substring(0, mark)).strip();
    }

    @Override
    public boolean isArea(int unit) {
        return units.get(unit).isArea();
    }

    @Override
    public int province() {
        return units.province().id();
    }

    @Override
    public Optional<String> reference(String register, String typed) {
        return database.select(RecordTable.text("code"))
                .from(RecordTable.of(registers.get(register)))
                .where(RecordTable.text("code").eq(picked(typed)))
                // the record cannot go before this one is written
                .forKeyShare()
                .fetchOptional(RecordTable.text("code"));
    }

    @Override
    public Optional<String> elsewhere(String kind, String name) {
        return elsewhere.fault(kind, name);
    }

    @Override
    public boolean file(long number) {
        return database.fetchExists(DSL.selectOne()
                .from(DSL.table(DSL.name("register", "file")))
                .where(RecordTable.id().eq(number))
                .and(RecordTable.text("subject").isNull())
                .and(RecordTable.text("account").eq(person.account())));
    }
}
