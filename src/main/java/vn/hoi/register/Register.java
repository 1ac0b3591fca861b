package vn.hoi.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.common.RegisterRoles;
import vn.hoi.common.Vietnamese;

/**
 * A declared kind of record.
 *
 * @param id file name without its ending: {@code ip-title}
 * @param help how the register is kept, for its help page; null when {@code about} says all
 * @param code template of a record's code
 * @param title id of the column that names a record; null when its code does
 * @param columns in the declared order, without those every register has
 * @param sections of the form; together they hold every column once
 * @param states empty when records have no state; the first is a new record's
 * @param lifecycles oldest first, the one in force last; empty when the state is entered like any value
 * @param lifecycleFrom column whose day says under which version a case began; null for the day of entry
 * @param deadline null when nothing is ever due
 * @param stateDeadlines those that run in some states beside {@code deadline}, such as of the check of a file's form
 * @param publicView null when nothing is public
 * @param alike columns by which a record much like a new one is looked for
 * @param roles who may open its records and who may write them
 * @param privacy why personal data is kept and how long; null where there is none or nothing is declared
 * @param checkAnswers whether a new record's answers are shown once more before it is made
 * @param small whether it always holds so few records that figures may be resolved from all of them
 */
public record Register(
        String id,
        Field field,
        Label name,
        Label about,
        @Nullable Label help,
        CodeTemplate code,
        @Nullable String title,
        List<Column> columns,
        List<Section> sections,
        List<State> states,
        List<Lifecycle> lifecycles,
        @Nullable String lifecycleFrom,
        @Nullable Deadline deadline,
        List<Deadline> stateDeadlines,
        Map<String, List<Choice>> choices,
        List<Rule> rules,
        List<Print> prints,
        List<ListPrint> listPrints,
        @Nullable PublicView publicView,
        List<String> alike,
        RegisterRoles.Held roles,
        @Nullable Privacy privacy,
        boolean checkAnswers,
        boolean small) {

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

    /** Columns a person or a file fills in. */
    public List<Column> entered() {
        return columns.stream().filter(column -> column.computed() == null).toList();
    }

    public List<Choice> choices(Column column) {
        return choices.getOrDefault(column.of() == null ? "" : column.of(), List.of());
    }

    /** Choices that may be chosen today, and the one a record holds. */
    public List<Choice> choices(Column column, LocalDate day, String held) {
        return choices(column).stream()
                .filter(choice -> choice.on(day) || choice.id().equals(held))
                .toList();
    }

    /** A choice by its id or its name, case and diacritics aside; the Vietnamese name goes first. */
    public Optional<Choice> findChoice(Column column, String text) {
        List<Choice> all = choices(column);
        Optional<Choice> byId =
                all.stream().filter(choice -> choice.id().equals(text)).findFirst();
        if (byId.isPresent()) {
            return byId;
        }
        String folded = Vietnamese.fold(text);
        return all.stream()
                .filter(choice -> Vietnamese.fold(choice.name().vi()).equals(folded))
                .findFirst()
                .or(() -> all.stream()
                        .filter(choice -> Vietnamese.fold(choice.name().en()).equals(folded))
                        .findFirst());
    }

    public Optional<State> findState(@Nullable String id) {
        return states.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    /** All its deadlines, the register's own first. */
    public List<Deadline> deadlines() {
        List<Deadline> all = new ArrayList<>();
        if (deadline != null) {
            all.add(deadline);
        }
        all.addAll(stateDeadlines);
        return all;
    }

    /** Whether the state changes only by steps. */
    public boolean hasSteps() {
        return !lifecycles.isEmpty();
    }

    /** The version a case begins under on that day. */
    public Lifecycle lifecycle(LocalDate began) {
        return lifecycles.stream()
                .filter(version -> version.until() == null || !began.isAfter(version.until()))
                .findFirst()
                .orElseGet(lifecycles::getLast);
    }

    /** By the number a record keeps. */
    public Lifecycle lifecycle(int version) {
        return lifecycles.get(Math.min(Math.max(version, 1), lifecycles.size()) - 1);
    }

    public Optional<Print> findPrint(String id) {
        return prints.stream().filter(print -> print.id().equals(id)).findFirst();
    }

    public Optional<ListPrint> findListPrint(String id) {
        return listPrints.stream().filter(print -> print.id().equals(id)).findFirst();
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
        var all = new ArrayList<>(List.of("code", "unit", "place"));
        if (!states.isEmpty()) {
            all.add("state");
        }
        columns.forEach(column -> all.add(column.id()));
        all.add("note");
        return all;
    }
}
