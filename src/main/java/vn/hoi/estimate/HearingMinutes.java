package vn.hoi.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.document.OfficialDocument;
import vn.hoi.unit.Units;

/** The minutes of a hearing with the table of what was asked, appraised and agreed, as the template of the field says. */
@Component
class HearingMinutes {

    private final EstimateDeclarations declarations;
    private final Units units;

    HearingMinutes(EstimateDeclarations declarations, Units units) {
        this.declarations = declarations;
        this.units = units;
    }

    OfficialDocument of(
            Round round, Round.@Nullable Hearing hearing, List<Item> items, List<Ceilings.Filled> ceilings) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("year", String.valueOf(round.year()));
        values.put("letter", round.letter() + " ngày " + Vietnamese.day(round.letterDay()));
        values.put("day", hearing == null ? "ngày … tháng … năm …" : Vietnamese.longDay(hearing.heldOn()));
        values.put("place", hearing == null ? "…" : hearing.place());
        values.put("chair", hearing == null ? "…" : hearing.chair());
        values.put("secretary", hearing == null ? "…" : hearing.secretary());
        values.put("present", hearing == null ? "…" : hearing.present());
        values.put("conclusion", hearing == null ? "…" : hearing.conclusion());
        values.put("proposed", millions(sum(items, Stage.PROPOSED, null)));
        values.put("finance", millions(sum(items, Stage.FINANCE, null)));
        values.put("hearing", millions(sum(items, Stage.HEARING, null)));
        values.put("capital", millions(sum(items, Stage.HEARING, "capital")));
        values.put("recurrent", millions(sum(items, Stage.HEARING, "recurrent")));
        values.put(
                "over",
                ceilings.stream()
                        .filter(one -> one.over() > 0)
                        .map(one -> Map.of(
                                "unit", units.get(one.ceiling().unit()).fullName(), "amount", millions(one.over())))
                        .toList());
        values.put("rows", rows(items));
        return declarations.minutes().fill(values, declarations.letterhead(), null);
    }

    private List<Map<String, String>> rows(List<Item> items) {
        Map<Integer, List<Item>> byUnit = new LinkedHashMap<>();
        items.forEach(item ->
                byUnit.computeIfAbsent(item.unit(), none -> new ArrayList<>()).add(item));
        List<Map<String, String>> rows = new ArrayList<>();
        int number = 0;
        for (Map.Entry<Integer, List<Item>> unit : byUnit.entrySet()) {
            number++;
            rows.add(row(
                    String.valueOf(number),
                    units.get(unit.getKey()).fullName().toUpperCase(java.util.Locale.ROOT),
                    unit.getValue(),
                    ""));
            for (Item item : unit.getValue()) {
                Item.Version version = item.version(Stage.HEARING);
                if (version == null) {
                    version = item.version(Stage.FINANCE);
                }
                String reason = version == null || version.reason() == null ? "" : version.reason();
                rows.add(row("", item.purpose().name(), List.of(item), reason));
            }
        }
        return rows;
    }

    private static Map<String, String> row(String number, String name, List<Item> items, String reason) {
        return Map.of(
                "number", number,
                "name", name,
                "proposed", millions(sum(items, Stage.PROPOSED, null)),
                "field", millions(sum(items, Stage.FIELD, null)),
                "finance", millions(sum(items, Stage.FINANCE, null)),
                "hearing", millions(sum(items, Stage.HEARING, null)),
                "reason", reason);
    }

    /** Up to the stage: before the hearing is recorded, what was appraised stands for it. */
    private static long sum(List<Item> items, Stage stage, @Nullable String nature) {
        return items.stream()
                .filter(item -> nature == null || item.purpose().nature().equals(nature))
                .mapToLong(item -> item.upTo(stage))
                .sum();
    }

    private static String millions(long dong) {
        return Vietnamese.millions(BigDecimal.valueOf(dong).stripTrailingZeros());
    }
}
