package vn.hoi.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * A declared kind of record.
 *
 * @param id file name without its ending: {@code ip-title}
 * @param code template of a record's code
 * @param title id of the column that names a record; null when its code does
 * @param columns in the declared order, without those every register has
 * @param states empty when records have no state; the first is a new record's
 */
public record Register(
        String id,
        Field field,
        Label name,
        Label about,
        CodeTemplate code,
        @Nullable String title,
        List<Column> columns,
        List<State> states,
        Map<String, List<Choice>> choices,
        List<Rule> rules) {

    /** Columns every register has, undeclared. */
    public static final List<String> COMMON = List.of("code", "unit", "place", "state", "note");

    public Optional<Column> findColumn(String id) {
        return columns.stream().filter(column -> column.id().equals(id)).findFirst();
    }

    public Column column(String id) {
        return findColumn(id).orElseThrow(() -> new IllegalArgumentException(this.id + " has no column " + id));
    }

    public List<Column> listed() {
        return columns.stream().filter(Column::list).toList();
    }

    public List<Column> searched() {
        return columns.stream().filter(Column::search).toList();
    }

    public List<Choice> choices(Column column) {
        return choices.getOrDefault(column.of() == null ? "" : column.of(), List.of());
    }

    public Optional<State> findState(@Nullable String id) {
        return states.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    /** Label of a choice's id, or the id itself when it is not declared any more. */
    public Label choiceName(Column column, String id) {
        return choices(column).stream()
                .filter(choice -> choice.id().equals(id))
                .map(Choice::name)
                .findFirst()
                .orElse(Label.of(id));
    }

    /** Name of its table in the schema {@code register}. */
    public String table() {
        return id.replace('-', '_');
    }

    /** All columns a row has for the outside, in order: code, unit, place, state, the declared ones, note. */
    public List<String> rowColumns() {
        var all = new java.util.ArrayList<>(List.of("code", "unit", "place"));
        if (!states.isEmpty()) {
            all.add("state");
        }
        columns.forEach(column -> all.add(column.id()));
        all.add("note");
        return all;
    }
}
