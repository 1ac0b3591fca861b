package vn.hoi.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Language;
import vn.hoi.common.Ui;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Columns and values in the reader's words, for pages, for the journal and for two versions side by side. */
public final class RecordWords {

    private static final String MASKED = "•••";

    /**
     * One line of a small table that is not as it was.
     *
     * @param before in words; empty for a line that was added
     * @param after in words; empty for a line that was taken away
     */
    public record RowChange(String before, String after) {}

    private RecordWords() {}

    /** Name of a declared or common column, and of what only the journal keeps. */
    public static String column(Ui ui, Register register, String id) {
        return register.findColumn(id).map(column -> ui.l(column.name())).orElseGet(() -> switch (id) {
            case "unit" -> ui.t("unit");
            case "place" -> ui.t("place.long");
            case "state" -> ui.t("state");
            case "note" -> ui.t("note");
            case "code" -> ui.t("code");
            case Step.REASON -> ui.t("form.reason");
            default -> id;
        });
    }

    /** What was done, by the journal's word for it: {@code changed}, {@code step:issue}, {@code printed:certificate}. */
    public static String action(Ui ui, Register register, String action) {
        int colon = action.indexOf(':');
        if (colon < 0) {
            return ui.t("journal." + action);
        }
        String named = action.substring(colon + 1);
        return switch (action.substring(0, colon)) {
            case "step" ->
                register.lifecycles().reversed().stream()
                        .flatMap(version -> version.findStep(named).stream())
                        .findFirst()
                        .map(step -> ui.l(step.name()))
                        .orElse(named);
            case "printed" -> ui.t("print.journal.printed", print(ui, register, named));
            case "voided" -> ui.t("print.journal.voided", print(ui, register, named));
            default -> action;
        };
    }

    private static String print(Ui ui, Register register, String id) {
        return register.findPrint(id).map(print -> ui.l(print.name())).orElse(id);
    }

    /** What a record is called beside its code; empty where its register names no column for it. */
    public static String title(Register register, Row row, boolean mayReadPersonal) {
        @Nullable String id = register.title();
        @Nullable Object value = id == null ? null : row.value(id);
        if (id == null || value == null) {
            return "";
        }
        return register.column(id).personal() && !mayReadPersonal ? MASKED : value.toString();
    }

    /** A period as it is kept, in words. */
    public static String period(Ui ui, Object kept) {
        return Period.shown(kept.toString(), ui.language() == Language.EN);
    }

    /** A moment to the minute. */
    public static String moment(Ui ui, OffsetDateTime moment) {
        if (ui.language() == Language.VI) {
            return Vietnamese.moment(moment);
        }
        var local = moment.atZoneSameInstant(Vietnamese.ZONE);
        return "%02d:%02d, %s".formatted(local.getHour(), local.getMinute(), Vietnamese.day(local.toLocalDate()));
    }

    /** Latitude and longitude with their names. */
    public static String location(Ui ui, BigDecimal latitude, BigDecimal longitude) {
        return ui.t("cell.location", degrees(latitude), degrees(longitude));
    }

    private static String degrees(BigDecimal value) {
        return value.toPlainString().replace('.', ',');
    }

    /** A value as the journal keeps it, in words. */
    public static String value(Ui ui, Register register, Units units, String id, @Nullable Object value) {
        if (value == null) {
            return "—";
        }
        if (id.equals("state")) {
            return register.findState(value.toString())
                    .map(state -> ui.l(state.name()))
                    .orElse(value.toString());
        }
        if (id.equals("unit") || id.equals("place")) {
            return unit(units, value);
        }
        Optional<Column> column = register.findColumn(id);
        return column.isEmpty() ? value.toString() : value(ui, register, units, column.get(), value);
    }

    private static String unit(Units units, Object value) {
        return units.find(value.toString(), Vietnamese.today())
                .map(Unit::fullName)
                .orElse(value.toString());
    }

    /** A value of a column, or of a column of a small table, as the journal keeps it, in words. */
    static String value(Ui ui, Register register, Units units, Column column, Object value) {
        String text = value.toString();
        if (text.equals(MASKED)) {
            return text;
        }
        return switch (column.type()) {
            case UNIT -> unit(units, value);
            case CHOICE -> ui.l(register.choiceName(column, text));
            case DATE ->
                value instanceof LocalDate day
                        ? Vietnamese.day(day)
                        : Vietnamese.readDay(text).map(Vietnamese::day).orElse(text);
            case DATE_TIME ->
                Vietnamese.readMoment(text).map(moment -> moment(ui, moment)).orElse(text);
            case PERIOD -> period(ui, text);
            case YES_NO -> ui.t(Boolean.parseBoolean(text) ? "yes" : "no");
            case INTEGER, DECIMAL, PERCENT, MONEY ->
                value instanceof Number number ? column.words(new BigDecimal(number.toString())) : text;
            case LOCATION ->
                value instanceof Map<?, ?> point
                        ? location(ui, decimal(point.get("latitude")), decimal(point.get("longitude")))
                        : text;
            case FILES -> ui.t("cell.files", size(value));
            case ROWS -> ui.t("cell.rows", size(value));
            case REFERENCES ->
                value instanceof List<?> codes
                        ? String.join(", ", codes.stream().map(Object::toString).toList())
                        : text;
            case TEXT, LONG_TEXT, PARTY, REFERENCE, IDENTIFIER -> text;
        };
    }

    private static BigDecimal decimal(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    private static int size(Object list) {
        return list instanceof List<?> many ? many.size() : 0;
    }

    /** Lines of a small table that were added, taken away or changed, each in words; lines that stayed are left out. */
    public static List<RowChange> rowChanges(
            Ui ui, Register register, Units units, Column column, @Nullable Object before, @Nullable Object after) {
        List<String> gone = lines(ui, register, units, column, before);
        List<String> come = lines(ui, register, units, column, after);
        for (String line : List.copyOf(gone)) {
            if (come.remove(line)) {
                gone.remove(line);
            }
        }
        List<RowChange> changes = new ArrayList<>();
        for (int index = 0; index < Math.max(gone.size(), come.size()); index++) {
            changes.add(new RowChange(
                    index < gone.size() ? gone.get(index) : "", index < come.size() ? come.get(index) : ""));
        }
        return changes;
    }

    private static List<String> lines(Ui ui, Register register, Units units, Column column, @Nullable Object value) {
        List<String> lines = new ArrayList<>();
        if (value instanceof List<?> rows) {
            for (Object row : rows) {
                List<String> cells = new ArrayList<>();
                for (Column inner : column.columns()) {
                    @Nullable Object cell = row instanceof Map<?, ?> map ? map.get(inner.id()) : null;
                    cells.add(cell == null ? "—" : value(ui, register, units, inner, cell));
                }
                lines.add(String.join(" · ", cells));
            }
        }
        return lines;
    }

    /** Whether the journal's value of a column is told line by line. */
    public static boolean isRows(Register register, String id) {
        return register.findColumn(id)
                .map(column -> column.type() == ColumnType.ROWS)
                .orElse(false);
    }
}
