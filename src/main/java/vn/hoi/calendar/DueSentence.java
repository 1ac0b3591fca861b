package vn.hoi.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoi.calendar.WorkingCalendar.Status;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;

/** Tells how a deadline was counted. */
final class DueSentence {

    private final Due due;
    private final WorkingTime time;
    private final WorkingCalendar calendar;
    private final Language language;
    /** The last day of a time in calendar days, months or years; null for working time. */
    private final @Nullable LocalDate lastDay;
    /** The days on which it matters whether they are worked. */
    private final SortedSet<LocalDate> days = new TreeSet<>();

    DueSentence(Due due, WorkingTime time, Language language) {
        this.due = due;
        this.time = time;
        this.calendar = time.calendar();
        this.language = language;
        LocalDate begin = due.begin().toLocalDate();
        this.lastDay = due.span().unit().working() ? null : time.lastDay(begin, due.span());
        addDays(begin);
    }

    /** Of a time in calendar days only the end matters, until a pause leaves it counted by working time. */
    private void addDays(LocalDate begin) {
        LocalDate from = lastDay == null ? begin : lastDay;
        boolean working = lastDay == null;
        for (Due.Pause pause : due.pauses()) {
            if (working) {
                addDays(from, pause.from().toLocalDate());
            }
            working = true;
            from = pause.until().toLocalDate();
        }
        addDays(from, due.at().toLocalDate());
    }

    private void addDays(LocalDate from, LocalDate until) {
        from.datesUntil(until.plusDays(1)).forEach(days::add);
    }

    String text() {
        var parts = new ArrayList<String>();
        parts.add(say("Nhận ", "Received ") + (byDay() ? day(due.begin()) : moment(due.begin())) + arrival());
        parts.add(say("hạn ", "within ") + due.span().label().in(language));
        if (lastDay != null && due.pauses().isEmpty() && !time.isWorkingDay(lastDay)) {
            parts.add(say(
                            "ngày cuối %s là ngày nghỉ nên tính đến ngày làm việc tiếp theo",
                            "its last day %s is off, so the next working day ends it")
                    .formatted(Vietnamese.day(lastDay)));
        }
        parts.addAll(skipped());
        parts.addAll(makeUps());
        due.pauses().forEach(pause -> parts.add(pause(pause)));
        parts.add(say("phải xong trước ", "to be done by ") + moment(due.at()));
        return String.join("; ", parts) + sureness();
    }

    /** Whether only the day is known, as most registers keep it: nobody received anything at midnight. */
    private boolean byDay() {
        return due.begin().toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private String day(LocalDateTime moment) {
        return say("ngày ", "on ") + Vietnamese.day(moment.toLocalDate());
    }

    private String arrival() {
        LocalDateTime counted = lastDay == null ? time.opening(due.begin()) : due.begin();
        if (byDay()) {
            return counted.toLocalDate().equals(due.begin().toLocalDate())
                    ? ""
                    : say(" (ngày nghỉ, tính như nhận ", " (a day off, taken as ") + day(counted) + ")";
        }
        return counted.equals(due.begin())
                ? ""
                : say(" (ngoài giờ làm việc, tính như nhận lúc ", " (outside office hours, taken as ")
                        + moment(counted)
                        + ")";
    }

    /** The days not counted, those of weekends as one number, the others by their names. */
    private List<String> skipped() {
        int weekends = 0;
        int all = 0;
        Map<DayOff, List<LocalDate>> named = new LinkedHashMap<>();
        for (LocalDate day : days) {
            if (time.isWorkingDay(day)) {
                continue;
            }
            all++;
            DayOff why = calendar.dayOff(day);
            if (why == null) {
                weekends++;
            } else {
                named.computeIfAbsent(why, each -> new ArrayList<>()).add(day);
            }
        }
        if (all == 0) {
            return List.of();
        }
        String weekend = count(weekends) + say(" ngày cuối tuần", weekends == 1 ? " weekend day" : " weekend days");
        if (named.isEmpty()) {
            return List.of(say("không tính ", "not counting ") + weekend);
        }
        var reasons = new ArrayList<String>();
        if (weekends > 0) {
            reasons.add(weekend);
        }
        named.forEach((why, off) -> reasons.add(reason(why, off)));
        return List.of(say("không tính ", "not counting ")
                + count(all)
                + say(" ngày nghỉ: ", all == 1 ? " day off: " : " days off: ")
                + String.join(", ", reasons));
    }

    private String reason(DayOff why, List<LocalDate> off) {
        String name = why.name().in(language) + " " + shortDay(off.getFirst());
        if (off.size() > 1) {
            name += "–%s (%s %s)".formatted(shortDay(off.getLast()), count(off.size()), say("ngày", "days"));
        }
        LocalDate made = why.madeUpOn();
        return made == null ? name : name + say(" (làm bù ", " (made up on ") + shortDay(made) + ")";
    }

    private List<String> makeUps() {
        String worked = days.stream()
                .filter(day -> calendar.makeUps().containsKey(day)
                        && !(day.equals(due.begin().toLocalDate()) && due.span().unit() != Span.Unit.WORKING_HOURS))
                .map(this::shortDay)
                .collect(Collectors.joining(", "));
        return worked.isEmpty() ? List.of() : List.of(say("có tính ngày làm bù ", "counting make-up day ") + worked);
    }

    private String pause(Due.Pause pause) {
        long hours = pause.leftMinutes() / 60;
        long minutes = pause.leftMinutes() % 60;
        String left = hours + say(" giờ", " h") + (minutes == 0 ? "" : " " + minutes + say(" phút", " min"));
        return say("tạm dừng từ %s đến %s khi còn %s làm việc", "paused from %s to %s with %s of working time left")
                .formatted(moment(pause.from()), moment(pause.until()), left);
    }

    /** Says so when a year's days off are not announced, or not known at all. */
    private String sureness() {
        String expected = years(Status.EXPECTED);
        String unknown = years(Status.UNKNOWN);
        return (expected.isEmpty()
                        ? ""
                        : say(" (theo lịch dự kiến năm ", " (by the expected calendar of ") + expected + ")")
                + (unknown.isEmpty()
                        ? ""
                        : say(
                                        " (chưa có lịch nghỉ lễ năm %s, mới trừ ngày cuối tuần)",
                                        " (public holidays of %s not known yet, only weekends are off)")
                                .formatted(unknown));
    }

    private String years(Status status) {
        return days.stream()
                .map(LocalDate::getYear)
                .distinct()
                .filter(year -> calendar.status(year) == status)
                .map(Objects::toString)
                .collect(Collectors.joining(", "));
    }

    private String count(int days) {
        return say(Vietnamese.count(days), Integer.toString(days));
    }

    private String say(String vi, String en) {
        return language == Language.VI ? vi : en;
    }

    private String moment(LocalDateTime moment) {
        return "%02d:%02d %s %s"
                .formatted(
                        moment.getHour(), moment.getMinute(), say("ngày", "on"), Vietnamese.day(moment.toLocalDate()));
    }

    /** Without its year where the whole sentence stays in one. */
    private String shortDay(LocalDate day) {
        String full = Vietnamese.day(day);
        boolean oneYear = due.begin().getYear() == due.at().getYear()
                && day.getYear() == due.begin().getYear();
        return oneYear ? full.substring(0, full.length() - 5) : full;
    }
}
