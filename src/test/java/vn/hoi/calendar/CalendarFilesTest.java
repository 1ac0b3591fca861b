package vn.hoi.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.calendar.WorkingCalendar.Status;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;

/** A calendar that contradicts itself stops the start and names file, line, what is wrong and the cure. */
class CalendarFilesTest {

    private static final String FOLDER = "provinces/langson/calendar/";
    private static final String HOURS = FOLDER + "hours.yaml";

    @TempDir
    Path folder;

    private TestDeclarations declarations;

    @BeforeEach
    void copy() throws IOException {
        declarations = TestDeclarations.copy(folder);
    }

    private WorkingCalendar read() {
        return new CalendarFiles(new Home(folder, "langson")).read();
    }

    private void assertFault(String file, int line, String says) {
        assertThatExceptionOfType(DeclarationFault.class).isThrownBy(this::read).satisfies(fault -> {
            assertThat(fault.file()).as(fault.getMessage()).isEqualTo(declarations.file(file));
            assertThat(fault.line()).as(fault.getMessage()).isEqualTo(line);
            assertThat(fault.getMessage()).contains(says);
            String cure = fault.getMessage().substring(fault.getMessage().lastIndexOf(". ") + 2);
            assertThat(cure).as("the cure in %s", fault.getMessage()).hasSizeGreaterThan(5);
        });
    }

    @Test
    void whatShipsHasTheDaysOffThatWereAnnounced() {
        WorkingCalendar calendar = new CalendarFiles(new Home(TestApplication.HOME, "langson")).read();
        Map<Integer, List<String>> off = calendar.off().keySet().stream()
                .sorted()
                .filter(calendar::weekday)
                .collect(Collectors.groupingBy(
                        LocalDate::getYear,
                        Collectors.mapping(
                                day -> day.getDayOfMonth() + "/" + day.getMonthValue(), Collectors.toList())));
        assertThat(off)
                .containsOnly(
                        Map.entry(2023, days("2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9")),
                        Map.entry(2024, days("1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9")),
                        Map.entry(2025, days("1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9")),
                        Map.entry(2026, days("1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11")),
                        Map.entry(2027, days("1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11")));
        assertThat(calendar.makeUps().keySet())
                .containsExactlyInAnyOrder(
                        LocalDate.of(2024, 5, 4),
                        LocalDate.of(2025, 4, 26),
                        LocalDate.of(2026, 1, 10),
                        LocalDate.of(2026, 8, 22));
        assertThat(calendar.status(2026)).isEqualTo(Status.ANNOUNCED);
        assertThat(calendar.status(2027)).isEqualTo(Status.EXPECTED);
        assertThat(calendar.status(2028)).isEqualTo(Status.UNKNOWN);
    }

    private static List<String> days(String text) {
        return List.of(text.split(" "));
    }

