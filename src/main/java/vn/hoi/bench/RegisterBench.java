package vn.hoi.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Home;
import vn.hoi.common.Vietnamese;
import vn.hoi.demonstration.Area;
import vn.hoi.demonstration.Earlier;
import vn.hoi.demonstration.QuotaRows;
import vn.hoi.demonstration.Quotas;
import vn.hoi.intake.Batch;
import vn.hoi.intake.Imports;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordCounts;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/**
 * Import against plain {@code COPY} of the same rows into a table of the same columns, constraints and indexes, in turns
 * of one run.
 */
@Component
public class RegisterBench {

    private static final String REGISTER = "measuring-instrument";
    private static final int ROUNDS = 3;
    private static final String LIST = "/registers/dossier.json";
    private static final int WARM_SECONDS = 30;
    private static final double SECOND = 1e9;

    private final Registers registers;
    private final Imports imports;
    private final Units units;
    private final Home home;
    private final JdbcClient database;
    private final DataSource dataSource;
    private final RecordCounts counts;

    RegisterBench(
            Registers registers,
            Imports imports,
            Units units,
            Home home,
            JdbcClient database,
            DataSource dataSource,
            RecordCounts counts) {
        this.counts = counts;
        this.registers = registers;
        this.imports = imports;
        this.units = units;
        this.home = home;
        this.database = database;
        this.dataSource = dataSource;
    }

    /** @throws IllegalStateException when the database could lose what it acknowledged */
    public void refuseUnsafe() {
        if (!database.sql("show fsync").query(String.class).single().equals("on")
                || !database.sql("show synchronous_commit")
                        .query(String.class)
                        .single()
                        .equals("on")) {
            throw new IllegalStateException("Phép đo cần fsync và synchronous_commit bật; không đo.");
        }
    }

