package vn.hoi.figure;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Label;

/**
 * A seal as one text: JSON with its members in the order of their names, no blanks, numbers without exponent or trailing
 * zeros, days in ISO 8601, UTF-8. So the same seal is always the same text and has the same hash.
 */
final class SealText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SealText() {}

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param head what the seal says of itself: name, cut-off, map, document … */
    static String write(
            Map<String, @Nullable Object> head, List<SealedFigure> figures, List<FigureSeal.Violation> violations) {
        Map<String, @Nullable Object> body = new TreeMap<>(head);
        body.put("form", "hoi-figure-seal-1");
        body.put("figures", figures.stream().map(SealText::line).toList());
        body.put("violations", violations.stream().map(SealText::violation).toList());
        return JSON.writeValueAsString(body);
    }

    private static Map<String, @Nullable Object> line(SealedFigure figure) {
        Map<String, @Nullable Object> line = new TreeMap<>();
        line.put("line", figure.line());
        line.put("behind", figure.behind());
        line.put("figure", figure.figure());
        line.put("name", label(figure.name()));
        line.put("measure", figure.measure());
        line.put("source", figure.source());
        line.put("definition", figure.definition());
        line.put("counted", figure.counted());
        line.put("version", figure.version());
        line.put("from", text(figure.period().from()));
        line.put("to", text(figure.period().to()));
        line.put("asOf", text(figure.asOf()));
        line.put("unit", figure.unit());
        line.put("value", plain(figure.value()));
        line.put("records", figure.records());
        line.put(
                "units",
                figure.units().stream()
                        .map(part -> new TreeMap<>(
                                Map.of("unit", part.unit(), "name", part.name(), "value", known(plain(part.value())))))
                        .toList());
        return line;
    }

    private static Object known(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value);
    }

    private static Map<String, Object> violation(FigureSeal.Violation violation) {
        return new TreeMap<>(Map.of(
                "severity",
                violation.severity().name().toLowerCase(Locale.ROOT),
                "relation",
                violation.relation(),
                "says",
                label(violation.says()),
                "left",
                known(plain(violation.left())),
                "right",
                known(plain(violation.right()))));
    }

    private static Map<String, String> label(Label label) {
        return new TreeMap<>(Map.of("vi", label.vi(), "en", label.en()));
    }

    static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
        return FigureJson.plain(value);
    }

    static List<SealedFigure> figures(String text) {
        List<SealedFigure> figures = new ArrayList<>();
        for (JsonNode line : JSON.readTree(text).path("figures")) {
            List<SealedFigure.Part> parts = new ArrayList<>();
            line.path("units")
                    .forEach(part -> parts.add(new SealedFigure.Part(
                            part.path("unit").asString(),
                            part.path("name").asString(),
                            part.path("value").decimalValue())));
            figures.add(new SealedFigure(
                    line.path("line").asInt(),
                    line.path("behind").asBoolean(),
                    line.path("figure").asString(),
                    label(line.path("name")),
                    line.path("measure").asString(),
                    line.path("source").asString(),
                    line.path("definition").asString(),
                    line.path("counted").asString(),
                    line.path("version").asInt(),
                    new Period(day(line.path("from")), day(line.path("to"))),
                    day(line.path("asOf")),
                    line.path("unit").isNull() ? null : line.path("unit").asString(),
                    line.path("value").isNull() ? null : line.path("value").decimalValue(),
                    line.path("records").isNull() ? null : line.path("records").asLong(),
                    parts));
        }
        return figures;
    }

    static List<FigureSeal.Violation> violations(String text) {
        List<FigureSeal.Violation> violations = new ArrayList<>();
        JSON.readTree(text)
                .path("violations")
                .forEach(one -> violations.add(new FigureSeal.Violation(
                        one.path("relation").asString(),
                        label(one.path("says")),
                        one.path("left").decimalValue(),
                        one.path("right").decimalValue(),
                        // of seals made before there was a difference every violation was explained
                        Relation.Severity.valueOf(
                                one.path("severity").asString("error").toUpperCase(Locale.ROOT)))));
        return violations;
    }

    private static Label label(JsonNode node) {
        return new Label(node.path("vi").asString(), node.path("en").asString());
    }

    private static @Nullable LocalDate day(JsonNode node) {
        return node.isNull() ? null : LocalDate.parse(node.asString());
    }
}
