package vn.hoi.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.calendar.OfficeHours.Session;
import vn.hoi.calendar.WorkingCalendar.Status;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;

/** Reads and checks the calendar of a province: {@code hours.yaml} and one file a year; the first fault is thrown. */
final class CalendarFiles {

    private static final String HOURS = "hours.yaml";

    private final Home home;
    private final Path folder;
    private final List<OfficeHours> periods = new ArrayList<>();
    private final Map<LocalDate, DayOff> off = new TreeMap<>();
    private final Map<LocalDate, DayOff> makeUps = new TreeMap<>();
    private final Map<Integer, Status> years = new TreeMap<>();

    CalendarFiles(Home home) {
        this.home = home;
        this.folder = home.provinceFolder().resolve("calendar");
    }

    WorkingCalendar read() {
        Path file = folder.resolve(HOURS);
        if (!Files.exists(file)) {
            throw new DeclarationFault(
                    file, 0, "tỉnh chưa khai báo giờ làm việc", "Thêm tệp này theo schema/calendar-hours.schema.json");
        }
        try {
            Yaml hours = Yaml.read(file);
            hours.check(home.schema().resolve("calendar-hours.schema.json"));
            int minutes = 60 * hours.tree().path("hours-per-day").asInt();
            boolean counted = "counted"
                    .equals(hours.tree().path("counting").path("first-day").asString());
            readPeriods(hours, minutes);
            for (Path year : files()) {
                readYear(Yaml.read(year));
            }
            return new WorkingCalendar(
                    minutes, counted, List.copyOf(periods), Map.copyOf(off), Map.copyOf(makeUps), Map.copyOf(years));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml")
                            && !file.getFileName().toString().equals(HOURS))
                    .sorted()
                    .toList();
        }
    }

    private void readPeriods(Yaml yaml, int minutesPerDay) {
        int index = 0;
        for (JsonNode node : yaml.tree().path("periods")) {
            String pointer = "/periods/" + index++;
            LocalDate from = day(yaml, node, "from", pointer);
            LocalDate least = periods.isEmpty()
                    ? WorkingDays.FIRST
                    : periods.getLast().from().plusDays(1);
            if (periods.isEmpty() ? from.isAfter(least) : from.isBefore(least)) {
                throw yaml.fault(
                        pointer + "/from",
                        "các giai đoạn giờ làm việc không nối tiếp nhau",
                        "Giai đoạn đầu bắt đầu không sau %s, mỗi giai đoạn bắt đầu sau giai đoạn trước"
                                .formatted(Vietnamese.day(WorkingDays.FIRST)));
            }
            var hours = new OfficeHours(from, weekdays(node.path("days")), sessions(yaml, node, pointer));
            if (hours.minutes() != minutesPerDay) {
                throw yaml.fault(
                        pointer + "/sessions",
                        "các buổi cộng lại là %d phút, một ngày làm việc là %d phút"
                                .formatted(hours.minutes(), minutesPerDay),
                        "Sửa giờ các buổi hoặc «hours-per-day»");
            }
            periods.add(hours);
        }
    }

    private static Set<DayOfWeek> weekdays(JsonNode days) {
        Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
        days.forEach(day -> all.add(DayOfWeek.valueOf(day.asString().toUpperCase(Locale.ROOT))));
        return all;
    }

    private static List<Session> sessions(Yaml yaml, JsonNode period, String pointer) {
        var all = new ArrayList<Session>();
        for (JsonNode node : period.path("sessions")) {
            String text = node.asString(); // 07:30-11:30, as the schema has it
            var session = new Session(minute(text.substring(0, 5)), minute(text.substring(6)));
            int least = all.isEmpty() ? 0 : all.getLast().closes() + 1;
            if (session.opens() < least || session.closes() <= session.opens()) {
                throw yaml.fault(
                        pointer + "/sessions/" + all.size(),
                        "buổi làm việc «" + text + "» đóng trước khi mở hoặc chồng lên buổi trước",
                        "Viết các buổi theo thứ tự trong ngày, giờ mở trước giờ đóng");
            }
            all.add(session);
        }
        return List.copyOf(all);
    }

    private static int minute(String clock) {
        return 60 * Integer.parseInt(clock.substring(0, 2)) + Integer.parseInt(clock.substring(3));
    }

    private void readYear(Yaml yaml) throws IOException {
        String name = yaml.file().getFileName().toString().replace(".yaml", "");
        if (!name.matches("2[01][0-9]{2}")) {
            throw yaml.fault(
                    "",
                    "tên tệp «" + name + "» không phải là một năm",
                    "Đặt tên tệp theo năm, như 2026.yaml, hoặc bỏ tệp");
        }
        yaml.check(home.schema().resolve("calendar-year.schema.json"));
        int year = Integer.parseInt(name);
        boolean expected = "expected".equals(yaml.tree().path("status").asString("announced"));
        years.put(year, expected ? Status.EXPECTED : Status.ANNOUNCED);
        int index = 0;
        for (JsonNode node : yaml.tree().path("holidays")) {
            readHoliday(yaml, node, "/holidays/" + index++, year);
        }
        index = 0;
        for (JsonNode node : yaml.tree().path("swaps")) {
            readSwap(yaml, node, "/swaps/" + index++, year);
        }
    }

    private void readHoliday(Yaml yaml, JsonNode node, String pointer, int year) {
        boolean one = node.has("date");
        if (one == (node.has("from") || node.has("until")) || node.has("from") != node.has("until")) {
            throw yaml.fault(
                    pointer, "ngày nghỉ phải có «date», hoặc có cả «from» và «until»", "Ghi một trong hai cách");
        }
        LocalDate from = day(yaml, node, one ? "date" : "from", pointer);
        LocalDate until = day(yaml, node, one ? "date" : "until", pointer);
        inYear(yaml, pointer + (one ? "/date" : "/from"), from, year);
        inYear(yaml, pointer + (one ? "/date" : "/until"), until, year);
        if (until.isBefore(from)) {
            throw yaml.fault(
                    pointer + "/until",
                    "ngày cuối %s trước ngày đầu %s".formatted(Vietnamese.day(until), Vietnamese.day(from)),
                    "Đổi chỗ hai ngày");
        }
        var day = new DayOff(name(yaml, node, pointer), from, until, null, source(node));
        from.datesUntil(until.plusDays(1)).forEach(each -> addOff(yaml, pointer, each, day));
    }

    /** The day worked may stand in the year before or after: 02/01/2015 was made up on 27/12/2014. */
    private void readSwap(Yaml yaml, JsonNode node, String pointer, int year) {
        LocalDate free = day(yaml, node, "off", pointer);
        LocalDate work = day(yaml, node, "work", pointer);
        inYear(yaml, pointer + "/off", free, year);
        if (Math.abs(work.getYear() - year) > 1) {
            inYear(yaml, pointer + "/work", work, year);
        }
        if (!weekday(free)) {
            throw yaml.fault(
                    pointer + "/off",
                    "%s vốn là ngày nghỉ hằng tuần, không hoán đổi được".formatted(Vietnamese.day(free)),
                    "Chọn một ngày làm việc trong tuần");
        }
        if (weekday(work)) {
            throw yaml.fault(
                    pointer + "/work",
                    "%s vốn là ngày làm việc, không làm bù được".formatted(Vietnamese.day(work)),
                    "Chọn một ngày nghỉ hằng tuần");
        }
        var day = new DayOff(name(yaml, node, pointer), free, free, work, source(node));
        addOff(yaml, pointer + "/off", free, day);
        if (off.containsKey(work) || makeUps.putIfAbsent(work, day) != null) {
            throw twice(yaml, pointer + "/work", work);
        }
    }

    private void addOff(Yaml yaml, String pointer, LocalDate day, DayOff why) {
        if (makeUps.containsKey(day) || off.putIfAbsent(day, why) != null) {
            throw twice(yaml, pointer, day);
        }
    }

    private static DeclarationFault twice(Yaml yaml, String pointer, LocalDate day) {
        return yaml.fault(
                pointer,
                "%s được khai báo hai lần, là ngày nghỉ hoặc ngày làm bù".formatted(Vietnamese.day(day)),
                "Giữ một khai báo cho mỗi ngày");
    }

    private boolean weekday(LocalDate day) {
        return new WorkingCalendar(0, false, periods, Map.of(), Map.of(), Map.of()).weekday(day);
    }

    private static void inYear(Yaml yaml, String pointer, LocalDate day, int year) {
        if (day.getYear() != year) {
            throw yaml.fault(
                    pointer,
                    "%s không thuộc năm %d".formatted(Vietnamese.day(day), year),
                    "Sửa ngày hoặc chuyển sang tệp " + day.getYear() + ".yaml");
        }
    }

    private static Label name(Yaml yaml, JsonNode node, String pointer) {
        return yaml.as(node.path("name"), pointer + "/name", Label.class);
    }

    /** Required by the schema. */
    private static String source(JsonNode node) {
        return node.path("source").asString();
    }

    private static LocalDate day(Yaml yaml, JsonNode node, String key, String pointer) {
        @Nullable String text = node.path(key).asString();
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw yaml.fault(
                    pointer + "/" + key, "không có ngày «" + text + "»", "Viết năm-tháng-ngày, như 2026-09-02");
        }
    }
}
