package vn.hoi.intake;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Fields;
import vn.hoi.register.Register;
import vn.hoi.register.RegisterDeclaring;

/** Draws, opens, closes and reopens calls. Every change is one transaction with its journal entry. */
@Component
class DataCallDrawing {

    /** What a person must be allowed to write who draws calls. */
    private final DataCalls calls;

    private final JdbcClient database;
    private final JsonMapper json;
    private final CurrentPerson person;
    private final Rights rights;
    private final Journal journal;
    private final Fields fields;
    private final RegisterDeclaring declaring;
    private final DataCallNotices notices;

    DataCallDrawing(
            DataCalls calls,
            JdbcClient database,
            JsonMapper json,
            CurrentPerson person,
            Rights rights,
            Journal journal,
            Fields fields,
            RegisterDeclaring declaring,
            DataCallNotices notices) {
        this.calls = calls;
        this.database = database;
        this.json = json;
        this.person = person;
        this.rights = rights;
        this.journal = journal;
        this.fields = fields;
        this.declaring = declaring;
        this.notices = notices;
    }

    private void requireRight() {
        if (!rights.may(Power.CALLS)) {
            throw new Problem(403, "CAL-401", "Bạn không có quyền ra phiếu thu thập; đề nghị quản trị cấp quyền.");
        }
    }

    private DataCall lock(int number, int version) {
        requireRight();
        DataCall call = calls.lock(number);
        if (call.version() != version) {
            throw new Problem(
                    409, "CAL-409", "Phiếu đã được người khác sửa sau khi bạn mở trang; tải lại trang rồi làm lại.");
        }
        return call;
    }

    /** The register a drawing would become, read and tested; nothing is made. */
    Register preview(DataCallForm form) {
        DataCallCheck.require(DataCallCheck.test(form, null, true, fields.list(), known(form), Set.of()));
        List<DataCallColumn> columns = numbered(form.drawn(), false);
        return read("call-0", form, DataCallDeclaration.yaml(form, columns));
    }

    private Set<Integer> known(DataCallForm form) {
        Set<Integer> known = new HashSet<>();
        calls.askable().forEach(unit -> known.add(unit.id()));
        return form.units().isEmpty() ? Set.of() : known;
    }

    /**
     * Keeps a new draft.
     *
     * @throws Problem CAL-422 with a fault for each wrong field
     */
    @Transactional
    DataCall create(DataCallForm form) {
        requireRight();
        DataCallCheck.require(DataCallCheck.test(form, null, false, fields.list(), known(form), Set.of()));
        List<DataCallColumn> columns = numbered(form.drawn(), false);
        int number = database.sql("""
                        insert into intake.call (title, purpose, field, document, deadline, many, columns, made_by)
                        values (:title, :purpose, :field, :document, :deadline, :many, :columns::jsonb, :by)
                        returning number""")
                .params(values(form, columns))
                .param("by", person.account())
                .query(Integer.class)
                .single();
        ask(number, form.units());
        DataCall call = calls.get(number);
        journal.write(
                DataCalls.subject(number), "made", DataCallWords.changes(null, Set.of(), call, form.units()), null);
        return call;
    }

    /**
     * Changes a draft, or lets an open call grow.
     *
     * @throws Problem CAL-422 with a fault for each wrong field, CAL-409 when someone else changed it, CAL-020 when closed
     */
    @Transactional
    DataCall change(int number, int version, DataCallForm form) {
        DataCall before = lock(number, version);
        if (before.state() == DataCall.State.CLOSED) {
            throw new Problem(
                    409, "CAL-020", "Phiếu đã đóng nên không sửa; mở lại phiếu, hoặc sao chép thành phiếu mới.");
        }
        Set<Integer> asked = calls.units(number);
        Set<Integer> known = new HashSet<>(known(form));
        known.addAll(asked);
        boolean opened = !before.isDraft();
        DataCallCheck.require(DataCallCheck.test(form, before, opened, fields.list(), known, asked));
        List<DataCallColumn> columns = numbered(form.drawn(), opened);
        database.sql("""
                        update intake.call set title = :title, purpose = :purpose, field = :field, document = :document,
                            deadline = :deadline, many = :many, columns = :columns::jsonb, version = version + 1
                        where number = :number""").params(values(form, columns)).param("number", number).update();
        if (!opened) {
            database.sql("delete from intake.call_unit where call = :call and unit <> all (:units)")
                    .param("call", number)
                    .param("units", form.units().toArray(Integer[]::new))
                    .update();
        } else {
            declare(before, form, columns);
        }
        ask(number, form.units());
        DataCall after = calls.get(number);
        if (opened) {
            Set<Integer> added = new HashSet<>(form.units());
            added.removeAll(asked);
            notices.tell(number, added, "opened");
        }
        journal.write(
                DataCalls.subject(number), "changed", DataCallWords.changes(before, asked, after, form.units()), null);
        return after;
    }

