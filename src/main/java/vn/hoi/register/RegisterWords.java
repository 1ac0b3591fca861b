package vn.hoi.register;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoi.calendar.Span;
import vn.hoi.common.Ui;
import vn.hoi.common.Vietnamese;

/** What a register declares, in the reader's words, for its help page. */
public final class RegisterWords {

    private final Ui ui;
    private final Register register;
    private final Registers registers;

    public RegisterWords(Ui ui, Register register, Registers registers) {
        this.ui = ui;
        this.register = register;
        this.registers = registers;
    }

    /** What a column holds and within which bounds: «Chữ, tối đa 30 ký tự». */
    public String kind(Column column) {
        List<String> parts = new ArrayList<>();
        parts.add(ui.t(
                "help.kind." + column.type().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        @Nullable String of = column.of();
        if (of != null && (column.type() == ColumnType.REFERENCE || column.type() == ColumnType.REFERENCES)) {
            parts.add("«" + registers.find(of).map(other -> ui.l(other.name())).orElse(of) + "»");
        }
        if (column.type() == ColumnType.TEXT || column.type() == ColumnType.LONG_TEXT) {
            parts.add(ui.t("help.most.letters", Vietnamese.number(column.maxLength())));
        }
        if (column.type().isMany() && column.type() != ColumnType.REFERENCES) {
            parts.add(ui.t("help.most.rows", Vietnamese.number(column.most())));
        }
        @Nullable BigDecimal min = column.min();
        if (min != null) {
            parts.add(ui.t("help.min", column.words(min)));
        }
        @Nullable BigDecimal max = column.max();
        if (max != null) {
            parts.add(ui.t("help.max", column.words(max)));
        }
        return String.join(", ", parts);
    }

    /** What is asked of a column: required, unique, personal, computed, and what an empty form begins with. */
    public List<String> demands(Column column) {
        List<String> demands = new ArrayList<>();
        if (column.computed() != null) {
            demands.add(ui.t("help.computed", column.computed()));
        }
        if (column.required()) {
            demands.add(ui.t("help.required"));
        }
        if (column.unique()) {
            demands.add(ui.t("help.unique"));
        }
        if (!column.uniqueWith().isEmpty()) {
            demands.add(ui.t("help.unique.with", names(column.uniqueWith())));
        }
        if (column.personal()) {
            demands.add(ui.t("help.personal"));
        }
        if (column.begin() != null) {
            demands.add(ui.t("help.begin", begin(column.begin())));
        }
        return demands;
    }

    private String begin(String begin) {
        return begin.equals("today") || begin.equals("now") ? ui.t("help.begin." + begin) : begin;
    }

    /** How a column is to be filled in: its help, how its pattern reads, how its number is written. */
    public List<String> helps(Column column) {
        List<String> helps = new ArrayList<>();
        if (column.help() != null) {
            helps.add(ui.l(column.help()));
        }
        if (column.patternHelp() != null) {
            helps.add(ui.l(column.patternHelp()));
        }
        if (column.check() != null) {
            helps.add(ui.l(column.check().shapeHelp()));
        }
        return helps;
    }

    /** From and until when a choice may be chosen; empty when always. */
    public String validity(Choice choice) {
        List<String> parts = new ArrayList<>();
        if (choice.from() != null) {
            parts.add(ui.t("help.from", Vietnamese.day(choice.from())));
        }
        if (choice.until() != null) {
            parts.add(ui.t("help.until", Vietnamese.day(choice.until())));
        }
        return String.join(" ", parts);
    }

    /** By when something is due, whence it is counted, when one is warned, where it ends. */
    public List<String> deadline(Deadline deadline) {
        List<String> says = new ArrayList<>();
        if (deadline.on() != null) {
            says.add(ui.t("help.due.on", name(deadline.on())));
        }
        @Nullable String from = deadline.from();
        if (from != null) {
            for (Map.Entry<String, Span> within : deadline.within().entrySet()) {
                String time = time(within.getValue());
                @Nullable String by = deadline.by();
                if (by == null) {
                    says.add(ui.t("help.due.within", time, name(from)));
                } else if (within.getKey().isEmpty()) {
                    says.add(ui.t("help.due.else", time, name(from)));
                } else {
                    String choice = ui.l(register.choiceName(register.column(by), within.getKey()));
                    says.add(ui.t("help.due.by", time, name(from), name(by), choice));
                }
            }
        }
        says.add(ui.t("help.due.warn", time(deadline.warnBefore())));
        if (!deadline.metIn().isEmpty()) {
            says.add(ui.t("help.due.met", states(deadline.metIn())));
        }
        return says;
    }

    /** {@code 7 working-days} in words. */
    public String time(Span declared) {
        return ui.l(declared.label());
    }

    /** Names of columns, set off by commas. */
    public String names(Collection<String> columns) {
        return columns.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(String column) {
        return column.equals(Step.REASON) ? ui.t("help.reason") : RecordWords.column(ui, register, column);
    }

    /** Names of states, set off by commas. */
    public String states(Collection<String> states) {
        return states.stream()
                .map(id ->
                        register.findState(id).map(state -> ui.l(state.name())).orElse(id))
                .collect(Collectors.joining(", "));
    }

    /** Names of roles, and of those told, set off by commas. */
    public String roles(Collection<String> roles) {
        return roles.stream().map(role -> ui.t("help.role." + role)).collect(Collectors.joining(", "));
    }

    /** Names of prints, set off by commas. */
    public String prints(Collection<String> prints) {
        return prints.stream()
                .map(id ->
                        register.findPrint(id).map(print -> ui.l(print.name())).orElse(id))
                .collect(Collectors.joining(", "));
    }

    /** What a step does beside leading on: it stops or restarts the clock, cannot be undone, writes values. */
    public String effects(Step step) {
        List<String> effects = new ArrayList<>();
        if (step.pauses()) {
            effects.add(ui.t("help.pauses"));
        }
        if (step.resumes()) {
            effects.add(ui.t("help.resumes"));
        }
        if (step.last()) {
            effects.add(ui.t("help.last"));
        }
        step.sets()
                .forEach((column, value) ->
                        effects.add(ui.t("help.sets", name(column), value.isEmpty() ? "—" : begin(value))));
        return String.join("; ", effects);
    }
}
