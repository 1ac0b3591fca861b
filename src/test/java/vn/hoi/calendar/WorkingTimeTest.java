package vn.hoi.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.common.Home;
import vn.hoi.common.Problem;

class WorkingTimeTest {

    private static final WorkingTime TIME = new WorkingTime(new Home(TestApplication.HOME, "langson"));
    private static final LocalDateTime BEGIN = LocalDateTime.parse("2022-11-01T00:00");
    private static final int MINUTES = Math.toIntExact(
            Duration.between(BEGIN, LocalDateTime.parse("2028-03-01T00:00")).toMinutes());

    private static LocalDateTime moment(Random random) {
        return BEGIN.plusMinutes(random.nextInt(MINUTES));
    }

    private static Span span(Random random) {
        return new Span(1 + random.nextInt(60), Span.Unit.values()[random.nextInt(3)]);
    }

    /** Whether the minute after this moment is worked, told from the date alone. */
    private static boolean open(LocalDateTime moment) {
        int minute = moment.getHour() * 60 + moment.getMinute();
        return TIME.isWorkingDay(moment.toLocalDate())
                && ((minute >= 450 && minute < 690) || (minute >= 810 && minute < 1050));
    }

    @Test
    void aWeekendDoesNotCount() {
        assertThat(TIME.isWorkingDay(LocalDate.parse("2026-03-06"))).isTrue();
        assertThat(TIME.isWorkingDay(LocalDate.parse("2026-03-07"))).isFalse();
        assertThat(TIME.isWorkingDay(LocalDate.parse("2026-03-08"))).isFalse();
    }

    @Test
    void aSwappedDayIsOffAndItsSaturdayIsWorked() {
        assertThat(TIME.isWorkingDay(LocalDate.parse("2026-08-31"))).isFalse();
        assertThat(TIME.isWorkingDay(LocalDate.parse("2026-08-22"))).isTrue();
    }

    @Test
    void aYearWithoutAFileHasWeekendsOnly() {
        LocalDate.parse("2030-01-01")
                .datesUntil(LocalDate.parse("2031-01-01"))
                .forEach(day -> assertThat(TIME.isWorkingDay(day))
                        .as("%s", day)
                        .isEqualTo(day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0));
    }

    @Test
    void minutesAreThoseAPersonWouldCountOneByOne() {
        Seeded.check(random -> {
            for (int round = 0; round < 20; round++) {
                LocalDateTime from = moment(random);
                LocalDateTime to = from.plusMinutes(random.nextInt(15 * 1440));
                long counted = 0;
                for (LocalDateTime at = from; at.isBefore(to); at = at.plusMinutes(1)) {
                    counted += open(at) ? 1 : 0;
                }
                assertThat(TIME.minutesBetween(from, to))
                        .as("%s to %s", from, to)
                        .isEqualTo(counted);
                assertThat(TIME.minutesBetween(to, from)).isEqualTo(-counted);
            }
        });
    }

    @Test
    void whatIsAddedIsMeasured() {
        Seeded.check(random -> {
            for (int round = 0; round < 5_000; round++) {
                LocalDateTime from = moment(random);
                long minutes = random.nextInt(-20_000, 20_000);
                LocalDateTime to = TIME.plusMinutes(from, minutes);
                assertThat(TIME.minutesBetween(from, to))
                        .as("%s + %d", from, minutes)
                        .isEqualTo(minutes);
                assertThat(minutes == 0 || open(minutes > 0 ? to.minusMinutes(1) : to))
                        .as("%s + %d = %s is the nearest such moment", from, minutes, to)
                        .isTrue();
            }
        });
    }

    @Test
    void whoArrivesLaterOrMayTakeLongerIsNeverDueEarlier() {
        Seeded.check(random -> {
            for (int round = 0; round < 5_000; round++) {
                LocalDateTime from = moment(random);
                Span span = span(random);
                LocalDateTime due = TIME.due(from, span).at();
                LocalDateTime later = from.plusMinutes(random.nextInt(5_000));
                assertThat(TIME.due(later, span).at())
                        .as("%s or %s, %s", from, later, span)
                        .isAfterOrEqualTo(due);
                var longer = new Span(span.amount() + random.nextInt(5), span.unit());
                assertThat(TIME.due(from, longer).at())
                        .as("%s, %s or %s", from, span, longer)
                        .isAfterOrEqualTo(due);
            }
        });
    }

