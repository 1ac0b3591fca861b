package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.common.Problem;

/** The lives that the registers declare, walked through: every step can be taken, every guard can refuse. */
class LifecyclesTest {

    private static final int CASES = 100;
    private static final int LONGEST = 40;

    private final Registers registers = TestApplication.get(Registers.class);
    private final Records records = TestApplication.get(Records.class);
    private final Steps steps = TestApplication.get(Steps.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);

    private Row begin(LifecycleCases.Kind kind, Map<String, String> more) {
        Register register = registers.get(kind.register());
        Map<String, String> typed = new LinkedHashMap<>(kind.begin());
        typed.putAll(more);
        Row row = records.create(register, filled(register, typed));
        kind.held().forEach((column, text) -> {
            if (!more.containsKey(column)) {
                hold(register, row, column, text);
            }
        });
        return records.get(register, row.code());
    }

    /** A choice of the past cannot be entered any more: such a case comes from a file. */
    private void hold(Register register, Row row, String column, String text) {
        database.sql("update register." + register.table() + " set "
                        + register.column(column).sql() + " = :text where id = :id")
                .param("text", text)
                .param("id", row.id())
                .update();
    }

    private Map<String, String> filled(Register register, Map<String, String> typed) {
        Map<String, String> filled = new LinkedHashMap<>(typed);
        filled.replaceAll((column, text) -> switch (text) {
            case "unique" -> LifecycleCases.unique(register.column(column));
            case "record" ->
                begin(
                                LifecycleCases.first(
                                        String.valueOf(register.column(column).of())),
                                Map.of())
                        .code();
            default -> LifecycleCases.numbered(text);
        });
        return filled;
    }

    private Row take(Register register, Row row, Step step, Map<String, String> wrong) {
        Map<String, String> asked = new LinkedHashMap<>();
        step.asks().forEach(column -> asked.put(column, LifecycleCases.answer(register, column)));
        asked.putAll(wrong);
        return steps.take(register, row.code(), row.version(), step.id(), filled(register, asked));
    }

    private Lifecycle lifecycle(LifecycleCases.Kind kind) {
        return registers.get(kind.register()).lifecycle(kind.version());
    }

    private static LifecycleCases.Kind kind(String register, String name) {
        return LifecycleCases.kind(register, name);
    }

    static List<LifecycleCases.Kind> kinds() {
        return LifecycleCases.kinds();
    }

    static List<LifecycleCases.Refusal> refusals() {
        return LifecycleCases.refusals();
    }

    @Test
    void everyVersionOfEveryRegisterWithStepsIsWalked() {
        Set<String> declared = new TreeSet<>();
        for (Register register : registers.list()) {
            register.lifecycles().forEach(version -> declared.add(register.id() + " " + version.version()));
        }
        Set<String> walked = new TreeSet<>();
        kinds().forEach(kind -> walked.add(kind.register() + " " + kind.version()));
        assertThat(walked).isEqualTo(declared).contains("st-task 1", "st-task 2", "dossier 1");
    }

