package vn.hoi.demonstration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real quotas and units of the province, and a row with names for the columns. */
final class Province {

    static final Path QUOTAS = Path.of("provinces/langson/demonstration");

    /** Its quotas, read once. */
    static final Quotas ALL = Quotas.read(QUOTAS);

    private Province() {}

    static List<Area> areas() throws IOException {
        List<Area> areas = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        List<String> lines = Files.readAllLines(Path.of("provinces/langson/units.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            int id = ids.size() + 1;
            ids.put(cells[0], id);
            areas.add(new Area(
                    id,
                    cells[0],
                    cells[1],
                    cells[2],
                    LocalDate.parse(cells[4]),
                    cells[5].isEmpty() ? null : LocalDate.parse(cells[5]),
                    ids.get(cells[6])));
        }
        return areas;
    }

    /** The rows of a register, and what they refer to made from the same quotas. */
    static QuotaRows rows(Quotas quotas, String register, double scale) throws IOException {
        List<Area> areas = areas();
        return quotas.rows(register, scale, areas, new EarlierRows(quotas, scale, areas));
    }

    /** A view of whatever row was last put into it. */
    static final class Row {
        private final Map<String, Integer> at = new HashMap<>();
        Object[] values = {};

        Row(QuotaRows rows) {
            rows.columns().forEach(column -> at.put(column, at.size()));
        }

        Object get(String column) {
            return values[at.getOrDefault(column, -1)];
        }

        LocalDate day(String column) {
            return (LocalDate) get(column);
        }

        boolean has(String column) {
            return get(column) != null;
        }

        boolean is(String column, String value) {
            return value.equals(get(column));
        }

        boolean within(String column, String from, String to) {
            LocalDate day = day(column);
            return day != null && !day.isBefore(LocalDate.parse(from)) && !day.isAfter(LocalDate.parse(to));
        }

        Map<String, Object> byName() {
            Map<String, Object> named = new HashMap<>();
            at.forEach((column, index) -> named.put(column, values[index]));
            return named;
        }
    }
}
