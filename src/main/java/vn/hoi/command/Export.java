package vn.hoi.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Csv;
import vn.hoi.common.Home;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureTables;
import vn.hoi.journal.Journal;
import vn.hoi.register.Files;
import vn.hoi.register.RecordCounts;
import vn.hoi.register.Register;
import vn.hoi.register.RegisterExport;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * {@code ./hoi export}: every register with the files its records name, the units and the figures, as CSV and as JSON
 * lines, all of one moment. It is journalled before anything leaves; personal columns leave only for a purpose.
 */
@Component
class Export {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final Registers registers;
    private final RecordCounts counts;
    private final RegisterExport export;
    private final Files files;
    private final FigureTables figures;
    private final Units units;
    private final Journal journal;
    private final Home home;
    private final PlatformTransactionManager transactions;
    private final JsonMapper json;

    Export(
            Registers registers,
            RecordCounts counts,
            RegisterExport export,
            Files files,
            FigureTables figures,
            Units units,
            Journal journal,
            Home home,
            PlatformTransactionManager transactions,
            JsonMapper json) {
        this.registers = registers;
        this.counts = counts;
        this.export = export;
        this.files = files;
        this.figures = figures;
        this.units = units;
        this.journal = journal;
        this.home = home;
        this.transactions = transactions;
        this.json = json.rebuild()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    /**
     * @param target a folder, or a file ending in {@code .zip}, that does not exist
     * @param purpose why personal columns are written; null to leave them out
     */
    int run(Path target, @Nullable String purpose, PrintStream out) {
        try (ExportTarget into = ExportTarget.begin(target)) {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(status -> journal.write(
                            "export/" + target.getFileName(),
                            purpose == null ? "exported" : "exported-personal",
                            Map.of(),
                            purpose));
            var snapshot = new TransactionTemplate(transactions);
            snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            snapshot.setReadOnly(true);
            snapshot.executeWithoutResult(status -> {
                try {
                    write(into, purpose != null, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            into.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("Đã xuất vào " + target + ".");
        return 0;
    }

    private void write(ExportTarget into, boolean personal, PrintStream out) throws IOException {
        Map<String, Long> expected = counts.all();
        List<Map<String, @Nullable Object>> contents = new ArrayList<>();
        for (Register register : registers.list()) {
            contents.add(register(register, into, personal, expected.getOrDefault(register.id(), 0L), out));
        }
        table(into, "files", files(into, personal, out));
        out.println("  số liệu, đơn vị");
        table(into, "figures", figures.values());
        table(into, "figures-by-unit", figures.byUnit());
        table(into, "units", units());
        table(into, "unit-successions", successions());
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("province", home.province());
        about.put("at", OffsetDateTime.now(Vietnamese.ZONE).withNano(0).toString());
        about.put("personal", personal);
        about.put("registers", contents);
        try (OutputStream file = into.file("export.json")) {
            file.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(about));
        }
    }

    private Map<String, @Nullable Object> register(
            Register register, ExportTarget into, boolean personal, long expected, PrintStream out) throws IOException {
        long rows = 0;
        for (RegisterExport.Form form : RegisterExport.Form.values()) {
            String ending = form == RegisterExport.Form.CSV ? "csv" : "jsonl";
            try (OutputStream file = into.file(register.id() + "." + ending)) {
                rows = export.write(
                        register, form, personal, file, written -> tell(register, ending, written, expected, out));
            }
        }
        out.printf("\r  %-26s %14s bản ghi%20s%n", register.id(), Vietnamese.number(rows), "");
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("register", register.id());
        row.put("name", register.name().vi());
        row.put("records", rows);
        row.put("left-out", personal ? List.of() : RegisterExport.personal(register));
        return row;
    }

    /** Every file under {@code files/} by its number and name; the rows say whose it is. */
    private List<Map<String, @Nullable Object>> files(ExportTarget into, boolean personal, PrintStream out)
            throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Register register : registers.list()) {
            for (Files.Named named : files.named(register, personal)) {
                String path =
                        "files/" + named.file().number() + "-" + named.file().name();
                try (OutputStream file = into.file(path)) {
                    file.write(files.content(named.file().number()));
                }
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("register", register.id());
                row.put("code", named.code());
                row.put("column", named.column());
                row.put("number", named.file().number());
                row.put("name", named.file().name());
                row.put("type", named.file().type());
                row.put("size", named.file().size());
                row.put("sha256", named.sha256());
                row.put("file", path);
                rows.add(row);
            }
        }
        out.println("  tệp kèm theo bản ghi: " + Vietnamese.number(rows.size()));
        return rows;
    }

    private static void tell(Register register, String ending, long written, long expected, PrintStream out) {
        out.printf(
                "\r  %-26s %14s / %s (%s)",
                register.id(), Vietnamese.number(written), Vietnamese.number(expected), ending);
        out.flush();
    }

    private List<Map<String, @Nullable Object>> units() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Unit unit : units.list()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", unit.id());
            row.put("code", unit.code());
            row.put("kind", unit.kind());
            row.put("name", unit.name());
            row.put("full-name", unit.fullName());
            row.put("from", unit.from());
            row.put("until", unit.until());
            row.put("parent-id", unit.parent());
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, @Nullable Object>> successions() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Unit unit : units.list()) {
            units.successors(unit.id()).forEach(succession -> {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("predecessor-id", succession.predecessor());
                row.put("successor-id", succession.successor());
                row.put("whole", succession.whole());
                row.put("since", succession.since());
                rows.add(row);
            });
        }
        return rows;
    }

    /** A table that fits into memory. */
    private void table(ExportTarget into, String name, List<Map<String, @Nullable Object>> rows) throws IOException {
        try (OutputStream file = into.file(name + ".jsonl")) {
            for (Map<String, @Nullable Object> row : rows) {
                file.write(json.writeValueAsBytes(row));
                file.write('\n');
            }
        }
        try (OutputStream file = into.file(name + ".csv")) {
            var printer = new CSVPrinter(new OutputStreamWriter(file, StandardCharsets.UTF_8), CSV);
            printer.printRecord(rows.isEmpty() ? List.of() : rows.getFirst().keySet());
            for (Map<String, @Nullable Object> row : rows) {
                printer.printRecord(row.values().stream().map(Export::cell).toList());
            }
            printer.flush();
        }
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case java.math.BigDecimal number -> number.toPlainString();
            case Number number -> number;
            default -> Csv.neutral(value.toString());
        };
    }
}
