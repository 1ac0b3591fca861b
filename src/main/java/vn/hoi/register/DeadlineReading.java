package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.calendar.Span;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;

/** Reads {@code due:}, the deadline of a register, and {@code also-due:}, those that run in some of its states only. */
final class DeadlineReading {

    private static final Set<ColumnType> DAYS = Set.of(ColumnType.DATE, ColumnType.DATE_TIME);

    private final Yaml yaml;
    private final Map<String, Column> columns;
    private final List<State> states;
    private final Map<String, List<Choice>> choices;

    DeadlineReading(Yaml yaml, Map<String, Column> columns, List<State> states, Map<String, List<Choice>> choices) {
        this.yaml = yaml;
        this.columns = columns;
        this.states = states;
        this.choices = choices;
    }

    /** Null where nothing is ever due. */
    @Nullable
    Deadline own() {
        JsonNode due = yaml.tree().path("due");
        return due.isMissingNode() ? null : deadline("", due, "/due", states(due.path("met-in"), "/due/met-in"));
    }

    /** In the declared order. */
    List<Deadline> ofStates() {
        List<Deadline> further = new ArrayList<>();
        @Nullable Deadline own = own();
        yaml.tree().path("also-due").properties().forEach(entry -> {
            String pointer = Yaml.pointer("also-due", entry.getKey());
            if (own == null) {
                throw yaml.fault(
                        pointer, "sổ có hạn theo trạng thái mà không có «due:»", "Khai báo hạn chung của sổ ở «due:»");
            }
            Set<String> in = states(entry.getValue().path("in"), pointer + "/in");
            in.stream().filter(own.metIn()::contains).findFirst().ifPresent(state -> {
                throw yaml.fault(
                        pointer + "/in",
                        "trạng thái «" + state + "» đã hết hạn chung của sổ nên không còn hạn riêng",
                        "Bỏ trạng thái đó ở đây hoặc ở «met-in:» của «due:»");
            });
            Set<String> elsewhere = new LinkedHashSet<>();
            states.stream().map(State::id).filter(state -> !in.contains(state)).forEach(elsewhere::add);
            further.add(deadline(entry.getKey(), entry.getValue(), pointer, elsewhere));
        });
        return further;
    }

    private Set<String> states(JsonNode named, String pointer) {
        Set<String> known = new LinkedHashSet<>(LifecycleReading.texts(named));
        for (String state : known) {
            if (states.stream().noneMatch(one -> one.id().equals(state))) {
                throw yaml.fault(pointer, "không có trạng thái «" + state + "»", "Ghi mã một trạng thái");
            }
        }
        return known;
    }

    private Deadline deadline(String id, JsonNode due, String pointer, Set<String> metIn) {
        boolean counted = due.has("within");
        if (counted == due.has("on") || counted != due.has("from")) {
            throw yaml.fault(
                    pointer,
                    "hạn cần «on:» là cột ngày đến hạn, hoặc «from:» và «within:» để đếm",
                    "Ví dụ: { from: received-on, within: 7 working-days }");
        }
        @Nullable
        String by = due.path("within").isObject()
                ? named(due.path("within").path("by").asString(), pointer + "/within", Set.of(ColumnType.CHOICE))
                : null;
        return new Deadline(
                id,
                yaml.as(due.path("name"), pointer + "/name", Label.class),
                due.has("on") ? named(due.path("on").asString(), pointer + "/on", DAYS) : null,
                due.has("from") ? named(due.path("from").asString(), pointer + "/from", DAYS) : null,
                counted ? within(due.path("within"), by, pointer) : Map.of(),
                by,
                metIn,
                due.has("warn-before")
                        ? span(due.path("warn-before"), pointer + "/warn-before")
                        : Span.of("3 working-days"),
                due.has("source") ? due.path("source").asString() : null);
    }

    private Map<String, Span> within(JsonNode declared, @Nullable String by, String pointer) {
        if (by == null) {
            return Map.of("", span(declared, pointer + "/within"));
        }
        Map<String, Span> within = new LinkedHashMap<>();
        List<Choice> known = choices.getOrDefault(
                String.valueOf(Objects.requireNonNull(columns.get(by)).of()), List.of());
        declared.properties().forEach(entry -> {
            String choice = entry.getKey();
            if (choice.equals("else")) {
                within.put("", span(entry.getValue(), pointer + "/within"));
            } else if (!choice.equals("by")) {
                String at = pointer + Yaml.pointer("within", choice);
                if (known.stream().noneMatch(one -> one.id().equals(choice))) {
                    throw yaml.fault(at, "không có giá trị «" + choice + "»", "Ghi mã trong danh sách của cột");
                }
                within.put(choice, span(entry.getValue(), at));
            }
        });
        return within;
    }

    private String named(String id, String pointer, Set<ColumnType> types) {
        @Nullable Column column = columns.get(id);
        if (column == null) {
            throw yaml.fault(pointer, "không có cột «" + id + "»", "Ghi mã của một cột đã khai báo");
        }
        if (!types.contains(column.type())) {
            throw yaml.fault(pointer, "cột «" + id + "» không đúng kiểu ở chỗ này", "Dùng cột kiểu " + types);
        }
        return id;
    }

    private Span span(JsonNode node, String pointer) {
        try {
            return Span.of(node.asString());
        } catch (IllegalArgumentException e) {
            throw yaml.fault(
                    pointer, String.valueOf(e.getMessage()), "Viết như 7 working-days, 40 working-hours, 30 days");
        }
    }
}
