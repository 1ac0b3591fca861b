package vn.hoi.register;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Ui;
import vn.hoi.common.Vietnamese;

/**
 * A form as it is drawn: what was typed, in the words its controls show, and what is wrong with it.
 *
 * @param row the record that is changed; null for a new one
 * @param typed text by column id
 * @param held what the record holds, as a form would send it back; empty for a new one
 * @param problem null when nothing was refused yet
 * @param more column whose further empty lines were asked for; empty when none
 * @param draft number of the draft it is kept under; null when under none
 * @param alike records much like this one, to be looked at first
 * @param linked titles of records and files that the typed texts name
 */
public record Form(
        Register register,
        @Nullable Row row,
        Map<String, String> typed,
        Map<String, String> held,
        @Nullable Problem problem,
        String more,
        @Nullable Long draft,
        List<Map<String, Object>> alike,
        Linked linked,
        UnitWords units) {

    /** A value that someone else changed meanwhile. */
    public record Difference(String column, String yours, String theirs) {}

    private static final int RADIOS = 4;
    private static final int SHORT_LIST = 15;
    private static final int EMPTY_LINES = 3;
    private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() {};

    /** Where it is sent. */
    public String action() {
        return "/registers/" + register.id() + (row == null ? "" : "/" + row.code());
    }

    /** The version it is sent with; the one that stands when a stale edit is shown again. */
    public String version() {
        if (row == null) {
            return "";
        }
        String now = String.valueOf(row.version());
        return problem != null && problem.code().equals(Records.STALE) ? now : typed.getOrDefault("version", now);
    }

    public boolean isStale() {
        return row != null && problem != null && problem.code().equals(Records.STALE);
    }

    /** What is wrong with a column. */
    public List<Fault> faults(String column) {
        return problem == null
                ? List.of()
                : problem.faults().stream()
                        .filter(fault -> fault.column().equals(column))
                        .toList();
    }

    /** Whether it is the first column with a fault, where typing goes on. */
    public boolean isFirstWrong(String column) {
        return problem != null
                && !problem.faults().isEmpty()
                && problem.faults().getFirst().column().equals(column);
    }

    /** Whether a fault of a small table is about this cell; lines are counted from 0. */
    public boolean isWrongCell(Column column, int line, Column inner) {
        String about = ValueReading.cell(line + 1, inner);
        return faults(column.id()).stream().anyMatch(fault -> fault.message().startsWith(about));
    }

    /** Whether typing in a small table goes on at this cell: the first wrong one, or the first of all. */
    public boolean isFirstCell(Column column, int line, Column inner) {
        String message = faults(column.id()).getFirst().message();
        boolean named = message.startsWith(ValueReading.cell(line + 1, inner));
        boolean first = line == 0 && inner.equals(column.columns().getFirst());
        return named || (first && !message.startsWith(ValueReading.LINE));
    }

    /** Ids of what describes a control, for {@code aria-describedby}; null when nothing does. */
    public @Nullable String describedBy(String column, boolean hint) {
        boolean wrong = !faults(column).isEmpty();
        return hint ? wrong ? "h-" + column + " e-" + column : "h-" + column : wrong ? "e-" + column : null;
    }

    /** How a value is written, for the types that need saying; empty for the others. */
    public String example(Ui ui, Column column) {
        return switch (column.type()) {
            case PERIOD -> ui.t("form.example.period");
            case LOCATION -> ui.t("form.example.location");
            case DATE_TIME -> ui.t("form.example.moment");
            case MONEY -> ui.t("form.example.money");
            case REFERENCE, REFERENCES -> ui.t("form.example.reference");
            case FILES -> ui.t("form.example.files");
            default -> "";
        };
    }

    /** Whether a column has several controls under one name. */
    public boolean isGroup(Column column) {
        return column.type().isMany()
                || column.type() == ColumnType.YES_NO
                || (column.type() == ColumnType.CHOICE && control(column).equals("radio"));
    }

    /** The keys a phone offers; null for all of them. */
    public @Nullable String inputMode(Column column) {
        return switch (column.type()) {
            case MONEY, INTEGER -> "numeric";
            case DECIMAL, PERCENT -> "decimal";
            case IDENTIFIER -> column.check() == Identifier.ORGANISATION_CODE ? null : "numeric";
            default -> null;
        };
    }

    /** Whether any column takes files. */
    public boolean hasFiles() {
        return register.columns().stream().anyMatch(column -> column.type() == ColumnType.FILES);
    }

    public String text(String column) {
        return typed.getOrDefault(column, "");
    }

    /** What a column's control shows. */
    public String value(Ui ui, Column column) {
        return shown(ui, column, text(column.id()));
    }

    /** A typed text as its control shows it; what cannot be read stays as it was typed. */
    public String shown(Ui ui, Column column, String text) {
        return switch (column.type()) {
            case MONEY -> Vietnamese.readNumber(text).map(Vietnamese::number).orElse(text);
            case PERIOD ->
                ui.language() == Language.VI
                        ? Period.read(text)
                                .map(kept -> Period.shown(kept, false))
                                .orElse(text)
                        : text;
            case CHOICE ->
                control(column).equals("search")
                        ? register.findChoice(column, text)
                                .map(choice -> ui.l(choice.name()))
                                .orElse(text)
                        : register.findChoice(column, text).map(Choice::id).orElse(text);
            case UNIT -> units.shown(text);
            case REFERENCE -> linked.words(column, text);
            default -> text;
        };
    }

    /** Choices offered: those of today and the one held. */
    public List<Choice> choices(Column column, String text) {
        return register.choices(column, Vietnamese.today(), text);
    }

    /** How a choice is made: {@code radio}, {@code select}, or {@code search} in a long list of different names. */
    public String control(Column column) {
        List<Choice> offered = choices(column, text(column.id()));
        if (offered.size() <= RADIOS) {
            return "radio";
        }
        Set<String> names = new HashSet<>();
        boolean different = offered.stream()
                .allMatch(choice -> names.add(Vietnamese.fold(choice.name().vi()))
                        && (choice.name().en().equals(choice.name().vi())
                                || names.add(Vietnamese.fold(choice.name().en()))));
        return offered.size() > SHORT_LIST && different ? "search" : "select";
    }

    /** Codes with titles of the records referred to, and lines for more. */
    public List<String> references(Column column) {
        List<String> lines = new ArrayList<>();
        Stream.of(text(column.id()).split("[,;\\n]+"))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .forEach(code -> lines.add(linked.words(column, code)));
        addEmpty(lines, "", lines.isEmpty() || more.equals(column.id()) ? EMPTY_LINES : 1, column);
        return lines;
    }

    /** Whether a reference typed is the one a fault names. */
    public boolean isWrongReference(Column column, String line) {
        return !line.isEmpty()
                && faults(column.id()).stream()
                        .anyMatch(fault -> fault.message().contains("«" + line + "»"));
    }

    /** Lines of a small table by inner column, and lines for more. */
    public List<Map<String, String>> rows(Column column) {
        List<Map<String, String>> lines = new ArrayList<>(lines(text(column.id())));
        addEmpty(lines, Map.of(), more.equals(column.id()) ? 2 * EMPTY_LINES : EMPTY_LINES, column);
        return lines;
    }

    private static <T> void addEmpty(List<T> lines, T empty, int count, Column column) {
        for (int index = 0; index < count && lines.size() < column.most(); index++) {
            lines.add(empty);
        }
    }

    /** Lines of a small table from their JSON; none when it cannot be read. */
    static List<Map<String, String>> lines(String text) {
        List<Map<String, String>> lines = new ArrayList<>();
        try {
            for (Map<String, Object> line : text.isBlank()
                    ? List.<Map<String, Object>>of()
                    : JsonMapper.shared().readValue(text, ROWS)) {
                Map<String, String> read = new LinkedHashMap<>();
                line.forEach((inner, value) -> read.put(inner, value == null ? "" : value.toString()));
                lines.add(read);
            }
        } catch (JacksonException notRows) {
            return List.of();
        }
        return lines;
    }

    /** Files the form holds already. */
    public List<Attached> files(Column column) {
        return files(text(column.id()));
    }

    /** What was typed and what stands, where they differ. */
    public List<Difference> differences(Ui ui) {
        List<Difference> differences = new ArrayList<>();
        typed.forEach((id, mine) -> {
            String theirs = held.get(id);
            if (theirs != null && !id.equals("code") && !words(ui, id, mine).equals(words(ui, id, theirs))) {
                differences.add(new Difference(
                        RecordWords.column(ui, register, id), words(ui, id, mine), words(ui, id, theirs)));
            }
        });
        return differences;
    }

    private String words(Ui ui, String id, String text) {
        if (id.equals("unit") || id.equals("place")) {
            return units.shown(text);
        }
        if (id.equals("state")) {
            return register.findState(text).map(state -> ui.l(state.name())).orElse(text);
        }
        @Nullable Column column = register.findColumn(id).orElse(null);
        if (column == null) {
            return text;
        }
        return switch (column.type()) {
            case CHOICE ->
                register.findChoice(column, text)
                        .map(choice -> ui.l(choice.name()))
                        .orElse(text);
            case YES_NO -> text.isEmpty() ? "" : ui.t(text.equals("true") ? "yes" : "no");
            case DATE -> Vietnamese.readDay(text).map(Vietnamese::day).orElse(text);
            case DATE_TIME ->
                Vietnamese.readMoment(text).map(Vietnamese::moment).orElse(text);
            case ROWS ->
                String.join(
                        "\n",
                        lines(text).stream()
                                .map(line -> String.join(" · ", line.values()))
                                .toList());
            case FILES ->
                String.join(", ", files(text).stream().map(Attached::name).toList());
            default -> shown(ui, column, text);
        };
    }

    private List<Attached> files(String numbers) {
        return Stream.of(numbers.split("[,\\s]+"))
                .filter(number -> number.matches("\\d{1,18}"))
                .map(number -> linked.files().get(Long.valueOf(number)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Units offered as responsible, or only areas, as words that are read back. */
    public List<String> offered(boolean areas) {
        return units.offered(areas);
    }

    /** A unit as its control shows it; the province when nothing was typed. */
    public String unit(String column) {
        String text = text(column);
        return text.isBlank() && row == null ? units.province() : units.shown(text);
    }
}
