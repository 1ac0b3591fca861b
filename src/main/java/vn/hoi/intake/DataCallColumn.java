package vn.hoi.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.ColumnType;

/**
 * A column as it is drawn.
 *
 * @param id in the register: {@code c3-so-may-tinh}; empty until it is saved
 * @param kind name of its type in declarations: {@code yes-no}
 * @param options of a choice, in order; the n-th has the id {@code on}
 * @param min as typed; empty when there is none
 * @param max as typed; empty when there is none
 */
public record DataCallColumn(
        String id,
        String name,
        String kind,
        List<String> options,
        boolean required,
        String help,
        String min,
        String max) {

    static final DataCallColumn BLANK = new DataCallColumn("", "", "text", List.of(), false, "", "", "");

    /** What may be drawn, in the order of the list people choose from. */
    public static final List<String> KINDS = List.of(
            "integer",
            "decimal",
            "percent",
            "money",
            "text",
            "long-text",
            "date",
            "period",
            "yes-no",
            "choice",
            "unit");

    private static final Set<String> NUMBERS = Set.of("integer", "decimal", "percent", "money");
    private static final int SLUG = 30;

    boolean isBlank() {
        return name.isEmpty() && options.isEmpty() && help.isEmpty() && min.isEmpty() && max.isEmpty();
    }

    boolean isNumber() {
        return NUMBERS.contains(kind);
    }

    ColumnType type() {
        return ColumnType.of(kind);
    }

    @Nullable
    BigDecimal least() {
        return Vietnamese.readNumber(min).orElse(null);
    }

    @Nullable
    BigDecimal most() {
        return Vietnamese.readNumber(max).orElse(null);
    }

    /** The same column under the id its place and name give it. */
    DataCallColumn numbered(int number) {
        String slug = Vietnamese.fold(name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.substring(0, Math.min(SLUG, slug.length())).replaceAll("^-|-$", "");
        return new DataCallColumn(
                "c" + number + (cut.isEmpty() ? "" : "-" + cut), name, kind, options, required, help, min, max);
    }
}
