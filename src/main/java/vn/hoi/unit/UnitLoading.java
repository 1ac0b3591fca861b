package vn.hoi.unit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;
import vn.hoi.journal.Journal;

/** Puts the province's units ({@code units.tsv}, {@code unit-successions.tsv}) into an empty database. */
@Component
class UnitLoading implements StartStep {

    private final JdbcClient database;
    private final Home home;
    private final Units units;
    private final Journal journal;
    private final TransactionTemplate transaction;

    UnitLoading(JdbcClient database, Home home, Units units, Journal journal, TransactionTemplate transaction) {
        this.database = database;
        this.home = home;
        this.units = units;
        this.journal = journal;
        this.transaction = transaction;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String says() {
        return "đơn vị hành chính và cơ quan";
    }

    @Override
    public void run() {
        boolean empty = database.sql("select not exists (select from unit.unit)")
                .query(Boolean.class)
                .single();
        if (empty) {
            transaction.executeWithoutResult(status -> load());
        }
        units.read();
    }

    private void load() {
        // forms and addresses name a unit by code or by id: ids begin beyond the two figures of a province's code
        database.sql("alter table unit.unit alter column id restart with 1001").update();
        Map<String, Integer> ids = new HashMap<>();
        Path unitFile = home.provinceFolder().resolve("units.tsv");
        for (Line line : lines(unitFile, 10)) {
            String parent = line.cell(6);
            @Nullable Integer parentId = parent.isEmpty() ? null : ids.get(parent);
            if (!parent.isEmpty() && parentId == null) {
                throw line.fault("đơn vị cấp trên «" + parent + "» chưa có", "Đặt dòng của đơn vị cấp trên lên trước");
            }
            int id = database.sql("""
                            insert into unit.unit (code, kind, name, full_name, valid_from, valid_until, parent, lon, lat, area_km2)
                            values (:code, :kind, :name, :full, :from, :until::date, :parent, :lon::numeric, :lat::numeric, :area::numeric)
                            returning id""")
                    .param("code", line.cell(0))
                    .param("kind", line.cell(1))
                    .param("name", line.cell(2))
                    .param("full", line.cell(3))
                    .param("from", line.day(4))
                    .param("until", line.cell(5).isEmpty() ? null : line.day(5))
                    .param("parent", parentId)
                    .param("lon", blank(line.cell(7)))
                    .param("lat", blank(line.cell(8)))
                    .param("area", blank(line.cell(9)))
                    .query(Integer.class)
                    .single();
            if (ids.put(line.cell(0), id) != null) {
                throw line.fault("mã «" + line.cell(0) + "» có hai lần", "Đặt mã khác cho một trong hai đơn vị");
            }
        }
        for (Line line : lines(home.provinceFolder().resolve("unit-successions.tsv"), 4)) {
            @Nullable Integer from = ids.get(line.cell(0));
            @Nullable Integer to = ids.get(line.cell(1));
            if (from == null || to == null) {
                throw line.fault("có đơn vị không nằm trong units.tsv", "Thêm đơn vị vào units.tsv hoặc sửa mã");
            }
            database.sql(
                            "insert into unit.succession (predecessor, successor, share, since) values (:a, :b, :share, :on)")
                    .param("a", from)
                    .param("b", to)
                    .param("share", line.cell(2))
                    .param("on", line.day(3))
                    .update();
        }
        journal.write("units", "loaded", Map.of("units", new Journal.Change(null, ids.size())), "units.tsv");
    }

    private static @Nullable String blank(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    private record Line(Path file, int number, List<String> cells) {
        String cell(int index) {
            return cells.get(index).strip();
        }

        LocalDate day(int index) {
            try {
                return LocalDate.parse(cell(index));
            } catch (DateTimeParseException e) {
                throw fault("«" + cell(index) + "» không phải là ngày", "Viết ngày dạng 2025-07-01");
            }
        }

        DeclarationFault fault(String wrong, String cure) {
            return new DeclarationFault(file, number, wrong, cure);
        }
    }

    private static List<Line> lines(Path file, int columns) {
        try {
            List<String> lines = Files.readAllLines(file);
            return java.util.stream.IntStream.range(1, lines.size())
                    .mapToObj(index -> {
                        List<String> cells = List.of(lines.get(index).split("\t", -1));
                        var line = new Line(file, index + 1, cells);
                        if (cells.size() != columns) {
                            throw line.fault("có " + cells.size() + " ô thay vì " + columns, "Sửa lại số cột của dòng");
                        }
                        return line;
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