    @Test
    void everyDeadlineIsAMomentTheOfficeIsOpen() {
        Seeded.check(random -> {
            for (int round = 0; round < 5_000; round++) {
                LocalDateTime from = moment(random);
                Span span = span(random);
                LocalDateTime due = TIME.due(from, span).at();
                assertThat(open(due.minusMinutes(1)))
                        .as("%s, %s: %s", from, span, due)
                        .isTrue();
            }
        });
    }

    @Test
    void aPauseOfNoTimeChangesNothingAndAnyOtherGivesBackWhatItTook() {
        Seeded.check(random -> {
            for (int round = 0; round < 5_000; round++) {
                Due due = TIME.due(moment(random), span(random));
                LocalDateTime pausedAt = due.begin().plusMinutes(random.nextInt(20_000));
                LocalDateTime resumedAt = pausedAt.plusMinutes(random.nextInt(20_000));
                assertThat(TIME.resume(due, pausedAt, pausedAt).at()).isEqualTo(due.at());
                LocalDateTime after = TIME.resume(due, pausedAt, resumedAt).at();
                long taken = pausedAt.isBefore(due.at()) ? TIME.minutesBetween(pausedAt, resumedAt) : 0;
                assertThat(TIME.minutesBetween(due.at(), after))
                        .as("%s paused from %s to %s", due, pausedAt, resumedAt)
                        .isEqualTo(taken);
                assertThat(taken > 0 || after.equals(due.at())).as("%s", due).isTrue();
            }
        });
    }

    @Test
    void aReminderLeavesTheTimeAskedFor() {
        LocalDateTime due = LocalDateTime.parse("2026-03-02T17:30"); // a Monday
        assertThat(TIME.before(due, Span.of("1 working-day"))).isEqualTo("2026-03-02T07:30");
        assertThat(TIME.before(due, Span.of("2 working-days"))).isEqualTo("2026-02-27T07:30");
        assertThat(TIME.before(due, Span.of("6 working-days"))).isEqualTo("2026-02-23T07:30");
        assertThat(TIME.before(due, Span.of("7 working-days"))).isEqualTo("2026-02-13T07:30");
        assertThat(TIME.before(due, Span.of("5 working-hours"))).isEqualTo("2026-03-02T10:30");
        assertThat(TIME.before(due, Span.of("4 working-hours"))).isEqualTo("2026-03-02T13:30");
        assertThat(TIME.before(LocalDateTime.parse("2026-03-02T10:00"), Span.of("1 working-day")))
                .isEqualTo("2026-02-27T10:00");
        assertThat(TIME.before(due, Span.of("3 days"))).isEqualTo("2026-02-27T07:30");
        assertThat(TIME.before(due, Span.of("2 days"))).isEqualTo("2026-02-27T07:30"); // Sa 28/2 is off
        assertThat(TIME.before(due, Span.of("14 days"))).isEqualTo("2026-02-13T07:30"); // Mo 16/2 is Tết
        assertThat(TIME.before(due, Span.of("1 month"))).isEqualTo("2026-02-02T07:30");
        assertThat(TIME.before(due, Span.of("1 year"))).isEqualTo("2025-02-28T07:30"); // Su 2/3/2025 is off
    }

    @Test
    void aPauseThatEndsBeforeItBeginsIsRefused() {
        Due due = TIME.due(LocalDateTime.parse("2026-03-09T09:10"), Span.of("5 working-days"));
        assertThatThrownBy(() -> TIME.resume(
                        due, LocalDateTime.parse("2026-03-11T10:00"), LocalDateTime.parse("2026-03-11T09:00")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("DUE-002");
                    assertThat(problem).hasMessageContaining("10:00 ngày 11/3/2026");
                });
    }

