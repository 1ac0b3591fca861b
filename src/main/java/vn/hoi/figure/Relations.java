package vn.hoi.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Expression;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;
import vn.hoi.register.Field;
import vn.hoi.register.Fields;

/** All declared relations: of the fields, and of the province where a relation holds its own values. */
@Component
public class Relations {

    private static final String SCHEMA = "relations.schema.json";

    private final Map<String, Relation> relations = new LinkedHashMap<>();

    Relations(Home home, Fields fields, Figures figures) {
        for (Field field : fields.list()) {
            fields.file(field, "relations.yaml", SCHEMA).forEach(yaml -> read(yaml, field.id(), figures));
        }
        Path own = home.provinceFolder().resolve("relations.yaml");
        if (Files.exists(own)) {
            try {
                Yaml yaml = Yaml.read(own);
                yaml.check(home.schema().resolve(SCHEMA));
                read(yaml, null, figures);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void read(Yaml yaml, @Nullable String field, Figures figures) {
        yaml.tree().properties().forEach(entry -> {
            String pointer = Yaml.pointer(entry.getKey());
            JsonNode node = entry.getValue();
            Relation relation;
            try {
                relation = new Relation(
                        entry.getKey(),
                        Expression.overFigures(node.path("left").asString()),
                        node.path("is").asString(),
                        Expression.overFigures(node.path("right").asString()),
                        node.has("tolerance") ? node.path("tolerance").decimalValue() : BigDecimal.ZERO,
                        Relation.Severity.valueOf(
                                node.path("severity").asString("error").toUpperCase(Locale.ROOT)),
                        applies(node.path("applies")),
                        yaml.as(node.path("says"), pointer + "/says", Label.class),
                        field);
            } catch (IllegalArgumentException e) {
                throw yaml.fault(pointer, "quan hệ «" + entry.getKey() + "»: " + e.getMessage(), "Sửa biểu thức");
            }
            for (String figure : relation.figures()) {
                if (figures.find(figure).isEmpty()) {
                    throw yaml.fault(
                            pointer,
                            "quan hệ «" + entry.getKey() + "» dùng số liệu «" + figure + "» chưa khai báo",
                            "Sửa tên số liệu");
                }
            }
            if (relations.put(entry.getKey(), relation) != null) {
                throw yaml.fault(
                        pointer, "quan hệ «" + entry.getKey() + "» được khai báo hai lần", "Đổi tên một trong hai");
            }
        });
    }

    private static Relation.Applies applies(JsonNode node) {
        return new Relation.Applies(
                texts(node.path("every")), texts(node.path("units")), day(node, "from"), day(node, "until"));
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }

    /** @throws IllegalArgumentException when it is not a day of the calendar */
    private static @Nullable LocalDate day(JsonNode node, String name) {
        try {
            return node.has(name) ? LocalDate.parse(node.path(name).asString()) : null;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("«applies.%s» không có trong lịch".formatted(name), e);
        }
    }

    public List<Relation> list() {
        return List.copyOf(relations.values());
    }
}
