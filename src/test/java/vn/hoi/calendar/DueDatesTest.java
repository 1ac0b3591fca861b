package vn.hoi.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.common.Home;

/** The deadlines of a table made by hand; each line says why. */
class DueDatesTest {

    private static final Path TABLE = TestApplication.HOME.resolve("src/test/resources/golden/calendar/due-dates.tsv");

    private static WorkingTime time(Path root) {
        return new WorkingTime(new Home(root, "langson"));
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(TABLE).stream().skip(2).toList();
    }

    /** What the program says, if it is not what the line says. */
    private static List<String> disagreements(WorkingTime time) throws IOException {
        return table().stream()
                .filter(line -> !due(time, line).equals(LocalDateTime.parse(line.split("\t")[3])))
                .map(line -> due(time, line) + " instead of " + line)
                .toList();
    }

    private static LocalDateTime due(WorkingTime time, String line) {
        String[] cells = line.split("\t");
        Due due = time.due(LocalDateTime.parse(cells[0]), Span.of(cells[1]));
        for (String pause : cells[2].isEmpty() ? List.<String>of() : List.of(cells[2].split(" "))) {
            List<String> ends = List.of(pause.split("/"));
            due = time.resume(due, LocalDateTime.parse(ends.getFirst()), LocalDateTime.parse(ends.getLast()));
        }
        return due.at();
    }

    @Test
    void everyDeadlineIsTheOneReasonedOutByHand() throws IOException {
        assertThat(table()).hasSizeGreaterThan(90);
        assertThat(disagreements(time(TestApplication.HOME))).isEmpty();
    }

    @Test
    void aWrongDayInTheCalendarIsCaught(@TempDir Path folder) throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace("provinces/langson/calendar/2026.yaml", "date: 2026-11-24", "date: 2026-11-20");
        assertThat(disagreements(time(folder))).hasSize(2).allMatch(line -> line.contains("2026-11-25T17:30"));
    }

    @Test
    void anotherWayOfCountingIsCaught(@TempDir Path folder) throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace("provinces/langson/calendar/hours.yaml", "first-day: not-counted", "first-day: counted");
        assertThat(disagreements(time(folder))).hasSizeGreaterThan(60);
    }
}
