package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.TestDeclarations;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** A case from its first step to its last: steps, guards, versions, the deadline and what is told of it. */
class CourseTest {

    private static final String REGISTER = """
            name: { vi: Hồ sơ thử, en: Trial case }
            about: { vi: Hồ sơ để thử vòng đời, en: A case to try a lifecycle }
            code: "HT-{seq:4}"
            title: subject
            columns:
              subject:     { name: { vi: Nội dung, en: Subject }, type: text, required: true, search: true }
              received-on: { name: { vi: Ngày nhận, en: Received on }, type: date, required: true }
              kind:        { name: { vi: Loại, en: Kind }, type: choice, of: kind }
              answer:      { name: { vi: Kết quả, en: Answer }, type: text }
              done-on:     { name: { vi: Ngày xong, en: Done on }, type: date }
            states:
              received: { vi: Đã nhận, en: Received }
              checking: { vi: Đang kiểm tra, en: Checking }
              waiting:  { vi: Chờ bổ sung, en: Waiting, tag: due }
              done:     { vi: Đã xong, en: Done, tag: ok, end: true }
              refused:  { vi: Từ chối, en: Refused, tag: "off", end: true }
            lifecycle-from: received-on
            earlier-lifecycles:
              - until: 2025-12-31
                steps:
                  received:
                    settle: { name: { vi: Giải quyết theo quy định cũ, en: Settle the old way }, to: done, role: specialist }
            lifecycle:
              checking:
                accept:   { name: { vi: Hồ sơ đủ, en: Complete }, to: received, role: clerk }
                ask-form: { name: { vi: Thiếu thành phần, en: Ask for a part }, role: clerk, pauses: true }
                got-form: { name: { vi: Đã đủ, en: Got it }, role: clerk, resumes: true }
              received:
                rename: { name: { vi: Đổi nội dung, en: Rename }, role: clerk, asks: [subject], guard: { that: "subject != before.subject && before.answer == null", code: TST-002, vi: "Nội dung mới phải khác nội dung cũ", en: The subject must differ } }
                check:  { name: { vi: Kiểm tra lại, en: Check again }, to: checking, role: clerk }
                ask:    { name: { vi: Yêu cầu bổ sung, en: Ask for more }, to: waiting, role: clerk, asks: [reason], pauses: true, notifies: creator }
                finish: { name: { vi: Hoàn thành, en: Finish }, to: done, role: [specialist, leader], asks: [answer], sets: { done-on: today }, guard: { that: "kind != null", code: TST-001, vi: "Chọn loại trước khi hoàn thành", en: Choose the kind first }, notifies: responsible, last: true }
              waiting:
                resume: { name: { vi: Đã bổ sung, en: Supplied }, to: received, role: clerk, resumes: true }
              "received, waiting":
                refuse: { name: { vi: Từ chối, en: Refuse }, to: refused, role: leader, asks: [reason] }
            also-due:
              check: { name: { vi: Hạn kiểm tra, en: Check due }, in: checking, from: received-on, within: 2 working-days, warn-before: 4 working-hours }
            due: { name: { vi: Hạn giải quyết, en: Answer due }, from: received-on, within: { by: kind, fast: 2 working-days, else: 5 working-days }, met-in: [done, refused], warn-before: 1 working-day }
            choices:
              kind:
                fast:   { vi: Gấp, en: Fast }
                slow:   { vi: Thường, en: Slow }
                former: { vi: Loại cũ, en: Former, until: 2025-06-30 }
            """;

    @TempDir
    private static Path home;

    private static ConfigurableApplicationContext program;
    private static Register cases;
    private static Records records;
    private static Steps steps;
    private static JdbcClient database;