    @ParameterizedTest(name = "{2} becomes {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2026.yaml  | 0  | date: 2026-04-27  | date: 2025-04-27  | 27/4/2025 không thuộc năm 2026
            2026.yaml  | 0  | until: 2026-02-20 | until: 2027-02-20 | 20/02/2027 không thuộc năm 2026
            2026.yaml  | 0  | until: 2026-02-20 | until: 2026-02-15 | ngày cuối 15/02/2026 trước ngày đầu 16/02/2026
            2026.yaml  | 0  | until: 2026-02-20 | until: 2026-02-30 | không có ngày «2026-02-30»
            2026.yaml  | -1 | until: 2026-02-20 | date: 2026-02-20  | «date», hoặc có cả «from» và «until»
            2026.yaml  | 0  | date: 2026-04-27  | from: 2026-04-27  | «date», hoặc có cả «from» và «until»
            2026.yaml  | 0  | date: 2026-04-27  | date: 2026-04-26  | 26/4/2026 được khai báo hai lần
            2026.yaml  | 0  | date: 2026-04-27  | on: 2026-04-27    | on
            2026.yaml  | 0  | date: 2026-04-27  | date: 27/4/2026   | date
            2026.yaml  | 0  | off: 2026-08-31   | off: 2025-08-29   | 29/8/2025 không thuộc năm 2026
            2026.yaml  | 0  | off: 2026-08-31   | off: 2026-08-30   | 30/8/2026 vốn là ngày nghỉ hằng tuần
            2026.yaml  | 0  | off: 2026-08-31   | off: 2026-09-01   | 01/9/2026 được khai báo hai lần
            2026.yaml  | 0  | work: 2026-08-22  | work: 2026-08-21  | 21/8/2026 vốn là ngày làm việc
            2026.yaml  | 0  | work: 2026-08-22  | work: 2026-04-26  | 26/4/2026 được khai báo hai lần
            2026.yaml  | 0  | work: 2026-08-22  | work: 2026-01-10  | 10/01/2026 được khai báo hai lần
            2026.yaml  | 0  | work: 2026-08-22  | work: 2024-08-24  | 24/8/2024 không thuộc năm 2026
            2027.yaml  | 0  | status: expected  | status: hoped     | status
            2027.yaml  | 0  | date: 2027-05-03  | date: 2027-05-01  | 01/5/2027 được khai báo hai lần
            hours.yaml | 0  | from: 2000-01-01  | from: 2001-01-01  | không nối tiếp nhau
            hours.yaml | 0  | hours-per-day: 8  | hours-per-day: 7  | cộng lại là 480 phút, một ngày làm việc là 420 phút
            hours.yaml | 0  | "07:30-11:30"     | "13:00-17:00"     | chồng lên buổi trước
            hours.yaml | 0  | "07:30-11:30"     | "11:30-07:30"     | đóng trước khi mở
            hours.yaml | 0  | "07:30-11:30"     | "7h30-11h30"      | sessions
            hours.yaml | 0  | [monday,          | [mon,             | days
            hours.yaml | 0  | first-day: not-counted | first-day: maybe | first-day
            """)
    void aWrongLineIsNamed(String file, int shift, String line, String by, String says) throws IOException {
        int at = declarations.replace(FOLDER + file, line, by);
        int named = file.equals("hours.yaml") && says.contains("cộng lại") ? lineOf("sessions:") : at + shift;
        assertFault(FOLDER + file, named, says);
    }

    private int lineOf(String text) throws IOException {
        List<String> lines = Files.readAllLines(declarations.file(HOURS));
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).contains(text)) {
                return index + 1;
            }
        }
        throw new IllegalArgumentException(text);
    }

    @Test
    void aDayWorkedInOneYearsFileIsNotOffInAnother() throws IOException {
        // the Saturday 08/01/2028 made up for a day of 2027, and called a holiday by 2028
        declarations.append(FOLDER + "2027.yaml", """
                swaps:
                  - off: 2027-12-31
                    work: 2028-01-08
                    name: { vi: Nghỉ hoán đổi, en: Swapped }
                    source: thử
                """);
        assertThat(read().makeUps()).containsKey(LocalDate.of(2028, 1, 8));
        Files.writeString(declarations.file(FOLDER + "2028.yaml"), """
                holidays:
                  - date: 2028-01-08
                    name: { vi: Ngày nghỉ, en: Day off }
                    source: thử
                """);
        assertFault(FOLDER + "2028.yaml", 2, "08/01/2028 được khai báo hai lần");
    }

    @Test
    void aFileThatIsNoYearIsNamed() throws IOException {
        Files.copy(declarations.file(FOLDER + "2026.yaml"), declarations.file(FOLDER + "2026-new.yaml"));
        assertFault(FOLDER + "2026-new.yaml", 1, "«2026-new» không phải là một năm");
    }

    @Test
    void officeHoursThatBeginBeforeThoseBeforeThemAreNamed() throws IOException {
        int at = declarations.append(HOURS, """
                  - from: 2000-01-01
                    days: [monday]
                    sessions: ["07:30-11:30", "13:30-17:30"]
                    source: thử
                """);
        assertFault(HOURS, at, "không nối tiếp nhau");
    }

    @Test
    void aProvinceWithoutOfficeHoursDoesNotStart() throws IOException {
        Files.delete(declarations.file(HOURS));
        assertFault(HOURS, 0, "chưa khai báo giờ làm việc");
    }
}
