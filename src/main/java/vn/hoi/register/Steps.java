package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Expression;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/** Takes the named steps of a record's life. A step is one transaction: values, state, deadline, journal, notices. */
@Component
public class Steps {

    private final Records records;
    private final RecordRows rows;
    private final Courses courses;
    private final Notices notices;
    private final Rights rights;
    private final LastActors history;
    private final CurrentPerson person;
    private final PartyLinks links;

    Steps(
            Records records,
            RecordRows rows,
            Courses courses,
            Notices notices,
            Rights rights,
            LastActors history,
            CurrentPerson person,
            PartyLinks links) {
        this.links = links;
        this.history = history;
        this.person = person;
        this.records = records;
        this.rows = rows;
        this.courses = courses;
        this.notices = notices;
        this.rights = rights;
    }

    /** The steps that the person at work may take with this record as it stands. */
    public List<Step> open(Register register, Row row) {
        if (!register.hasSteps()) {
            return List.of();
        }
        return register.lifecycle(row.course().lifecycle()).from(row.state()).stream()
                .filter(step -> mayTake(register, step, row))
                .toList();
    }

    /**
     * Takes a step.
     *
     * @param version of the record the person saw
     * @param asked text by column of what the step asks for, {@code reason} among them
     * @throws Problem REG-430 when there is no such step from where the record stands, REG-431 without the role, REG-432
     *     when its guard does not hold, REG-422 with a fault for each missing or wrong answer, REG-409 when stale
     */
    @Transactional
    public Row take(Register register, String code, int version, String step, Map<String, String> asked) {
        Row before = records.lock(register, code, version);
        Step taken = allowed(register, before, step);
        Map<String, String> typed = typed(register, before, taken, asked);
        Map<String, String> parties = links.take(register, typed);
        Map<String, @Nullable Object> values = records.checked(register, typed, before.values());
        Rule guard = taken.guard();
        Map<String, @Nullable Object> seen = seen(before, values);
        if (guard != null && !guard.that().holds(seen)) {
            throw refusedBy(guard);
        }
        Map<Field<?>, @Nullable Object> course = courses.stepped(register, before, taken, values);
        @Nullable String reason = asked.get(Step.REASON);
        Row after = records.save(
                register,
                before,
                values,
                course,
                "step:" + taken.id(),
                reason == null || reason.isBlank() ? null : Vietnamese.clean(reason),
                new Records.Beside(parties, Map.of()));
        notices.tell(register, after, taken);
        return after;
    }

    /**
     * Tests what can be tested before a step's questions are answered.
     *
     * @throws Problem REG-430, REG-431, REG-432 as {@link #take} does
     */
    Step test(Register register, Row row, String step) {
        Step tested = allowed(register, row, step);
        Rule guard = tested.guard();
        boolean known = guard != null
                && guard.that().columns().stream()
                        .noneMatch(column ->
                                tested.asks().contains(column) || tested.sets().containsKey(column));
        if (guard != null && known && !guard.that().holds(seen(row, row.values()))) {
            throw refusedBy(guard);
        }
        return tested;
    }

    /** What a guard looks at: the record as the step would leave it, its former state, and each former value. */
    private static Map<String, @Nullable Object> seen(Row before, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>(values);
        before.values().forEach((column, value) -> seen.put(Expression.FORMER + column, value));
        seen.put("state", before.state());
        return seen;
    }

    private Step allowed(Register register, Row row, String step) {
        Step found = find(register, row, step);
        if (!mayTake(register, found, row)) {
            throw new Problem(
                    403,
                    "REG-431",
                    "Bước «" + found.name().vi()
                            + "» do vai trò khác thực hiện; chuyển hồ sơ cho người có vai trò đó.");
        }
        if (found.secondPerson()
                && history.lastActor(register, row)
                        .filter(person.account()::equals)
                        .isPresent()) {
            throw new Problem(
                    403,
                    "ACC-014",
                    "Bước «" + found.name().vi()
                            + "» cần người thứ hai: bạn là người vừa xử lý bản ghi này; đề nghị người khác có vai trò"
                            + " đó thực hiện.");
        }
        return found;
    }

    private boolean mayTake(Register register, Step step, Row row) {
        return row.value("unit") instanceof Integer unit
                ? rights.mayTake(register.id(), step.id(), step.roles(), unit)
                : rights.mayTake(register.id(), step.id(), step.roles());
    }

    private static Problem refusedBy(Rule guard) {
        String says = guard.says().in(Language.VI);
        return new Problem(422, "REG-432", says, List.of(new Fault("", guard.code(), says)), Map.of());
    }

    private static Step find(Register register, Row before, String step) {
        if (!register.hasSteps()) {
            throw Problem.unknown("REG-430", "Sổ này không có bước xử lý; sửa trực tiếp bản ghi.");
        }
        List<Step> open = register.lifecycle(before.course().lifecycle()).from(before.state());
        return open.stream()
                .filter(one -> one.id().equals(step))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        409,
                        "REG-430",
                        "Bản ghi đang ở trạng thái «"
                                + register.findState(before.state())
                                        .map(state -> state.name().vi())
                                        .orElse(before.state())
                                + "» nên không làm được bước này; các bước có thể: "
                                + open.stream().map(one -> one.name().vi()).toList() + "."));
    }

    /** The whole record as it is to stand, as typed; what the step asks for must be answered. */
    private Map<String, String> typed(Register register, Row before, Step step, Map<String, String> asked) {
        Map<String, String> typed = rows.texts(register, before);
        typed.remove("code");
        List<Fault> faults = new ArrayList<>();
        for (String column : step.asks()) {
            String answer = asked.getOrDefault(column, "").strip();
            if (answer.isEmpty()) {
                faults.add(new Fault(
                        column,
                        "VAL-001",
                        "Ô này bắt buộc nhập ở bước «" + step.name().vi() + "»"));
            } else if (!column.equals(Step.REASON)) {
                typed.put(column, answer);
            }
        }
        for (String column : asked.keySet()) {
            if (!step.asks().contains(column) && !column.equals("version")) {
                faults.add(new Fault(column, "VAL-011", "Bước «" + step.name().vi() + "» không nhận ô này"));
            }
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                    422, "REG-422", "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.", faults, Map.of());
        }
        step.sets()
                .forEach((column, value) -> typed.put(
                        column,
                        switch (value) {
                            case "today" -> Vietnamese.today().toString();
                            case "now" ->
                                courses.now().toLocalDateTime().withNano(0).toString();
                            default -> value;
                        }));
        typed.put("state", step.to());
        return typed;
    }
}
