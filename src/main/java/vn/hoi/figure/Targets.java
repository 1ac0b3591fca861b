package vn.hoi.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.StartStep;
import vn.hoi.common.Yaml;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The targets that documents set, from the province's {@code targets.yaml}; read at start, behind the units. */
@Component
public class Targets implements StartStep {

    private final Home home;
    private final Figures figures;
    private final Units units;
    private volatile Map<String, Target> targets = Map.of();

    Targets(Home home, Figures figures, Units units) {
        this.home = home;
        this.figures = figures;
        this.units = units;
    }

    @Override
    public int order() {
        return 64;
    }

    @Override
    public String says() {
        return "mục tiêu";
    }

    @Override
    public void run() {
        Path file = home.provinceFolder().resolve("targets.yaml");
        if (!Files.exists(file)) {
            return;
        }
        try {
            Yaml yaml = Yaml.read(file);
            yaml.check(home.schema().resolve("targets.schema.json"));
            Map<String, Target> read = new LinkedHashMap<>();
            yaml.tree().properties().forEach(entry -> read.put(entry.getKey(), target(yaml, entry.getKey())));
            targets = read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Target target(Yaml yaml, String id) {
        String pointer = Yaml.pointer(id);
        JsonNode node = yaml.tree().path(id);
        @Nullable Figure figure = null;
        if (node.has("figure")) {
            figure = figures.find(node.path("figure").asString())
                    .orElseThrow(() -> yaml.fault(
                            pointer,
                            "mục tiêu «" + id + "» dùng số liệu «"
                                    + node.path("figure").asString() + "» chưa khai báo",
                            "Sửa mã số liệu, hoặc bỏ «figure:» và ghi «measure:» khi chưa có số liệu nào đo"));
        }
        LocalDate by = day(yaml, pointer, node.path("by"));
        LocalDate set = day(yaml, pointer, node.path("day"));
        var trajectory = new TreeMap<LocalDate, BigDecimal>();
        node.path("trajectory").properties().forEach(point -> {
            LocalDate on = day(yaml, pointer, point.getKey());
            if (!on.isBefore(by)) {
                throw yaml.fault(
                        pointer,
                        "mục tiêu «" + id + "» có điểm lộ trình " + on + " không trước ngày phải đạt " + by,
                        "Chọn ngày sớm hơn");
            }
            trajectory.put(on, point.getValue().decimalValue());
        });
        return new Target(
                id,
                yaml.as(node.path("name"), pointer + "/name", Label.class),
                figure,
                measure(yaml, pointer, node, figure),
                node.has("unit") ? unit(yaml, pointer, node.path("unit").asString(), by) : null,
                node.path("value").decimalValue(),
                Target.Direction.valueOf(
                        node.path("is").asString().replace('-', '_').toUpperCase(Locale.ROOT)),
                node.has("from") ? day(yaml, pointer, node.path("from")) : null,
                by,
                trajectory,
                yaml.as(node.path("document"), pointer + "/document", Label.class),
                set,
                unit(yaml, pointer, node.path("answers").asString(), by),
                node.has("note") ? yaml.as(node.path("note"), pointer + "/note", Label.class) : null);
    }

    private Measure measure(Yaml yaml, String pointer, JsonNode node, @Nullable Figure figure) {
        if (figure != null) {
            return figure.measure();
        }
        String measure = node.path("measure").asString();
        return figures.findMeasure(measure)
                .orElseThrow(() -> yaml.fault(
                        pointer, "đơn vị đo «" + measure + "» chưa khai báo", "Thêm vào fields/measures.yaml"));
    }

    private Unit unit(Yaml yaml, String pointer, String code, LocalDate on) {
        return units.find(code, on)
                .orElseThrow(() ->
                        yaml.fault(pointer, "không có đơn vị «" + code + "»", "Dùng mã trong units.tsv của tỉnh"));
    }

    private static LocalDate day(Yaml yaml, String pointer, JsonNode node) {
        return day(yaml, pointer, node.asString());
    }

    private static LocalDate day(Yaml yaml, String pointer, String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw yaml.fault(pointer, "«" + text + "» không có trong lịch", "Sửa ngày");
        }
    }

    /** As declared. */
    public List<Target> list() {
        return List.copyOf(targets.values());
    }

    /** Those that this figure measures. */
    public List<Target> of(Figure figure) {
        return targets.values().stream()
                .filter(target ->
                        target.figure() != null && target.figure().id().equals(figure.id()))
                .toList();
    }

    public Optional<Target> find(String id) {
        return Optional.ofNullable(targets.get(id));
    }

    /** @throws Problem TAR-404 when there is none */
    public Target get(String id) {
        return find(id).orElseThrow(() ->
                Problem.unknown("TAR-404", "Không có mục tiêu «" + id + "»; chọn trong danh sách mục tiêu."));
    }
}
