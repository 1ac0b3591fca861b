package vn.hoi.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/**
 * The two ways the place of a record changes. A <em>correction</em> says that it never stood where it was entered: all
 * figures of all days follow. A <em>move</em> says that from a day on it stands elsewhere: what was counted before stays.
 */
@Component
public class Moves {

    /** One move: on which day, from where. */
    public record Move(LocalDate on, int from) {}

    private static final Field<LocalDate[]> MOVED_ON = DSL.field(DSL.name("moved_on"), SQLDataType.LOCALDATE.array());
    private static final Field<Integer[]> MOVED_FROM = DSL.field(DSL.name("moved_from"), SQLDataType.INTEGER.array());

    private final Records records;
    private final Known known;
    private final Rights rights;
    private final DSLContext database;

    Moves(Records records, Known known, Rights rights, DSLContext database) {
        this.records = records;
        this.known = known;
        this.rights = rights;
        this.database = database;
    }

    /** The place a record stood at on a day, as a value of a query over the register's table. */
    public static Field<Integer> placeOn(Field<LocalDate> day) {
        Field<Integer> place = RecordTable.integer("place");
        return DSL.when(MOVED_ON.isNull(), place)
                .otherwise(DSL.function(
                        DSL.name("register", "place_on"), SQLDataType.INTEGER, place, MOVED_ON, MOVED_FROM, day));
    }

    /** Days of the moves of a record, null where it never moved. */
    public static Field<LocalDate[]> days() {
        return MOVED_ON;
    }

    /** Places left by the moves, in the order of {@link #days}. */
    public static Field<Integer[]> left() {
        return MOVED_FROM;
    }

    /** The moves of a record, oldest first. */
    public List<Move> list(Register register, Row row) {
        return database.select(MOVED_ON, MOVED_FROM)
                .from(RecordTable.of(register))
                .where(RecordTable.id().eq(row.id()))
                .fetchOptional()
                .map(record -> moves(record.value1(), record.value2()))
                .orElse(List.of());
    }

    private static List<Move> moves(LocalDate @Nullable [] days, Integer @Nullable [] left) {
        List<Move> moves = new ArrayList<>();
        for (int index = 0; days != null && left != null && index < days.length; index++) {
            moves.add(new Move(days[index], left[index]));
        }
        return moves;
    }

    /**
     * Puts right a place or a responsible unit that was entered wrongly.
     *
     * @param unit as typed; empty to leave it
     * @param place as typed; empty to leave it
     * @throws Problem REG-422 with a fault for each wrong answer, REG-409 when stale
     */
    @Transactional
    public Row correct(Register register, String code, int version, String unit, String place, String reason) {
        Row before = records.lock(register, code, version);
        refuseWithoutRight(register, before);
        List<Fault> faults = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        read(unit, "unit", false, values, faults);
        read(place, "place", true, values, faults);
        if (values.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("place", "VAL-001", "Chọn địa bàn hoặc đơn vị phụ trách đúng"));
        }
        refuse(faults, reason);
        return records.save(register, before, values, Map.of(), "place-corrected", Vietnamese.clean(reason));
    }

    /**
     * Moves a record to another place from a day on.
     *
     * @param on the first day at the new place, not in the future and after the move before
     * @throws Problem REG-422 with a fault for each wrong answer, REG-409 when stale
     */
    @Transactional
    public Row move(Register register, String code, int version, String place, String on, String reason) {
        Row before = records.lock(register, code, version);
        refuseWithoutRight(register, before);
        List<Move> moves = list(register, before);
        List<Fault> faults = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        read(place, "place", true, values, faults);
        int left = (Integer) Objects.requireNonNull(before.value("place"));
        if (faults.isEmpty() && (values.isEmpty() || Objects.equals(values.get("place"), left))) {
            faults.add(new Fault("place", "VAL-024", "Chọn địa bàn mới khác địa bàn hiện nay"));
        }
        Optional<LocalDate> day = Vietnamese.readDay(on);
        if (day.isEmpty()) {
            faults.add(new Fault("on", "VAL-003", "«" + on + "» không phải là ngày; viết như 05/9/2025"));
        } else if (day.get().isAfter(Vietnamese.today())) {
            faults.add(new Fault("on", "VAL-024", "Ngày chuyển ở tương lai; ghi khi đã chuyển"));
        } else if (!moves.isEmpty() && !day.get().isAfter(moves.getLast().on())) {
            faults.add(new Fault(
                    "on",
                    "VAL-024",
                    "Đã có lần chuyển ngày " + Vietnamese.day(moves.getLast().on()) + "; chọn ngày sau đó"));
        }
        refuse(faults, reason);
        Map<Field<?>, @Nullable Object> course = new LinkedHashMap<>();
        LocalDate[] days = Arrays.copyOf(moves.stream().map(Move::on).toArray(LocalDate[]::new), moves.size() + 1);
        Integer[] places = Arrays.copyOf(moves.stream().map(Move::from).toArray(Integer[]::new), moves.size() + 1);
        days[moves.size()] = day.orElseThrow();
        places[moves.size()] = left;
        course.put(MOVED_ON, days);
        course.put(MOVED_FROM, places);
        return records.save(
                register,
                before,
                values,
                course,
                "place-moved",
                Vietnamese.day(day.orElseThrow()) + ": " + Vietnamese.clean(reason));
    }

    private void read(
            String typed, String column, boolean area, Map<String, @Nullable Object> values, List<Fault> faults) {
        if (typed.isBlank()) {
            return;
        }
        Optional<Integer> unit = known.unit(typed.strip(), Vietnamese.today());
        if (unit.isEmpty() || (area && !known.isArea(unit.get()))) {
            faults.add(new Fault(column, "VAL-008", "Không có «" + typed + "»; chọn trong danh sách"));
        } else {
            values.put(column, unit.get());
        }
    }

    private void refuseWithoutRight(Register register, Row row) {
        if (!(row.value("unit") instanceof Integer unit) || !rights.mayWrite(register.id(), unit)) {
            throw new Problem(403, "REG-407", "Bạn không có quyền ghi vào sổ này; đề nghị quản trị cấp quyền.");
        }
    }

    private static void refuse(List<Fault> faults, String reason) {
        if (reason.isBlank()) {
            faults.add(new Fault("reason", "VAL-001", "Ghi lý do"));
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                    422, "REG-422", "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.", faults, Map.of());
        }
    }
}