    /**
     * Opens a draft: its register, table, figures and declaration stand in one commit.
     *
     * @throws Problem CAL-422 when it is not whole, CAL-020 when it is no draft
     */
    @Transactional
    DataCall open(int number, int version) {
        DataCall before = lock(number, version);
        if (!before.isDraft()) {
            throw new Problem(409, "CAL-020", "Phiếu này đã mở rồi; xem tiến độ trả lời ở trang của phiếu.");
        }
        Set<Integer> asked = calls.units(number);
        DataCallForm form = DataCallForm.of(before, asked);
        DataCallCheck.require(DataCallCheck.test(form, before, true, fields.list(), known(form), asked));
        declare(before, form, before.columns());
        database.sql("""
                        update intake.call set state = 'opened', opened_at = now(), version = version + 1
                        where number = :number""").param("number", number).update();
        notices.tell(number, asked, "opened");
        journal.write(
                DataCalls.subject(number), "opened", Map.of("units", new Journal.Change(null, asked.size())), null);
        return calls.get(number);
    }

    private void declare(DataCall call, DataCallForm form, List<DataCallColumn> columns) {
        String yaml = DataCallDeclaration.yaml(form, columns);
        // takes the lock under which declarations come into force one after the other
        declaring.declare(read(call.register(), form, yaml));
        database.sql("""
                        update intake.call set declaration = :yaml, state = 'opened',
                            revision = (select coalesce(max(revision), 0) + 1 from intake.call)
                        where number = :number""").param("yaml", yaml).param("number", call.number()).update();
    }

    private Register read(String id, DataCallForm form, String yaml) {
        try {
            return declaring.read(id, form.field(), yaml);
        } catch (DeclarationFault fault) {
            throw new Problem(422, "CAL-014", "Phiếu chưa dùng làm sổ được: " + fault.getMessage());
        }
    }

    /** Takes no more answers. */
    @Transactional
    DataCall close(int number, int version) {
        DataCall before = lock(number, version);
        if (before.state() != DataCall.State.OPENED) {
            throw new Problem(409, "CAL-020", "Chỉ đóng được phiếu đang mở; tải lại trang để xem trạng thái.");
        }
        database.sql("""
                        update intake.call set state = 'closed', closed_at = now(), version = version + 1
                        where number = :number""").param("number", number).update();
        journal.write(DataCalls.subject(number), "closed", Map.of(), null);
        return calls.get(number);
    }

    /**
     * Takes late answers again, until a moment.
     *
     * @param until as typed
     * @throws Problem CAL-422 without a reason or a moment to come, CAL-020 for a draft or a call that still takes answers
     */
    @Transactional
    DataCall reopen(int number, int version, String until, String reason) {
        DataCall before = lock(number, version);
        OffsetDateTime now = OffsetDateTime.now(Vietnamese.ZONE);
        if (before.isDraft() || before.refusal(now).isEmpty()) {
            throw new Problem(409, "CAL-020", "Phiếu này đang nhận trả lời hoặc chưa mở nên không cần mở lại.");
        }
        Optional<OffsetDateTime> last = Vietnamese.readMoment(until);
        List<Problem.Fault> faults = new ArrayList<>();
        if (last.isEmpty() || last.get().isBefore(now)) {
            faults.add(new Problem.Fault(
                    "until", "CAL-022", "Ghi thời điểm nhận trả lời đến, sau lúc này, như 17:00 25/11/2026"));
        }
        if (reason.isBlank() || reason.length() > 1000) {
            faults.add(new Problem.Fault("reason", "CAL-021", "Ghi lý do mở lại phiếu, không quá 1.000 ký tự"));
        }
        DataCallCheck.require(faults);
        database.sql("""
                        update intake.call set state = 'opened', late_until = :until, closed_at = null, version = version + 1
                        where number = :number""")
                .param("until", last.orElseThrow())
                .param("number", number)
                .update();
        notices.tell(number, calls.units(number), "reopened");
        journal.write(
                DataCalls.subject(number),
                "reopened",
                Map.of("until", new Journal.Change(null, last.orElseThrow().toString())),
                Vietnamese.clean(reason));
        return calls.get(number);
    }

    /** Opened columns keep their ids, drawn ones are numbered by their place. */
    private static List<DataCallColumn> numbered(List<DataCallColumn> drawn, boolean opened) {
        List<DataCallColumn> numbered = new ArrayList<>();
        for (DataCallColumn column : drawn) {
            boolean kept = opened && !column.id().isEmpty();
            numbered.add(kept ? column : column.numbered(numbered.size() + 1));
        }
        return numbered;
    }

    private void ask(int number, Set<Integer> units) {
        database.sql("""
                        insert into intake.call_unit (call, unit) select :call, unit from unnest(:units::integer[]) as unit
                        on conflict do nothing""")
                .param("call", number)
                .param("units", units.toArray(Integer[]::new))
                .update();
    }

    private Map<String, @Nullable Object> values(DataCallForm form, List<DataCallColumn> columns) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("title", form.title());
        values.put("purpose", form.purpose());
        values.put("field", form.field());
        values.put("document", form.document());
        values.put("deadline", Vietnamese.readMoment(form.deadline()).orElse(null));
        values.put("many", form.many());
        values.put("columns", json.writeValueAsString(columns));
        return values;
    }
}
