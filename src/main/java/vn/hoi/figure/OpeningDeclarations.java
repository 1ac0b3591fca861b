package vn.hoi.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Bucket;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;
import vn.hoi.common.Yaml;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The openings of the province's {@code openings.yaml}, brought into their table at the start. */
@Component
class OpeningDeclarations implements StartStep {

    private record Declared(
            String id,
            Figure figure,
            String unit,
            Bucket bucket,
            List<String> keys,
            BigDecimal value,
            String document,
            LocalDate day) {}

    private final StoredFigures stored;
    private final Units units;
    private final JdbcClient database;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final List<Declared> declared = new ArrayList<>();
    private @Nullable Yaml yaml;

    OpeningDeclarations(
            Home home,
            Figures figures,
            StoredFigures stored,
            Units units,
            JdbcClient database,
            Journal journal,
            TransactionTemplate transaction) {
        this.stored = stored;
        this.units = units;
        this.database = database;
        this.journal = journal;
        this.transaction = transaction;
        Path file = home.provinceFolder().resolve("openings.yaml");
        if (!Files.exists(file)) {
            return;
        }
        try {
            Yaml read = Yaml.read(file);
            read.check(home.schema().resolve("openings.schema.json"));
            yaml = read;
            read.tree()
                    .properties()
                    .forEach(entry -> declared.add(read(read, entry.getKey(), entry.getValue(), figures)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Declared read(Yaml yaml, String id, JsonNode node, Figures figures) {
        String pointer = Yaml.pointer(id);
        Figure figure = figures.find(node.path("figure").asString())
                .orElseThrow(
                        () -> yaml.fault(pointer, "số đầu kỳ «" + id + "» của số liệu chưa khai báo", "Sửa «figure:»"));
        if (!(figure.definition() instanceof Definition.Stored definition)
                || !definition.takes().adds()) {
            throw yaml.fault(
                    pointer,
                    "FIG-018: «" + figure.id() + "» không nhận số đầu kỳ",
                    "Số đầu kỳ chỉ cộng vào số đếm, số cộng; với phần của số liệu, khai ở số liệu gốc kèm «by:»");
        }
        LocalDate until = LocalDate.parse(node.path("until").asString());
        if (!Bucket.of(until).last().equals(until)) {
            throw yaml.fault(
                    pointer,
                    "FIG-019: số đầu kỳ «" + id + "» không chốt ở cuối nửa tháng",
                    "Dùng ngày 14 hoặc ngày cuối tháng ở «until:»");
        }
        List<String> keys = new ArrayList<>(List.of("", "", ""));
        node.path("by").properties().forEach(part -> {
            int index = definition.index(part.getKey());
            String key = part.getValue().asString();
            if (index < 0 || !definition.by().get(index).keys().containsKey(key)) {
                throw yaml.fault(
                        pointer,
                        "số đầu kỳ «" + id + "» phân tổ theo «" + part.getKey() + ": " + key
                                + "» không có trong số liệu",
                        "Phân tổ của số liệu: "
                                + definition.by().stream().map(Breakdown::id).toList());
            }
            keys.set(index, key);
        });
        return new Declared(
                id,
                figure,
                node.path("unit").asString(""),
                Bucket.of(until),
                List.copyOf(keys),
                node.path("value").decimalValue(),
                node.path("document").path("vi").asString(),
                LocalDate.parse(node.path("day").asString()));
    }

    @Override
    public int order() {
        return 61;
    }

    @Override
    public String says() {
        return "số đầu kỳ";
    }

    @Override
    public void run() {
        transaction.executeWithoutResult(status -> {
            database.sql("lock table figure.opening in share row exclusive mode")
                    .update();
            database.sql("update figure.opening set number = 0 where id <> all (:ids::text[]) and number <> 0")
                    .param("ids", declared.stream().map(Declared::id).toArray(String[]::new))
                    .update();
            declared.forEach(this::bringUp);
        });
    }

    private void bringUp(Declared one) {
        Unit unit = one.unit().isEmpty()
                ? units.province()
                : units.find(one.unit(), one.bucket().last())
                        .filter(Unit::isArea)
                        .orElseThrow(() -> fault(one, "không có địa bàn «" + one.unit() + "»", "Sửa «unit:»"));
        Optional<BigDecimal[]> kept = database.sql("select declared, remaining from figure.opening where id = :id")
                .param("id", one.id())
                .query((row, n) -> new BigDecimal[] {row.getBigDecimal(1), row.getBigDecimal(2)})
                .optional();
        BigDecimal left = kept.map(before -> before[1].add(one.value()).subtract(before[0]))
                .orElse(one.value());
        if (left.signum() < 0) {
            throw fault(
                    one,
                    "FIG-431: số đầu kỳ nhỏ hơn số đã trừ khi đưa bản ghi vào",
                    "Giữ giá trị từ " + one.value().subtract(left).toPlainString() + " trở lên");
        }
        database.sql("""
                        insert into figure.opening (id, figure, number, bucket, place, b1, b2, b3, declared, remaining,
                            document, document_day)
                        values (:id, :figure, :number, :bucket, :place, :b1, :b2, :b3, :declared, :remaining, :document, :day)
                        on conflict (id) do update set figure = excluded.figure, number = excluded.number,
                            bucket = excluded.bucket, place = excluded.place, b1 = excluded.b1, b2 = excluded.b2,
                            b3 = excluded.b3, declared = excluded.declared, remaining = excluded.remaining,
                            document = excluded.document, document_day = excluded.document_day""")
                .param("id", one.id())
                .param("figure", one.figure().id())
                .param("number", stored.number(one.figure()))
                .param("bucket", one.bucket().number())
                .param("place", unit.id())
                .param("b1", one.keys().get(0))
                .param("b2", one.keys().get(1))
                .param("b3", one.keys().get(2))
                .param("declared", one.value())
                .param("remaining", left)
                .param("document", one.document())
                .param("day", one.day())
                .update();
        if (kept.isEmpty() || kept.get()[0].compareTo(one.value()) != 0) {
            Map<String, Journal.Change> changes = new LinkedHashMap<>();
            changes.put("opening", new Journal.Change(null, one.id()));
            changes.put(
                    "declared", new Journal.Change(kept.map(before -> before[0]).orElse(null), one.value()));
            journal.write("figures/" + one.figure().id(), "opening-declared", changes, one.document());
        }
    }

    private RuntimeException fault(Declared one, String wrong, String cure) {
        Yaml read = yaml;
        return read == null
                ? new IllegalStateException(wrong)
                : read.fault(Yaml.pointer(one.id()), "số đầu kỳ «" + one.id() + "»: " + wrong, cure);
    }
}
