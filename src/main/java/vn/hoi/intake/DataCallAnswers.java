package vn.hoi.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Column;
import vn.hoi.register.RecordRows;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Row;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Takes the answers of units: drafts as typed, answers as records of the call's register. */
@Component
class DataCallAnswers {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;
    private final CurrentPerson person;
    private final Journal journal;
    private final Units units;
    private final Records records;
    private final RecordRows rows;
    private final DataCalls calls;
    private final Rights rights;

    DataCallAnswers(
            JdbcClient database,
            JsonMapper json,
            CurrentPerson person,
            Journal journal,
            Units units,
            Records records,
            RecordRows rows,
            DataCalls calls,
            Rights rights) {
        this.rights = rights;
        this.database = database;
        this.json = json;
        this.person = person;
        this.journal = journal;
        this.units = units;
        this.records = records;
        this.rows = rows;
        this.calls = calls;
    }

    /** Where every unit stands, in the Vietnamese order of names. */
    List<DataCallAnswer> list(int call) {
        Map<Integer, DataCallAnswer> byUnit = new LinkedHashMap<>();
        select(call, "").forEach(answer -> byUnit.put(answer.unit(), answer));
        return units.list().stream()
                .flatMap(unit -> Optional.ofNullable(byUnit.get(unit.id())).stream())
                .toList();
    }

    /** @throws Problem CAL-037 when the call does not ask this unit */
    DataCallAnswer get(int call, int unit) {
        requireUnit(call, unit);
        return select(call, "and unit = " + unit).stream().findFirst().orElseThrow(() -> notAsked(call, unit));
    }

    /** Who answers for a unit, or draws calls, opens its answer; nobody else does. */
    private void requireUnit(int call, int unit) {
        if (!rights.mayWrite(DataCall.register(call), unit) && !rights.may(Power.CALLS)) {
            throw new Problem(
                    403,
                    "ACC-013",
                    "Phiếu của " + units.get(unit).fullName()
                            + " ngoài phạm vi được giao cho bạn; đề nghị quản trị giao thêm phạm vi.");
        }
    }

    private Problem notAsked(int call, int unit) {
        return new Problem(
                404,
                "CAL-037",
                "Phiếu số " + call + " không gửi cho " + units.get(unit).fullName()
                        + "; chọn đơn vị trong danh sách nhận phiếu.");
    }

    private List<DataCallAnswer> select(int call, String where) {
        return database.sql("""
                        select asked.*, (select max(at) from intake.call_notice told where told.call = asked.call
                            and told.unit = asked.unit and about = 'reminded') as reminded_at
                        from intake.call_unit asked where call = :call""" + " " + where)
                .param("call", call)
                .query((row, n) -> answer(row))
                .list();
    }

    /** What the unit's page begins with: its draft, else its answer so far, else one empty row. */
    DataCallAnswerForm form(Register register, DataCallAnswer answer) {
        if (answer.draft() != null) {
            DataCallAnswerForm draft = DataCallAnswerForm.read(answer.draft());
            return draft.lines().isEmpty() ? DataCallAnswerForm.blank() : draft;
        }
        List<DataCallAnswerForm.Line> lines = new ArrayList<>();
        for (String code : answer.records()) {
            Map<String, String> texts = rows.texts(register, records.get(register, code));
            Map<String, String> values = new LinkedHashMap<>();
            Set<String> none = new LinkedHashSet<>();
            for (int at = 0; at < register.columns().size(); at++) {
                Column column = register.columns().get(at);
                String text = texts.getOrDefault(column.id(), "");
                values.put(column.id(), text);
                // a column drawn after the answer was not asked then
                if (text.isEmpty() && at < answer.columns()) {
                    none.add(column.id());
                }
            }
            lines.add(new DataCallAnswerForm.Line(code, values, none));
        }
        return lines.isEmpty() ? DataCallAnswerForm.blank() : new DataCallAnswerForm(lines);
    }

    /** Keeps what is typed, whatever it is, also where no answer is taken any more. */
    @Transactional
    void draft(int call, int unit, DataCallAnswerForm form) {
        requireUnit(call, unit);
        int kept = database.sql("""
                        update intake.call_unit set draft = :draft::jsonb, drafted_at = now()
                        where call = :call and unit = :unit""")
                .param("draft", json.writeValueAsString(form.fields()))
                .param("call", call)
                .param("unit", unit)
                .update();
        if (kept == 0) {
            throw notAsked(call, unit);
        }
    }

    /** Goes back to the answer that was sent. */
    @Transactional
    void discard(int call, int unit) {
        requireUnit(call, unit);
        database.sql("update intake.call_unit set draft = null, drafted_at = null where call = :call and unit = :unit")
                .param("call", call)
                .param("unit", unit)
                .update();
    }

