package vn.hoi.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/**
 * Drops a column that is no longer declared, or is declared with another type, when the one at the machine asks for it
 * by {@code ./hoi drop REGISTER COLUMN}. What the column held is first written to a file beside the data.
 */
@Component
class Dropping {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final String asked;
    private final String folder;
    private final JdbcClient database;
    private final Journal journal;

    /**
     * @param asked {@code register/column}; empty on every ordinary start
     * @param folder where the file with the values goes
     */
    Dropping(
            @Value("${hoi.drop:}") String asked,
            @Value("${hoi.drop-folder:.}") String folder,
            JdbcClient database,
            Journal journal) {
        this.asked = asked;
        this.folder = folder;
        this.database = database;
        this.journal = journal;
    }

    /** The command that drops this column. */
    static String command(Register register, String column) {
        return "./hoi drop " + register.id() + " " + column.replace('_', '-');
    }

    /**
     * Drops the column asked for, if it is one of this register that the declaration does not want as it is.
     *
     * @param present columns the table has, with their types; the dropped one is taken out
     */
    void perform(Register register, Map<String, String> present) {
        String prefix = register.id() + "/";
        if (!asked.startsWith(prefix)) {
            return;
        }
        String column = asked.substring(prefix.length()).replace('-', '_');
        String type = present.get(column);
        boolean wanted = register.columns().stream()
                .anyMatch(declared -> declared.sql().equals(column)
                        && declared.type().catalogue().equals(type));
        if (type == null || wanted) {
            throw new IllegalStateException("REG-016: sổ «" + register.id() + "» không có cột «"
                    + column.replace('_', '-') + "» nào thừa so với khai báo; không bỏ gì cả.");
        }
        Path file = Path.of(folder)
                .resolve("dropped-" + register.id() + "-" + column + "-"
                        + STAMP.format(java.time.LocalDateTime.now(Vietnamese.ZONE)) + ".csv");
        long values = write(register, column, file);
        // dependent indexes and checks go with it
        database.sql("alter table register." + RegisterTables.quote(register.table()) + " drop column "
                        + RegisterTables.quote(column) + " cascade")
                .update();
        present.remove(column);
        journal.write(
                "registers/" + register.id(),
                "dropped",
                Map.of(column.replace('_', '-'), new Journal.Change(values, null)),
                file.getFileName().toString());
        System.out.println("Đã bỏ cột «" + column.replace('_', '-') + "» của sổ «" + register.id() + "»; " + values
                + " giá trị được giữ ở " + file + ".");
    }

    private long write(Register register, String column, Path file) {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180)) {
            writer.write('\ufeff');
            printer.printRecord("code", column.replace('_', '-'));
            long[] count = {0};
            database.sql("select code, " + RegisterTables.quote(column) + "::text from register."
                            + RegisterTables.quote(register.table()) + " where " + RegisterTables.quote(column)
                            + " is not null order by id")
                    .query(row -> {
                        try {
                            printer.printRecord(row.getString(1), row.getString(2));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        count[0]++;
                    });
            return count[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
