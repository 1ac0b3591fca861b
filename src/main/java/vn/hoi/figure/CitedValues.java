package vn.hoi.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.Yaml;

/** Values taken from documents, from the province's {@code cited.yaml}, each with its document and day. */
@Component
public class CitedValues {

    /**
     * One cited value.
     *
     * @param asOf the day it holds for; null when it holds for a period or has no time
     * @param document what it is taken from
     * @param day of the document
     */
    public record CitedValue(
            BigDecimal value, Period period, @Nullable LocalDate asOf, String document, LocalDate day) {}

    private final Map<String, CitedValue> values = new LinkedHashMap<>();

    CitedValues(Home home, Figures figures) {
        Path file = home.provinceFolder().resolve("cited.yaml");
        if (!Files.exists(file)) {
            return;
        }
        try {
            Yaml yaml = Yaml.read(file);
            yaml.check(home.schema().resolve("cited.schema.json"));
            yaml.tree().properties().forEach(entry -> {
                boolean cited = figures.find(entry.getKey())
                        .map(figure -> figure.definition() instanceof Definition.Cited)
                        .orElse(false);
                if (!cited) {
                    throw yaml.fault(
                            Yaml.pointer(entry.getKey()),
                            "«" + entry.getKey() + "» không phải là số liệu trích dẫn",
                            "Khai báo số liệu với «cited: true» hoặc bỏ giá trị này");
                }
                JsonNode node = entry.getValue();
                values.put(
                        entry.getKey(),
                        new CitedValue(
                                node.path("value").decimalValue(),
                                new Period(day(node, "from"), day(node, "to")),
                                day(node, "as-of"),
                                node.path("document").path("vi").asString(),
                                LocalDate.parse(node.path("day").asString())));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable LocalDate day(JsonNode node, String key) {
        return node.has(key) ? LocalDate.parse(node.path(key).asString()) : null;
    }

    /** The value that stands, whatever the period: a cited value carries its own. */
    public Optional<CitedValue> find(String figure) {
        return Optional.ofNullable(values.get(figure));
    }

    /** The value, if what is asked does not end before it begins. */
    Optional<CitedValue> find(String figure, FigureQuery query) {
        return find(figure).filter(value -> {
            LocalDate asked = query.day();
            LocalDate begins = value.period().from();
            return query.unit() == null && (asked == null || begins == null || !asked.isBefore(begins));
        });
    }
}