    @ParameterizedTest
    @EnumSource(Identifier.class)
    void aUniqueNumberOfACaseFollowsTheRuleOfItsKind(Identifier rule) {
        Set<String> made = new HashSet<>();
        for (int one = 0; one < 50; one++) {
            made.add(LifecycleCases.unique(rule));
        }
        assertThat(made).hasSizeGreaterThan(45).allMatch(rule::holds);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWalkTakesEveryStepAndReachesEveryState(LifecycleCases.Kind kind) {
        Register register = registers.get(kind.register());
        Set<String> left = new HashSet<>();
        lifecycle(kind).steps().forEach(step -> left.add(step.id()));
        left.removeAll(kind.never());
        Set<String> reached = new HashSet<>();
        Seeded.check(random -> {
            for (int begun = 0; begun < CASES && !left.isEmpty(); begun++) {
                walk(register, kind, random, left, reached);
            }
            assertThat(left).as("steps never taken").isEmpty();
            assertThat(reached)
                    .as("states reached")
                    .containsExactlyInAnyOrderElementsOf(register.states().stream()
                            .map(State::id)
                            .filter(state -> reachable(register, kind, state))
                            .toList());
        });
    }

    /** Whether a step that such a case can take leads to the state, or it begins there. */
    private static boolean reachable(Register register, LifecycleCases.Kind kind, String state) {
        return register.states().getFirst().id().equals(state)
                || register.lifecycles().stream()
                        .flatMap(version -> version.steps().stream())
                        .anyMatch(step -> step.to().equals(state)
                                && !step.from().equals(Set.of(state))
                                && !kind.never().contains(step.id()));
    }

    private void walk(
            Register register, LifecycleCases.Kind kind, Random random, Set<String> left, Set<String> reached) {
        Row row = begin(kind, Map.of());
        assertThat(row.course().lifecycle()).isEqualTo(kind.version());
        for (int taken = 0; taken < LONGEST; taken++) {
            reached.add(row.state());
            List<Step> open = steps.open(register, row).stream()
                    .filter(step -> !kind.never().contains(step.id()))
                    .toList();
            List<Step> near = near(lifecycle(kind), open, left);
            if (near.isEmpty()) {
                return;
            }
            List<Step> chosenFrom = random.nextInt(6) == 0 ? open : near;
            Step step = chosenFrom.get(random.nextInt(chosenFrom.size()));
            Row after;
            try {
                after = take(register, row, step, Map.of());
            } catch (Problem refused) {
                // its guard keeps it from this case, such as following up the use of what was never accepted
                assertThat(refused.code()).as(refused.getMessage()).isEqualTo("REG-432");
                continue;
            }
            assertThat(after.state()).as(step.id()).isEqualTo(step.to());
            assertThat(after.version()).isEqualTo(row.version() + 1);
            left.remove(step.id());
            row = after;
        }
    }

    /** Of the steps open those never taken or, where all were, those that lead to such ones soonest. */
    private static List<Step> near(Lifecycle lifecycle, List<Step> open, Set<String> left) {
        List<Step> ways = open.stream().filter(step -> left.contains(step.id())).toList();
        Set<String> goals = new HashSet<>();
        lifecycle.steps().stream().filter(step -> left.contains(step.id())).forEach(step -> goals.addAll(step.from()));
        for (int round = 0; ways.isEmpty() && round < lifecycle.steps().size(); round++) {
            ways = open.stream().filter(step -> goals.contains(step.to())).toList();
            Set<String> before = new HashSet<>(goals);
            lifecycle.steps().stream()
                    .filter(step -> before.contains(step.to()))
                    .forEach(step -> goals.addAll(step.from()));
        }
        return ways;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aGuardRefusesItsStepAndNothingChanges(LifecycleCases.Refusal refusal) {
        Register register = registers.get(refusal.register());
        LifecycleCases.Kind kind = kind(refusal.register(), refusal.kind());
        Map<String, String> values = new LinkedHashMap<>(refusal.begin());
        values.put("state", refusal.state());
        Row row = begin(kind, values);
        Step step = lifecycle(kind).findStep(refusal.step()).orElseThrow();
        assertThat(step.guard()).isNotNull();
        assertThatThrownBy(() -> take(register, row, step, refusal.wrong()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).as(problem.faults().toString()).isEqualTo("REG-432");
                    assertThat(problem.faults().getFirst().code()).isEqualTo(refusal.guard());
                });
        assertThat(records.get(register, row.code())).isEqualTo(row);
    }

    @Test
    void everyGuardIsShownToRefuse() {
        Set<String> guards = new TreeSet<>();
        for (Register register : registers.list()) {
            for (Lifecycle version : register.lifecycles()) {
                for (Step step : version.steps()) {
                    Rule guard = step.guard();
                    if (guard != null) {
                        guards.add(guard.code());
                    }
                }
            }
        }
        Set<String> shown = new TreeSet<>();
        refusals().forEach(refusal -> shown.add(refusal.guard()));
        assertThat(shown).isEqualTo(guards).hasSizeGreaterThan(20);
    }

    @Test
    void timeSpentWaitingForPapersIsNotCounted() {
        waits("dossier", "case", "in-process", "received-on", "ask-papers", "supplied", 3);
    }

    @Test
    void timeSpentWaitingForAPaymentIsNotCounted() {
        waits("dossier", "case", "in-process", "received-on", "ask-payment", "paid", 3);
    }

    @Test
    void anInitiativeWaitingForPapersHasItsThreeMonthsMoved() {
        waits("initiative", "grassroots", "filed", "filed-on", "ask-papers", "supplied", 20);
    }

    private void waits(
            String register, String name, String state, String from, String ask, String supply, int pausedDays) {
        Register declared = registers.get(register);
        LifecycleCases.Kind kind = kind(register, name);
        String began = LifecycleCases.in(-pausedDays - 4);
        Row never = begin(kind, Map.of("state", state, from, began));
        Row row = begin(kind, Map.of("state", state, from, began));
        assertThat(row.course().dueAt()).isNotNull().isEqualTo(never.course().dueAt());
        Row waiting = take(declared, row, lifecycle(kind).findStep(ask).orElseThrow(), Map.of());
        OffsetDateTime paused = waiting.course().pausedAt();
        assertThat(paused).isNotNull();
        assertThat(waiting.course().dueAt()).isEqualTo(never.course().dueAt());
        database.sql(
                        "update register.pause set since = since - make_interval(days => :days) where record = :id and register = :register")
                .param("days", pausedDays)
                .param("id", row.id())
                .param("register", register)
                .update();
        Row supplied = take(declared, waiting, lifecycle(kind).findStep(supply).orElseThrow(), Map.of());
        assertThat(supplied.course().pausedAt()).isNull();
        assertThat(supplied.course().dueAt()).isAfter(never.course().dueAt());
    }

    @Test
    void aTaskApprovedUnderTheFormerLawStaysWithItsSteps() {
        Register tasks = registers.get("st-task");
        LifecycleCases.Kind selected = kind("st-task", "selected");
        Row old = begin(selected, Map.of("state", "ordered", "approved-on", "2025-09-30"));
        assertThat(old.course().lifecycle()).isEqualTo(1);
        assertThat(steps.open(tasks, old)).extracting(Step::id).containsExactly("announce", "assign");
        Row corrected = records.change(tasks, old.code(), old.version(), Map.of("note", "Xem lại hồ sơ"));
        assertThat(corrected.course().lifecycle()).isEqualTo(1);
        assertThat(corrected.value("mode")).as("a mode of the past is kept").isEqualTo("competitive-selection");
        Row young = begin(kind("st-task", "new"), Map.of("state", "ordered"));
        assertThat(young.course().lifecycle()).isEqualTo(2);
        assertThat(steps.open(tasks, young)).extracting(Step::id).containsExactly("review-order", "withdraw");
    }

    @Test
    void aModeOfTheFormerLawIsRefusedForATaskOfToday() {
        Map<String, String> typed = new LinkedHashMap<>(kind("st-task", "new").begin());
        typed.put("mode", "direct-assignment");
        assertThatThrownBy(() -> records.create(registers.get("st-task"), typed))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.faults().getFirst().code()).isEqualTo("VAL-022"));
        Register tasks = registers.get("st-task");
        Row row = begin(kind("st-task", "selected"), Map.of());
        assertThat(records.change(tasks, row.code(), row.version(), Map.of("approved-on", "2025-09-30"))
                        .value("approved-on"))
                .hasToString("2025-09-30");
        assertThatThrownBy(
                        () -> records.change(tasks, row.code(), row.version() + 1, Map.of("approved-on", "2025-10-01")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.faults().getFirst().code()).isEqualTo("RES-011"));
    }

    @Test
    void everyDeadlineNamesItsSource() {
        assertThat(registers.list())
                .flatExtracting(Register::deadlines)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(deadline -> assertThat(deadline.source()).isNotBlank());
    }

    @Test
    void aRegisterWithStepsSaysHowItIsKeptAndOrdersItsForm() {
        for (Register register : registers.list()) {
            if (register.hasSteps()) {
                assertThat(register.help()).as(register.id()).isNotNull();
                assertThat(register.alike()).as(register.id()).isNotEmpty();
                assertThat(register.sections())
                        .as(register.id())
                        .isNotEmpty()
                        .noneMatch(section -> section.id().isEmpty());
            }
        }
    }
}