    @BeforeAll
    static void start() throws IOException {
        TestDeclarations.copy(home);
        Files.writeString(home.resolve("fields/government/registers/trial-case.yaml"), REGISTER);
        program = TestApplication.start(TestDatabase.fresh(), home, WebApplicationType.NONE);
        cases = program.getBean(Registers.class).get("trial-case");
        records = program.getBean(Records.class);
        steps = program.getBean(Steps.class);
        database = program.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static Row create(String... more) {
        Map<String, String> typed =
                new LinkedHashMap<>(Map.of("subject", "Việc " + UUID.randomUUID(), "received-on", "2026-02-12"));
        for (int index = 0; index < more.length; index += 2) {
            typed.put(more[index], more[index + 1]);
        }
        return records.create(cases, typed);
    }

    private static Row take(Row row, String step, Map<String, String> asked) {
        return steps.take(cases, row.code(), row.version(), step, asked);
    }

    @Test
    void aStepChangesStateAndValuesAndIsInTheJournal() {
        Row row = create("kind", "slow");
        Row after = take(row, "finish", Map.of("answer", "Đồng ý"));
        assertThat(after.state()).isEqualTo("done");
        assertThat(after.value("answer")).isEqualTo("Đồng ý");
        assertThat(after.value("done-on")).isEqualTo(Vietnamese.today());
        Journal.Entry entry = program.getBean(Journal.class)
                .list(Records.subject(cases, row.code()))
                .getFirst();
        assertThat(entry.action()).isEqualTo("step:finish");
        assertThat(entry.changes().keySet()).containsExactlyInAnyOrder("state", "answer", "done-on");
        assertThat(program.getBean(Notices.class).unread())
                .anyMatch(notice -> notice.code().equals(row.code())
                        && notice.about().equals("finish")
                        && notice.to().equals("responsible"));
    }

    @Test
    void aStepThatIsNotOpenIsRefusedAndSaysWhichAre() {
        Row row = create();
        assertThatThrownBy(() -> take(row, "resume", Map.of()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("REG-430"))
                .hasMessageContaining("Đã nhận")
                .hasMessageContaining("Hoàn thành");
    }

    @Test
    void aGuardThatDoesNotHoldRefusesTheStepAndNothingIsWritten() {
        Row row = create();
        assertThatThrownBy(() -> take(row, "finish", Map.of("answer", "Đồng ý")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("REG-432");
                    assertThat(problem.faults().getFirst().code()).isEqualTo("TST-001");
                });
        assertThat(records.get(cases, row.code()).version()).isEqualTo(1);
    }

    @Test
    void whatAStepAsksForMustBeAnsweredAndNothingElseIsTaken() {
        Row row = create("kind", "slow");
        assertThatThrownBy(() -> take(row, "finish", Map.of("subject", "Khác")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Problem.Fault::column)
                                .containsExactlyInAnyOrder("answer", "subject"));
    }

    @Test
    void aStaleStepIsRefused() {
        Row row = create("kind", "slow");
        records.change(cases, row.code(), 1, Map.of("note", "xem lại"));
        assertThatThrownBy(() -> take(row, "finish", Map.of("answer", "Đồng ý")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Records.STALE));
    }

    @Test
    void theStateOfACaseWithStepsIsNotEditedLikeAValue() {
        Row row = create();
        assertThatThrownBy(() -> records.change(cases, row.code(), 1, Map.of("state", "done")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.faults().getFirst().code()).isEqualTo("VAL-023"));
    }

    @Test
    void aCaseStaysOnTheVersionUnderWhichItBegan() {
        Row old = create("received-on", "2025-12-31");
        assertThat(old.course().lifecycle()).isEqualTo(1);
        assertThat(steps.open(cases, old)).extracting(Step::id).containsExactly("settle");
        assertThat(take(old, "settle", Map.of()).state()).isEqualTo("done");
        Row young = create("received-on", "2026-01-01");
        assertThat(young.course().lifecycle()).isEqualTo(2);
        assertThat(steps.open(cases, young))
                .extracting(Step::id)
                .containsExactly("rename", "check", "ask", "finish", "refuse");
    }

    @Test
    void theDeadlineFollowsTheKindAndTheHolidaysAndExplainsItself() {
        Row row = create("kind", "slow");
        // Tết: 16 to 20/02/2026; five working days after 12/02 are 13/02 and 23 to 26/02
        assertThat(row.course().dueAt()).isEqualTo(OffsetDateTime.parse("2026-02-26T17:30+07:00"));
        assertThat(program.getBean(Courses.class)
                        .explanation(cases, row, Language.VI)
                        .orElseThrow())
                .contains("5 ngày làm việc", "Tết", "26/02/2026");
        Row fast = records.change(cases, row.code(), 1, Map.of("kind", "fast"));
        assertThat(fast.course().dueAt()).isEqualTo(OffsetDateTime.parse("2026-02-23T17:30+07:00"));
        assertThat(records.change(cases, row.code(), 2, Map.of("note", "không đổi hạn"))
                        .course()
                        .dueAt())
                .isEqualTo(fast.course().dueAt());
    }

    @Test
    void aGuardSeesWhatAColumnHeldBefore() {
        Row row = create();
        assertThatThrownBy(() -> take(row, "rename", Map.of("subject", String.valueOf(row.value("subject")))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.faults().getFirst().code()).isEqualTo("TST-002"));
        assertThat(take(row, "rename", Map.of("subject", "Nội dung mới")).value("subject"))
                .isEqualTo("Nội dung mới");
    }

    @Test
    void aDeadlineOfAStateRunsInItAndTheRegistersOwnAfterIt() {
        Row row = create("kind", "slow");
        OffsetDateTime own = OffsetDateTime.parse("2026-02-26T17:30+07:00");
        OffsetDateTime check = OffsetDateTime.parse("2026-02-23T17:30+07:00");
        assertThat(row.course().dueAt()).isEqualTo(own);
        Row checking = take(row, "check", Map.of());
        assertThat(checking.course().dueAt()).isEqualTo(check);
        Courses courses = program.getBean(Courses.class);
        List<DueOfRecord> dues = courses.dues(cases, checking, Language.VI);
        assertThat(dues).extracting(DueOfRecord::at).containsExactly(check, own);
        assertThat(dues.getFirst().explanation()).contains("2 ngày làm việc", "Tết", "23/02/2026");
        Row accepted = take(checking, "accept", Map.of());
        assertThat(accepted.course().dueAt()).isEqualTo(own);
        assertThat(courses.dues(cases, accepted, Language.VI))
                .extracting(due -> due.deadline().id())
                .containsExactly("");
    }

    @Test
    void aPauseMovesTheDeadlineOfTheStateToo() {
        LocalDate today = Vietnamese.today();
        Row row = take(create("kind", "slow", "received-on", today.toString()), "check", Map.of());
        Row paused = take(row, "ask-form", Map.of());
        database.sql("update register.pause set since = since - interval '10 days' where record = :id")
                .param("id", row.id())
                .update();
        database.sql("update register.trial_case set received_on = received_on - 11 where id = :id")
                .param("id", row.id())
                .update();
        Row resumed = take(paused, "got-form", Map.of());
        Row never =
                take(create("kind", "slow", "received-on", today.minusDays(11).toString()), "check", Map.of());
        assertThat(resumed.course().dueAt()).isAfter(never.course().dueAt());
        assertThat(program.getBean(Courses.class)
                        .explanation(cases, resumed, Language.VI)
                        .orElseThrow())
                .contains("2 ngày làm việc", "dừng");
    }

    @Test
    void theWarningOfADeadlineOfAStateCountsInItsState() {
        // due in a day: within the warning of the register, not yet in that of the check
        Row own = create("kind", "slow");
        Row check = take(create("kind", "slow"), "check", Map.of());
        OffsetDateTime soon = program.getBean(Courses.class)
                .soonUntil(java.util.Objects.requireNonNull(cases.deadline()), OffsetDateTime.now());
        database.sql("update register.trial_case set due_at = :at where id in (:ids)")
                .param("at", soon.minusMinutes(1))
                .param("ids", List.of(own.id(), check.id()))
                .update();
        Worklists worklists = program.getBean(Worklists.class);
        assertThat(codes(worklists, Worklists.Kind.SOON)).contains(own.code()).doesNotContain(check.code());
        program.getBean(Reminders.class).remind();
        assertThat(List.of(told(own), told(check))).containsExactly(1L, 0L);
        database.sql("update register.trial_case set due_at = now() + interval '1 minute' where id = :id")
                .param("id", check.id())
                .update();
        assertThat(codes(worklists, Worklists.Kind.SOON)).contains(check.code());
        program.getBean(Reminders.class).remind();
        assertThat(told(check)).isEqualTo(1);
    }

    @Test
    void recordsOfARegisterThatGetsADeadlineOfAStateAreGivenTheirs() {
        Row checking = take(create("kind", "slow"), "check", Map.of());
        database.sql("update register.trial_case set due_at = null where id = :id")
                .param("id", checking.id())
                .update();
        RegisterTables tables = program.getBean(RegisterTables.class);
        inTransaction(() -> tables.run(cases));
        assertThat(records.get(cases, checking.code()).course().dueAt())
                .as("nothing new is declared")
                .isNull();
        database.sql("comment on column register.trial_case.due_at is ''").update();
        inTransaction(() -> tables.run(cases));
        assertThat(records.get(cases, checking.code()).course().dueAt())
                .isEqualTo(OffsetDateTime.parse("2026-02-23T17:30+07:00"));
    }

    private static void inTransaction(Runnable work) {
        program.getBean(org.springframework.transaction.support.TransactionTemplate.class)
                .executeWithoutResult(status -> work.run());
    }

    @Test
    void aPauseStopsTheClockAndWhatWasLeftRemainsAfterIt() {
        LocalDate today = Vietnamese.today();
        Row row = create("kind", "slow", "received-on", today.toString());
        Row paused = take(row, "ask", Map.of("reason", "Thiếu bản sao"));
        assertThat(paused.course().pausedAt()).isNotNull();
        // as if it had stood still for ten days
        database.sql("update register.pause set since = since - interval '10 days' where record = :id")
                .param("id", row.id())
                .update();
        database.sql("update register.trial_case set received_on = received_on - 11 where id = :id")
                .param("id", row.id())
                .update();
        Row resumed = take(paused, "resume", Map.of());
        assertThat(resumed.course().pausedAt()).isNull();
        Row never = create("kind", "slow", "received-on", today.minusDays(11).toString());
        assertThat(resumed.course().dueAt()).isAfter(never.course().dueAt());
        assertThat(program.getBean(Courses.class)
                        .explanation(cases, resumed, Language.VI)
                        .orElseThrow())
                .contains("dừng");
    }

    @Test
    void whatIsLateOrDueSoonStandsOnTheDeskUntilItIsDone() {
        Row late = create("kind", "slow", "received-on", "2026-01-02");
        Worklists worklists = program.getBean(Worklists.class);
        assertThat(codes(worklists, Worklists.Kind.LATE)).contains(late.code());
        take(late, "finish", Map.of("answer", "Xong"));
        assertThat(codes(worklists, Worklists.Kind.LATE)).doesNotContain(late.code());
        Row soon = create("kind", "slow");
        database.sql("update register.trial_case set due_at = now() + interval '1 minute' where id = :id")
                .param("id", soon.id())
                .update();
        assertThat(codes(worklists, Worklists.Kind.SOON)).contains(soon.code());
        Row mine = create("kind", "slow", "received-on", "2026-01-03");
        assertThat(codes(worklists, Worklists.Kind.MINE)).contains(mine.code()).doesNotContain(late.code());
    }

    private static List<String> codes(Worklists worklists, Worklists.Kind kind) {
        return worklists.list(kind).stream()
                .filter(pile -> pile.register().id().equals("trial-case"))
                .flatMap(pile -> pile.first().stream())
                .map(Row::code)
                .toList();
    }

    @Test
    void aReminderIsTellingOnceForEachDayACaseIsDueAt() {
        Row row = create("kind", "slow");
        database.sql("update register.trial_case set due_at = now() + interval '1 minute' where id = :id")
                .param("id", row.id())
                .update();
        Reminders reminders = program.getBean(Reminders.class);
        reminders.remind();
        reminders.remind();
        assertThat(told(row)).isEqualTo(1);
        database.sql("update register.trial_case set due_at = now() + interval '2 minutes' where id = :id")
                .param("id", row.id())
                .update();
        reminders.remind();
        assertThat(told(row)).isEqualTo(2);
    }

    private static long told(Row row) {
        return database.sql("select count(*) from register.notice where code = :code and about = 'due-soon'")
                .param("code", row.code())
                .query(Long.class)
                .single();
    }

    @Test
    void aChoiceNoLongerOfferedIsRefusedForANewRecordAndKeptByAnOldOne() {
        assertThatThrownBy(() -> create("kind", "former"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.faults().getFirst().code()).isEqualTo("VAL-022"));
        Row row = create("kind", "slow");
        database.sql("update register.trial_case set kind = 'former' where id = :id")
                .param("id", row.id())
                .update();
        assertThat(records.change(cases, row.code(), 1, Map.of("note", "giữ loại cũ"))
                        .value("kind"))
                .isEqualTo("former");
    }

    @Test
    void openRecordsOfARegisterThatGetsADeadlineAreGivenTheirs() {
        Row open = create("kind", "slow");
        Row done = take(create("kind", "slow"), "finish", Map.of("answer", "Xong"));
        database.sql("update register.trial_case set due_at = null").update();
        program.getBean(DeadlineFilling.class).fill(cases);
        assertThat(records.get(cases, open.code()).course().dueAt())
                .isEqualTo(OffsetDateTime.parse("2026-02-26T17:30+07:00"));
        assertThat(records.get(cases, done.code()).course().dueAt()).isNull();
    }
}