    /**
     * Measures the import.
     *
     * @param folder for the files that are made
     * @param tell told what is being done
     */
    public List<Measured> measureImport(Path folder, Consumer<String> tell) throws IOException {
        Register register = registers.get(REGISTER);
        QuotaRows rows = rows(1);
        Path csv = folder.resolve("instruments.csv");
        Path copy = folder.resolve("instruments.copy");
        tell.accept("ghi " + rows.size() + " dòng ra tệp CSV");
        write(register, rows, csv);
        double[] ratios = new double[ROUNDS];
        double[] rates = new double[ROUNDS];
        double[] plain = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            tell.accept("lượt " + (round + 1) + ": nhập tệp");
            long begin = System.nanoTime();
            Batch batch = imports.load(register, csv, "instruments.csv", true, none -> {});
            double took = (System.nanoTime() - begin) / SECOND;
            long in = count("register.measuring_instrument");
            if (in != rows.size()) {
                throw new IllegalStateException("chỉ " + in + " trên " + rows.size() + " dòng được nhập: " + batch);
            }
            if (round == 0) {
                copyOut(copy);
            }
            empty();
            tell.accept("lượt " + (round + 1) + ": COPY trơn");
            double copied = copyIn(copy);
            ratios[round] = took / copied;
            rates[round] = rows.size() / took;
            plain[round] = rows.size() / copied;
        }
        return List.of(
                Measured.of("COPY trơn, cùng ràng buộc và chỉ mục", Measured.median(plain), "dòng/s"),
                Measured.atLeast("nhập CSV: kiểm tra, nhật ký, số liệu", Measured.median(rates), "dòng/s", 50_000),
                Measured.atMost("nhập so với COPY trơn", Measured.median(ratios), "lần", 2.5));
    }

    private QuotaRows rows(double scale) {
        return quotas().rows(
                        REGISTER, scale, units.list().stream().map(Area::of).toList(), Earlier.NONE);
    }

    private Quotas quotas() {
        return Quotas.read(home.provinceFolder().resolve("demonstration"));
    }

    /** As people have it: Vietnamese headings, dd/mm/yyyy, names of communes and of choices. */
    private void write(Register register, QuotaRows rows, Path file) throws IOException {
        List<String> columns = rows.columns();
        List<String> headings = new ArrayList<>();
        for (String column : columns) {
            headings.add(register.findColumn(column)
                    .map(found -> found.name().vi())
                    .orElse(
                            switch (column) {
                                case "unit" -> "Đơn vị phụ trách";
                                case "place" -> "Địa bàn";
                                case "state" -> "Trạng thái";
                                default -> column;
                            }));
        }
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180)) {
            printer.printRecord(headings);
            for (@Nullable Object[] row : rows) {
                List<@Nullable Object> cells = new ArrayList<>();
                for (int index = 0; index < row.length; index++) {
                    cells.add(cell(register, columns.get(index), row[index]));
                }
                printer.printRecord(cells);
            }
        }
    }

    private @Nullable Object cell(Register register, String column, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (column.equals("state")) {
            return register.findState(value.toString()).orElseThrow().name().vi();
        }
        @Nullable Column declared = register.findColumn(column).orElse(null);
        return switch (value) {
            case LocalDate day -> "%02d/%02d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
            case Integer unit -> units.get(unit).code();
            case String choice
            when declared != null && declared.type() == ColumnType.CHOICE ->
                register.choiceName(declared, choice).vi();
            case Number number
            when declared != null && declared.type() == ColumnType.DECIMAL -> Vietnamese.number(number);
            default -> value;
        };
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void copyOut(Path file) {
        copy("copy register.measuring_instrument (" + copied() + ") to stdout", (connection, sql) -> {
            try (var out = Files.newOutputStream(file)) {
                connection.getCopyAPI().copyOut(sql, out);
            }
        });
    }

    /** Into a table alike in everything but the triggers. @return seconds, the commit among them */
    private double copyIn(Path file) {
        database.sql("drop schema if exists bench cascade").update();
        database.sql("create schema bench").update();
        database.sql("create table bench.instrument (like register.measuring_instrument including all)")
                .update();
        double[] took = {0};
        copy("copy bench.instrument (" + copied() + ") from stdin", (connection, sql) -> {
            try (InputStream in = Files.newInputStream(file)) {
                long begin = System.nanoTime();
                connection.getCopyAPI().copyIn(sql, in, 1 << 16);
                took[0] = (System.nanoTime() - begin) / SECOND;
            }
        });
        return took[0];
    }

    /** What the import itself sends: all but what the database computes. */
    private String copied() {
        return database.sql("""
                        select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
                        from information_schema.columns where table_schema = 'register'
                            and table_name = 'measuring_instrument' and is_generated = 'NEVER'
                            and column_name <> 'id'""").query(String.class).single();
    }

    private interface Copying {
        void run(PGConnection connection, String sql) throws SQLException, IOException;
    }

    private void copy(String sql, Copying copying) {
        try (Connection connection = dataSource.getConnection()) {
            copying.run(connection.unwrap(PGConnection.class), sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next round begins as the first did. */
    private void empty() {
        database.sql("delete from register.measuring_instrument").update();
        database.sql("delete from intake.batch").update();
        database.sql("vacuum full register.measuring_instrument").update();
        database.sql("vacuum analyze figure.cell").update();
    }

    /** Milliseconds of a page, one request after the other, by the words that are looked for. */
    public List<Measured> measureLists(Http http, Consumer<String> tell) {
        Register register = registers.get("dossier");
        tell.accept("danh sách " + register.name().vi());
        Map<String, String> asked = new HashMap<>();
        String code = database.sql(
                        "select code from register.dossier where id = (select max(id) / 2 from register.dossier)")
                .query(String.class)
                .single();
        String rare = database.sql("select applicant from register.dossier where code = :code")
                .param("code", code)
                .query(String.class)
                .single();
        asked.put("từ thường gặp", "?q=nguyen&channel=online");
        asked.put("hai từ", "?q=thi+hoa&channel=online");
        asked.put("tên hiếm", "?q=" + java.net.URLEncoder.encode(rare, StandardCharsets.UTF_8) + "&channel=online");
        asked.put("từ không có", "?q=khongcotunay&channel=online");
        asked.put("một mã hồ sơ", "?q=" + code);
        asked.put("trạng thái hiếm và từ thường gặp", "?q=nguyen&state=supplement");
        // a server that has run for a while, as for the look-up
        http.load(asked.values().stream().map(LIST::concat).toList(), 1, WARM_SECONDS);
        List<Measured> measured = new ArrayList<>();
        asked.forEach((name, query) -> {
            List<Double> times = http.times(LIST + query, 5, 40);
            measured.add(
                    Measured.atMost("danh sách, " + name + " (trung vị)", Measured.percentile(times, 0.5), "ms", 50));
            measured.add(Measured.of("danh sách, " + name + " (p95)", Measured.percentile(times, 0.95), "ms"));
        });
        return measured;
    }

    /** Requests a second of the public look-up, eight callers at once. */
    public List<Measured> measureLookUp(Http http, Consumer<String> tell) {
        tell.accept("tra cứu công khai");
        List<String> keys = database.sql(
                        "select serial from register.measuring_instrument tablesample system (1) where serial is not null limit 2000")
                .query(String.class)
                .list();
        List<String> addresses = keys.stream()
                .map(key -> "/p/" + REGISTER + "/"
                        + java.net.URLEncoder.encode(key, StandardCharsets.UTF_8)
                                .replace("+", "%20") + ".json")
                .toList();
        // a server that has run for a while: its code is compiled for what is asked
        http.load(addresses, 8, WARM_SECONDS);
        Http.Load load = http.load(addresses, 8, 10);
        return List.of(
                Measured.atLeast("tra cứu công khai", load.perSecond(), "lượt/s", 3000),
                Measured.atMost("tra cứu công khai, p99", load.p99Millis(), "ms", 25));
    }

    /** Whether the whole demonstration is there. */
    public boolean isLoaded() {
        return isLoaded(1);
    }

    /** Whether this share of the demonstration is there. */
    public boolean isLoaded(double scale) {
        Map<String, Long> there = counts.all();
        Quotas quotas = quotas();
        return quotas.registers().stream()
                .allMatch(register -> there.getOrDefault(register, 0L) >= quotas.count(register, scale));
    }
}
