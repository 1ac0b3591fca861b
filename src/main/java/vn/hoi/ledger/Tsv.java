package vn.hoi.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.DeclarationFault;

/** A table of values in a file: the first line names the columns, tabs divide them; a line that begins with # is a remark. */
public final class Tsv {

    private Tsv() {}

    /** One line of it. */
    public record Row(Path file, int number, Map<String, String> cells) {

        /** Null where the cell is empty. */
        @Nullable
        public String find(String column) {
            String text = cells.get(column);
            return text == null || text.isBlank() ? null : text.strip();
        }

        /** @throws DeclarationFault where the cell is empty */
        public String get(String column) {
            String text = find(column);
            if (text == null) {
                throw fault("thiếu «" + column + "»", "Ghi giá trị vào ô này");
            }
            return text;
        }

        /** A whole number; null where the cell is empty. */
        @Nullable
        public Integer integer(String column) {
            String text = find(column);
            return text == null ? null : Math.toIntExact(dong(column));
        }

        /** A year. */
        public int year(String column) {
            return Math.toIntExact(dong(column));
        }

        /** A whole number such as đồng. */
        public long dong(String column) {
            try {
                return Long.parseLong(get(column));
            } catch (NumberFormatException e) {
                throw fault("«" + get(column) + "» không phải là số nguyên", "Ghi số nguyên không dấu ngăn cách");
            }
        }

        /** A day; null where the cell is empty. */
        @Nullable
        public LocalDate findDay(String column) {
            return find(column) == null ? null : day(column);
        }

        /** A day written 2025-07-01. */
        public LocalDate day(String column) {
            try {
                return LocalDate.parse(get(column));
            } catch (DateTimeParseException e) {
                throw fault("«" + get(column) + "» không phải là ngày", "Viết ngày dạng 2025-07-01");
            }
        }

        /** A fault at this row. */
        public DeclarationFault fault(String wrong, String cure) {
            return new DeclarationFault(file, number, wrong, cure);
        }
    }

    /** All rows; none when there is no such file. */
    public static List<Row> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Row> rows = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            String[] names = lines.getFirst().split("\t", -1);
            for (int index = 1; index < lines.size(); index++) {
                String line = lines.get(index);
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new HashMap<>();
                for (int column = 0; column < cells.length && column < names.length; column++) {
                    row.put(names[column].strip(), cells[column]);
                }
                var made = new Row(file, index + 1, row);
                if (cells.length != names.length) {
                    throw made.fault("có " + cells.length + " ô thay vì " + names.length, "Sửa lại số ô của dòng");
                }
                rows.add(made);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