    @Test
    void aPauseBeforeTheTimeRunsOrWithinAnotherIsRefused() {
        Due due = TIME.due(LocalDateTime.parse("2026-03-09T09:10"), Span.of("5 working-days"));
        LocalDateTime tuesday = LocalDateTime.parse("2026-03-10T08:00");
        assertThatThrownBy(() -> TIME.resume(due, LocalDateTime.parse("2026-03-09T09:09"), tuesday))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("DUE-003"));
        Due paused = TIME.resume(due, tuesday, tuesday.plusDays(1));
        assertThatThrownBy(() -> TIME.resume(paused, tuesday.plusHours(1), tuesday.plusDays(2)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("DUE-003"));
    }

    @Test
    void aDayOutsideTheCalendarIsRefusedWithItsBounds() {
        assertThatThrownBy(() -> TIME.isWorkingDay(LocalDate.parse("1999-12-31")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("DUE-001");
                    assertThat(problem).hasMessageContaining("31/12/1999").hasMessageContaining("31/12/2100");
                });
        LocalDateTime late = LocalDateTime.parse("2100-12-30T08:00");
        assertThatThrownBy(() -> TIME.due(late, Span.of("99999 working-days")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("ngoài lịch làm việc");
        assertThatThrownBy(() -> TIME.due(late, Span.of("99999 years"))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> TIME.before(LocalDateTime.parse("2000-01-03T08:00"), Span.of("2 working-days")))
                .isInstanceOf(Problem.class);
    }

    @Test
    void secondsAreCutOff() {
        Due due = TIME.due(LocalDateTime.parse("2026-03-03T09:10:59"), Span.of("2 working-hours"));
        assertThat(due.at()).isEqualTo("2026-03-03T11:10");
        assertThat(due.begin()).isEqualTo("2026-03-03T09:10");
    }

    @Test
    void theFirstDayCountsWhereTheProvinceDeclaresSo(@TempDir Path folder) throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace(
                "provinces/langson/calendar/hours.yaml", "  first-day: not-counted", "  first-day: counted");
        var time = new WorkingTime(new Home(folder, "langson"));
        LocalDateTime begin = LocalDateTime.parse("2026-03-09T09:10");
        assertThat(time.due(begin, Span.of("1 working-day")).at()).isEqualTo("2026-03-09T17:30");
        assertThat(time.due(begin, Span.of("5 working-days")).at()).isEqualTo("2026-03-13T17:30");
        assertThat(time.due(begin, Span.of("30 days")).at()).isEqualTo("2026-04-07T17:30");
        assertThat(time.due(begin, Span.of("1 month")).at()).isEqualTo("2026-04-08T17:30");
    }

    @Test
    void newOfficeHoursHoldFromTheirDayOn(@TempDir Path folder) throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.append("provinces/langson/calendar/hours.yaml", """
                  - from: 2026-09-09
                    days: [monday, tuesday, wednesday, thursday, friday, saturday]
                    sessions: ["07:00-11:00", "13:00-17:00"]
                    source: thử
                """);
        var time = new WorkingTime(new Home(folder, "langson"));
        LocalDateTime begin = LocalDateTime.parse("2026-09-08T16:30"); // a Tuesday
        assertThat(time.due(begin, Span.of("2 working-hours")).at()).isEqualTo("2026-09-09T08:00");
        assertThat(time.due(begin, Span.of("4 working-days")).at()).isEqualTo("2026-09-12T17:00");
    }

    /** In time of the processor, and generous by a factor of thirty: only a slip into counting day by day fails it. */
    @Test
    void aDeadlineFortyYearsAwayCostsNoMoreThanOneOfTomorrow() {
        Span span = Span.of("10000 working-days");
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begun = clock.getCurrentThreadCpuTime();
        long sum = 0;
        for (int index = 0; index < 100_000; index++) {
            sum += TIME.due(BEGIN.plusMinutes(index * 20L), span).at().getDayOfYear();
        }
        assertThat(sum).isPositive();
        assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }
}
