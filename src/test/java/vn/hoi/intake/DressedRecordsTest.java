package vn.hoi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.common.Csv;
import vn.hoi.common.Spreadsheet;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Choice;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Whatever is written as people write it comes in as it was meant. */
class DressedRecordsTest {

    private static final List<String> WORDS = List.of(
            "Hồi",
            "Lạng",
            "Sơn",
            "Nguyễn",
            "Thị",
            "Ươm",
            "giống",
            "quế",
            "«na»",
            "Chi Lăng",
            "a;b",
            "\"trích\"",
            "dòng\nhai",
            "=1+2",
            "\\N",
            "\\t",
            "{x,y}",
            "O'Hara",
            "100%",
            "Đặng");

    private final Register initiatives = TestApplication.get(Registers.class).get("initiative");
    private final List<Unit> communes = TestApplication.get(Units.class).on(Vietnamese.today()).stream()
            .filter(Unit::isGrassroots)
            .toList();

    @TempDir
    private Path folder;

    @Test
    void randomRecordsComeInEqualFromEitherKindOfFile() {
        Seeded.check(random -> {
            List<Map<String, @Nullable Object>> records = new ArrayList<>();
            for (int index = 0; index < 300; index++) {
                records.add(record(random, index));
            }
            boolean workbook = random.nextBoolean();
            check(records, workbook ? xlsx(records) : csv(records, random));
            records.replaceAll(record -> record(random, 0));
            check(records, workbook ? csv(records, random) : xlsx(records));
        });
    }

    private Map<String, @Nullable Object> record(Random random, int index) {
        LocalDate filed = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700));
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("title", words(random) + " " + index + "-" + random.nextInt(1_000_000));
        record.put("level", choice("level", random));
        record.put("discipline", choice("discipline", random));
        record.put("authors", words(random));
        record.put("workplace", words(random));
        record.put("first-used-on", random.nextBoolean() ? null : filed.minusDays(random.nextInt(100)));
        record.put("filed-on", filed);
        record.put("novelty", random.nextBoolean() ? null : words(random) + "\n" + words(random));
        record.put("benefit", random.nextBoolean() ? null : random.nextLong(9_000_000_000_000L));
        record.put("score", random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(100_00), 2));
        record.put("place", communes.get(random.nextInt(communes.size())));
        return record;
    }

    private static String words(Random random) {
        List<String> words = new ArrayList<>();
        for (int count = 1 + random.nextInt(5); count > 0; count--) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", words);
    }

    private Choice choice(String column, Random random) {
        List<Choice> all = initiatives.choices(initiatives.column(column));
        return all.get(random.nextInt(all.size()));
    }

    private String heading(String column) {
        return column.equals("place")
                ? "Xã, phường"
                : initiatives.column(column).name().vi();
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case Choice choice -> choice.name().vi();
            case Unit unit -> unit.fullName();
            case null -> null;
            default -> value;
        };
    }

    private Path xlsx(List<Map<String, @Nullable Object>> records) throws IOException {
        List<String> headings =
                records.getFirst().keySet().stream().map(this::heading).toList();
        Path file = folder.resolve("hồ sơ.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            TestApplication.get(Spreadsheet.class)
                    .write(
                            Csv.of(
                                    headings,
                                    records.stream()
                                            .map(record -> {
                                                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                                                record.forEach(
                                                        (column, value) -> row.put(heading(column), shown(value)));
                                                return row;
                                            })
                                            .toList()),
                            "Sáng kiến",
                            out);
        }
        return file;
    }

    /** As a Vietnamese spreadsheet program writes it: 05/9/2025, 1.234,56, a semicolon between cells. */
    private Path csv(List<Map<String, @Nullable Object>> records, Random random) throws IOException {
        var text = new StringWriter();
        CSVPrinter printer = new CSVPrinter(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(random.nextBoolean() ? ';' : ',')
                        .get());
        printer.printRecord(records.getFirst().keySet().stream().map(this::heading));
        for (Map<String, @Nullable Object> record : records) {
            printer.printRecord(record.values().stream().map(value -> switch (shown(value)) {
                case LocalDate day -> Vietnamese.day(day);
                case Number number -> Vietnamese.number(number);
                case null -> null;
                case Object other -> other;
            }));
        }
        return Files.writeString(folder.resolve("hồ sơ.csv"), text.toString());
    }

    private void check(List<Map<String, @Nullable Object>> records, Path file) {
        Imports imports = TestApplication.get(Imports.class);
        Batch batch = imports.load(initiatives, file, file.getFileName().toString(), true, rows -> {});
        assertThat(TestApplication.get(Batches.class).faults(batch.id(), 0, 5)).isEmpty();
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(Batch.State.DONE);
        List<Map<String, Object>> rows = TestApplication.get(JdbcClient.class)
                .sql("select * from register.initiative where loaded_in = :entry order by id")
                .param("entry", batch.entry())
                .query()
                .listOfRows();
        assertThat(rows).hasSize(records.size());
        for (int index = 0; index < rows.size(); index++) {
            Map<String, Object> row = rows.get(index);
            records.get(index)
                    .forEach((column, value) -> assertThat(plain(row.get(column.replace('-', '_'))))
                            .as(column)
                            .isEqualTo(plain(value)));
        }
        assertThat(imports.undo(initiatives, batch.id())).isEqualTo(records.size());
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Choice choice -> choice.id();
            case Unit unit -> unit.id();
            case java.sql.Date day -> day.toLocalDate();
            case BigDecimal number -> number.stripTrailingZeros();
            case null -> null;
            default -> value;
        };
    }
}
