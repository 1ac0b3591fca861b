package vn.hoi.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Ui;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** Entries of the journal in the reader's words: what was done, and each value that changed. */
public final class Timeline {

    /** What became of a piece of text. */
    public enum Kind {
        SAME,
        GONE,
        NEW
    }

    /** A piece of what a line says. */
    public record Piece(Kind kind, String text) {}

    /** One value that changed: what it is, and its pieces in order. */
    public record Line(String label, List<Piece> pieces) {}

    /** From here on, only the passages that changed are shown. */
    private static final int LONG = 60;

    private final Ui ui;
    private final Register register;
    private final Units units;

    private Timeline(Ui ui, Register register, Units units) {
        this.ui = ui;
        this.register = register;
        this.units = units;
    }

    /** What was done: a step by its name, anything else by its text; an action without a text is shown as it is. */
    public static String title(Ui ui, Register register, Journal.Entry entry) {
        String action = entry.action();
        if (action.indexOf(':') > 0) {
            return RecordWords.action(ui, register, action);
        }
        try {
            return ui.t("journal." + action);
        } catch (IllegalArgumentException withoutText) {
            return action;
        }
    }

    /** Each value that changed, in the order of the register's columns, what is not a column last. */
    public static List<Line> lines(Ui ui, Register register, Units units, Journal.Entry entry) {
        var timeline = new Timeline(ui, register, units);
        Set<String> order = new LinkedHashSet<>(register.rowColumns());
        order.addAll(entry.changes().keySet());
        List<Line> lines = new ArrayList<>();
        for (String id : order) {
            Journal.@Nullable Change change = entry.changes().get(id);
            if (change != null) {
                timeline.add(id, change, lines);
            }
        }
        return lines;
    }

    private void add(String id, Journal.Change change, List<Line> lines) {
        if (change.erased()) {
            lines.add(new Line(label(id), List.of(new Piece(Kind.SAME, ui.t("audit.erased")))));
            return;
        }
        @Nullable Column column = register.findColumn(id).orElse(null);
        if (column != null
                && column.type() == ColumnType.ROWS
                && !(change.before() instanceof String)
                && !(change.after() instanceof String)) {
            addRows(column, rows(change.before()), rows(change.after()), lines);
            return;
        }
        String before = change.before() == null ? "" : words(id, change.before());
        String after = change.after() == null ? "" : words(id, change.after());
        boolean passages = before.length() > LONG && after.length() > LONG;
        lines.add(new Line(label(id), passages ? TextDifference.of(before, after) : replaced(before, after)));
    }

    private static List<Piece> replaced(String before, String after) {
        if (before.isEmpty()) {
            return List.of(new Piece(Kind.NEW, after.isEmpty() ? "—" : after));
        }
        return List.of(
                new Piece(Kind.GONE, before),
                new Piece(Kind.SAME, " → "),
                after.isEmpty() ? new Piece(Kind.SAME, "—") : new Piece(Kind.NEW, after));
    }

    private String words(String id, Object value) {
        if (id.endsWith(PartyLinks.SUFFIX) || register.findColumn(id).isEmpty()) {
            return RecordWords.value(ui, register, units, id, value);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> point) {
            return point.get("latitude") + ", " + point.get("longitude");
        }
        return RecordWords.value(ui, register, units, id, value);
    }

    private String label(String id) {
        return label(ui, register, id);
    }

    /** Name of what changed. */
    static String label(Ui ui, Register register, String id) {
        if (id.endsWith(PartyLinks.SUFFIX)) {
            String column = id.substring(0, id.length() - PartyLinks.SUFFIX.length());
            return ui.t("timeline.link", RecordWords.column(ui, register, column));
        }
        return switch (id) {
            case "merged-from", "links" -> ui.t("timeline." + id);
            case "columns", "reasons" -> ui.t("audit." + id);
            default -> RecordWords.column(ui, register, id);
        };
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> rows(@Nullable Object value) {
        return value instanceof List<?> ? (List<Map<String, @Nullable Object>>) value : List.of();
    }

    /** Rows the same in both stay unsaid; of those between, one has become the one it shares most values with. */
    private void addRows(
            Column column,
            List<Map<String, @Nullable Object>> before,
            List<Map<String, @Nullable Object>> after,
            List<Line> lines) {
        int[][] common = TextDifference.commonLengths(before, after);
        List<Integer> gone = new ArrayList<>();
        List<Integer> fresh = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean same =
                    i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
            if (same) {
                addGap(column, before, gone, after, fresh, lines);
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                gone.add(i++);
            } else {
                fresh.add(j++);
            }
        }
        addGap(column, before, gone, after, fresh, lines);
    }

    private void addGap(
            Column column,
            List<Map<String, @Nullable Object>> before,
            List<Integer> gone,
            List<Map<String, @Nullable Object>> after,
            List<Integer> fresh,
            List<Line> lines) {
        String name = ui.l(column.name());
        for (int row : fresh) {
            Optional<Integer> was = gone.stream()
                    .filter(other -> alike(before.get(other), after.get(row)) > 0)
                    .max(Comparator.comparingLong(other -> alike(before.get(other), after.get(row))));
            if (was.isPresent()) {
                gone.remove(was.get());
                addChanged(column, before.get(was.get()), after.get(row), row, lines);
            } else {
                lines.add(new Line(
                        ui.t("timeline.row.new", name, row + 1),
                        List.of(new Piece(Kind.NEW, words(column, after.get(row))))));
            }
        }
        for (int row : gone) {
            lines.add(new Line(
                    ui.t("timeline.row.gone", name, row + 1),
                    List.of(new Piece(Kind.GONE, words(column, before.get(row))))));
        }
        gone.clear();
        fresh.clear();
    }

    /** How many values two rows share. */
    private static long alike(Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        return one.entrySet().stream()
                .filter(value -> value.getValue() != null && value.getValue().equals(other.get(value.getKey())))
                .count();
    }

    private void addChanged(
            Column column,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            int row,
            List<Line> lines) {
        for (Column inner : column.columns()) {
            @Nullable Object old = before.get(inner.id());
            @Nullable Object now = after.get(inner.id());
            if (!Objects.equals(old, now)) {
                String label = ui.t("timeline.row.changed", ui.l(column.name()), row + 1, ui.l(inner.name()));
                lines.add(new Line(label, replaced(inner(inner, old), inner(inner, now))));
            }
        }
    }

    private String words(Column column, Map<String, @Nullable Object> row) {
        return column.columns().stream()
                .filter(inner -> row.get(inner.id()) != null)
                .map(inner -> ui.l(inner.name()) + ": " + inner(inner, row.get(inner.id())))
                .collect(Collectors.joining("; "));
    }

    private String inner(Column inner, @Nullable Object value) {
        return value == null ? "" : RecordWords.value(ui, register, units, inner, value);
    }
}
