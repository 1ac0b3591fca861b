package vn.hoi.estimate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.ledger.Classification;
import vn.hoi.register.Fields;
import vn.hoi.unit.Units;

/** Items put together by one of their properties, stage by stage, with what goes beyond a ceiling. */
@Component
public class EstimateSums {

    /** By what an estimate is put together. */
    static final List<String> BY = List.of("heading", "unit", "field", "nature", "level", "source", "programme");

    private final Classification classification;
    private final Fields fields;
    private final Units units;

    EstimateSums(Classification classification, Fields fields, Units units) {
        this.classification = classification;
        this.fields = fields;
        this.units = units;
    }

    /**
     * Items with the same value of a property.
     *
     * @param amounts đồng by stage; a stage nobody gave an amount at is not there
     * @param over how far ceilings of its units and natures are passed together
     */
    public record Group(String key, Label name, Map<Stage, Long> amounts, int items, long over) {}

    List<Group> of(Round round, List<Item> items, List<Ceilings.Filled> ceilings, String by) {
        if (!BY.contains(by)) {
            throw Problem.badRequest("EST-400", "Không phân tổ được theo «" + by + "»; dùng một trong " + BY + ".");
        }
        Map<String, List<Item>> parts = new LinkedHashMap<>();
        if (by.equals("heading")) {
            classification.list("heading", round.year()).forEach(code -> parts.put(code.code(), new ArrayList<>()));
        }
        items.forEach(item ->
                parts.computeIfAbsent(key(item, by), none -> new ArrayList<>()).add(item));
        List<Group> groups = new ArrayList<>();
        parts.forEach((key, part) -> {
            if (!part.isEmpty()) {
                groups.add(new Group(key, name(round, by, key), amounts(part), part.size(), over(ceilings, by, key)));
            }
        });
        return groups;
    }

    private String key(Item item, String by) {
        return by.equals("unit")
                ? units.get(item.unit()).code()
                : item.purpose().get(by);
    }

    private Label name(Round round, String by, String key) {
        if (key.isEmpty()) {
            return new Label("Không ghi", "Not given");
        }
        return switch (by) {
            case "unit" ->
                Label.of(units.get(key, java.time.LocalDate.of(round.year(), 12, 31))
                        .fullName());
            case "field" -> field(key);
            case "nature" ->
                key.equals("capital")
                        ? new Label("Chi đầu tư phát triển", "Development investment")
                        : new Label("Chi thường xuyên", "Recurrent spending");
            case "level" -> key.equals("province") ? new Label("Cấp tỉnh", "Province") : new Label("Cấp xã", "Commune");
            default -> classification.name(by, key, round.year());
        };
    }

    /** What a field is called. */
    Label field(@Nullable String id) {
        return fields.list().stream()
                .filter(field -> field.id().equals(id))
                .map(field -> field.name())
                .findFirst()
                .orElse(Label.of(id == null ? "" : id));
    }

    private long over(List<Ceilings.Filled> ceilings, String by, String key) {
        return ceilings.stream()
                .filter(one -> switch (by) {
                    case "unit" -> units.get(one.ceiling().unit()).code().equals(key);
                    case "nature" -> one.ceiling().nature().equals(key);
                    default -> false;
                })
                .mapToLong(one -> Math.max(0, one.over()))
                .sum();
    }

    /** Đồng by stage. */
    static Map<Stage, Long> amounts(List<Item> items) {
        Map<Stage, Long> amounts = new EnumMap<>(Stage.class);
        for (Item item : items) {
            for (Stage stage : Stage.values()) {
                Long amount = item.at(stage);
                if (amount != null) {
                    amounts.merge(stage, amount, Math::addExact);
                }
            }
        }
        return amounts;
    }

    /** For machines: every stage by its id, null where there is none. */
    static Map<String, @Nullable Object> json(Map<Stage, Long> amounts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            json.put(stage.id(), amounts.get(stage));
        }
        return json;
    }
}