    /**
     * Writes the answer of a unit, a new one or a change of the one before: its records, where it stands and the journal in
     * one transaction.
     *
     * @param register of the call, asked for before the transaction
     * @param version of the answer that the page began from
     * @throws Problem CAL-422 with a fault for each wrong cell ({@code r0.c1-name}), CAL-030 to CAL-032 when no answer is
     *     taken, CAL-409 when the unit answered elsewhere meanwhile
     */
    @Transactional
    DataCallAnswer submit(int number, Register register, int unit, int version, DataCallAnswerForm typed) {
        DataCall call = calls.share(number);
        OffsetDateTime now = OffsetDateTime.now(Vietnamese.ZONE);
        call.refusal(now).ifPresent(refusal -> {
            throw refusal;
        });
        DataCallAnswer before = select(number, "and unit = " + unit + " for update").stream()
                .findFirst()
                .orElseThrow(() -> notAsked(number, unit));
        if (before.version() != version) {
            throw new Problem(
                    409,
                    "CAL-409",
                    "Đơn vị đã gửi trả lời từ nơi khác sau khi bạn mở trang; xem lại bản đã gửi rồi gửi lại bản này nếu cần.");
        }
        DataCallAnswerForm form = typed.said(call.many());
        String state = call.isLate(now) ? DataCallDeclaration.LATE : DataCallDeclaration.ON_TIME;
        List<String> written = ScopedValue.where(DataCallRegisters.ANSWERING, true)
                .call(() -> write(call, register, units.get(unit), before, form, state));
        database.sql("""
                        update intake.call_unit set version = version + 1, draft = null, drafted_at = null,
                            answered_at = :now, answered_by = :by, late = :late, columns = :columns, records = :records
                        where call = :call and unit = :unit""")
                .param("now", now)
                .param("by", person.account())
                .param("late", call.isLate(now))
                .param("columns", register.columns().size())
                .param("records", written.toArray(String[]::new))
                .param("call", number)
                .param("unit", unit)
                .update();
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        changes.put("unit", new Journal.Change(null, units.get(unit).fullName()));
        changes.put("rows", new Journal.Change(before.records().size(), written.size()));
        journal.write(DataCalls.subject(number), before.isAnswered() ? "answered-again" : "answered", changes, null);
        return get(number, unit);
    }

    /** @return codes of the records that count now, in order */
    private List<String> write(
            DataCall call, Register register, Unit unit, DataCallAnswer before, DataCallAnswerForm form, String state) {
        List<Fault> faults = new ArrayList<>(form.faults(register, call.many()));
        Set<String> open = new LinkedHashSet<>(before.records());
        List<String> written = new ArrayList<>();
        for (int at = 0; at < form.lines().size(); at++) {
            DataCallAnswerForm.Line line = form.lines().get(at);
            Map<String, String> typed = typed(register, unit, line, state);
            try {
                if (open.remove(line.code())) {
                    Row row = records.get(register, line.code());
                    written.add(records.change(register, line.code(), row.version(), typed)
                            .code());
                } else {
                    written.add(records.create(register, typed).code());
                }
            } catch (Problem problem) {
                if (problem.status() != 422) {
                    throw problem;
                }
                int place = at;
                problem.faults()
                        .forEach(fault -> faults.add(
                                new Fault("r" + place + "." + fault.column(), fault.code(), fault.message())));
            }
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                    422, "CAL-422", "Có " + faults.size() + " chỗ cần sửa; trả lời chưa được gửi.", faults, Map.of());
        }
        for (String code : open) {
            Row row = records.get(register, code);
            records.change(register, code, row.version(), Map.of("state", DataCallDeclaration.WITHDRAWN));
        }
        return written;
    }

    private Map<String, String> typed(Register register, Unit unit, DataCallAnswerForm.Line line, String state) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (Column column : register.columns()) {
            typed.put(column.id(), line.value(column.id()));
        }
        typed.put("unit", Units.BY_ID + unit.id());
        typed.put("place", Units.BY_ID + area(unit).id());
        typed.put("state", state);
        return typed;
    }

    /** An agency's answers are counted at the area it stands in. */
    private Unit area(Unit unit) {
        Unit at = unit;
        @Nullable Integer parent = at.parent();
        while (!at.isArea() && parent != null) {
            at = units.get(parent);
            parent = at.parent();
        }
        return at;
    }

    private DataCallAnswer answer(ResultSet row) throws SQLException {
        @Nullable String draft = row.getString("draft");
        return new DataCallAnswer(
                row.getInt("unit"),
                row.getInt("version"),
                draft == null ? null : json.readValue(draft, TEXTS),
                DataCalls.moment(row, "drafted_at"),
                DataCalls.moment(row, "answered_at"),
                row.getString("answered_by"),
                row.getBoolean("late"),
                row.getInt("columns"),
                List.of((String[]) row.getArray("records").getArray()),
                DataCalls.moment(row, "reminded_at"));
    }
}
