package vn.hoi.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Finds calls, and whom they ask or may ask. */
@Component
class DataCalls {

    private static final TypeReference<List<DataCallColumn>> COLUMNS = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;
    private final Units units;

    DataCalls(JdbcClient database, JsonMapper json, Units units) {
        this.database = database;
        this.json = json;
        this.units = units;
    }

    /** How the journal names a call. */
    static String subject(int number) {
        return "calls/" + number;
    }

    /** Newest first. */
    List<DataCallProgress> list() {
        return database.sql("""
                        select call.*, count(asked.unit) as asked, count(asked.answered_at) as answered
                        from intake.call left join intake.call_unit asked on asked.call = call.number
                        group by call.number order by call.number desc""")
                .query((row, n) -> new DataCallProgress(call(row), row.getInt("asked"), row.getInt("answered")))
                .list();
    }

    /** Opened calls that ask this unit, and whether it answered; the one due first comes first. */
    Map<DataCall, Boolean> asked(int unit) {
        Map<DataCall, Boolean> asked = new LinkedHashMap<>();
        database.sql("""
                        select call.*, answered_at is not null as answered
                        from intake.call join intake.call_unit on call = number
                        where unit = :unit and state = 'opened' order by deadline, number""")
                .param("unit", unit)
                .query((row, n) -> asked.put(call(row), row.getBoolean("answered")))
                .list();
        return asked;
    }

    Optional<DataCall> find(int number) {
        return find(number, "");
    }

    private Optional<DataCall> find(int number, String lock) {
        return database.sql("select * from intake.call where number = :number " + lock)
                .param("number", number)
                .query((row, n) -> call(row))
                .optional();
    }

    /** @throws Problem CAL-404 when there is none */
    DataCall get(int number) {
        return find(number).orElseThrow(() -> unknown(number));
    }

    /** The call as it stands, to be changed by nobody else before the running transaction ends. */
    DataCall lock(int number) {
        return find(number, "for update").orElseThrow(() -> unknown(number));
    }

    /** The call as it stands, which cannot be closed or changed before the running transaction ends. */
    DataCall share(int number) {
        return find(number, "for share").orElseThrow(() -> unknown(number));
    }

    private static Problem unknown(int number) {
        return Problem.unknown("CAL-404", "Không có phiếu thu thập số " + number + "; chọn trong danh sách phiếu.");
    }

    /** Ids of the units a call asks. */
    Set<Integer> units(int number) {
        return new HashSet<>(database.sql("select unit from intake.call_unit where call = :call")
                .param("call", number)
                .query(Integer.class)
                .list());
    }

    /** Units that may be asked: communes and agencies of today. */
    List<Unit> askable() {
        return units.on(Vietnamese.today()).stream()
                .filter(unit -> unit.parent() != null && (unit.isGrassroots() || !unit.isArea()))
                .toList();
    }

    private DataCall call(ResultSet row) throws SQLException {
        return new DataCall(
                row.getInt("number"),
                row.getString("title"),
                row.getString("purpose"),
                row.getString("field"),
                row.getString("document"),
                moment(row, "deadline"),
                moment(row, "late_until"),
                row.getBoolean("many"),
                DataCall.State.of(row.getString("state")),
                json.readValue(row.getString("columns"), COLUMNS),
                row.getInt("version"),
                row.getString("made_by"),
                Objects.requireNonNull(moment(row, "made_at")),
                moment(row, "opened_at"),
                moment(row, "closed_at"));
    }

    static @Nullable OffsetDateTime moment(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.atZoneSameInstant(Vietnamese.ZONE).toOffsetDateTime();
    }
}
