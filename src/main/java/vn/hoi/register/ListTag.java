package vn.hoi.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.hoi.common.Ui;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * One filter at work, in the reader's words.
 *
 * @param label what it looks at
 * @param value what is wanted of it
 * @param without address of the list without it
 */
public record ListTag(String label, String value, String without) {

    private static final Set<String> NO_FILTER =
            Set.of("sort", "dir", "after", "before", "limit", "columns", "headings", "view", "chosen");

    /** The filters at work, in the order they were asked for. */
    public static List<ListTag> of(Ui ui, Register register, ListLinks links, Units units) {
        List<ListTag> tags = new ArrayList<>();
        links.query().asked().forEach((name, values) -> {
            if (!NO_FILTER.contains(name)) {
                values.forEach(value -> tags.add(new ListTag(
                        label(ui, register, name),
                        value(ui, register, units, name, value),
                        links.without(name, value))));
            }
        });
        return tags;
    }

    private static String label(Ui ui, Register register, String name) {
        return switch (name) {
            case "q" -> ui.t("lists.text");
            case "due" -> ui.t("lists.due");
            case "empty" -> ui.t("lists.empty");
            case "filled" -> ui.t("lists.filled");
            default ->
                RecordWords.column(
                        ui, register, column(register, name).map(Column::id).orElse(name));
        };
    }

    /** The column a filter looks at, whether by value or by range. */
    private static Optional<Column> column(Register register, String name) {
        return register.findColumn(name).or(() -> register.findColumn(name.replaceFirst("-(from|to)$", "")));
    }

    private static String value(Ui ui, Register register, Units units, String name, String value) {
        Optional<Column> column = column(register, name);
        boolean unit = name.equals("unit")
                || name.equals("place")
                || column.map(one -> one.type() == ColumnType.UNIT).orElse(false);
        if (unit) {
            return units.find(value, Vietnamese.today()).map(Unit::fullName).orElse(value);
        }
        if (name.equals("due")) {
            return ui.t("lists.due." + value);
        }
        if (name.equals("empty") || name.equals("filled")) {
            return RecordWords.column(ui, register, value);
        }
        boolean exact = column.isEmpty() || column.get().id().equals(name);
        if (exact) {
            return name.equals("q") ? "«" + value + "»" : plain(ui, register, units, name, value);
        }
        String day = Vietnamese.readDay(value).map(Vietnamese::day).orElse(value);
        return ui.t(name.endsWith("-from") ? "lists.from" : "lists.to", day);
    }

    private static String plain(Ui ui, Register register, Units units, String name, String value) {
        boolean number =
                register.findColumn(name).map(one -> one.type().isNumber()).orElse(false);
        return number ? value : RecordWords.value(ui, register, units, name, value);
    }
}
