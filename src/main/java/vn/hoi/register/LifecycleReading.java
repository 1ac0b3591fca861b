package vn.hoi.register;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Expression;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;

/**
 * Reads {@code lifecycle:} and {@code earlier-lifecycles:} of a register: by state (or several, set off by commas) the
 * steps that may be taken in it. Refuses states no step leads to, states no step leaves, steps no role may take.
 */
final class LifecycleReading {

    private static final Set<String> TOLD = Set.of("responsible", "creator");

    private final Yaml yaml;
    private final List<State> states;
    private final Map<String, Column> columns;
    private final Set<String> prints;
    private final Set<String> ruleCodes;

    LifecycleReading(
            Yaml yaml, List<State> states, Map<String, Column> columns, Set<String> prints, Set<String> ruleCodes) {
        this.yaml = yaml;
        this.states = states;
        this.columns = columns;
        this.prints = prints;
        this.ruleCodes = ruleCodes;
    }

    /** All versions, oldest first; empty when the register declares none. */
    List<Lifecycle> read() {
        List<Lifecycle> versions = new ArrayList<>();
        JsonNode earlier = yaml.tree().path("earlier-lifecycles");
        @Nullable LocalDate last = null;
        for (int index = 0; index < earlier.size(); index++) {
            String pointer = Yaml.pointer("earlier-lifecycles", String.valueOf(index));
            LocalDate until = day(earlier.get(index).path("until").asString(), pointer + "/until");
            if (last != null && !until.isAfter(last)) {
                throw yaml.fault(pointer, "các phiên bản vòng đời không theo thứ tự ngày", "Xếp từ cũ đến mới");
            }
            last = until;
            versions.add(new Lifecycle(
                    versions.size() + 1, until, steps(earlier.get(index).path("steps"), pointer + "/steps")));
        }
        if (yaml.tree().has("lifecycle")) {
            versions.add(
                    new Lifecycle(versions.size() + 1, null, steps(yaml.tree().path("lifecycle"), "/lifecycle")));
            testStates(versions);
        } else if (!versions.isEmpty()) {
            throw yaml.fault(
                    "/earlier-lifecycles", "có vòng đời cũ mà không có «lifecycle:» hiện hành", "Thêm «lifecycle:»");
        }
        return versions;
    }

    private LocalDate day(String text, String pointer) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.DateTimeException e) {
            throw yaml.fault(pointer, "«" + text + "» không phải là ngày", "Viết như 2025-12-31");
        }
    }

    private List<Step> steps(JsonNode tree, String pointer) {
        if (states.isEmpty()) {
            throw yaml.fault(pointer, "có vòng đời mà không có «states:»", "Khai báo các trạng thái trước");
        }
        Map<String, Step> steps = new LinkedHashMap<>();
        tree.properties().forEach(ofState -> {
            Set<String> from = new LinkedHashSet<>();
            for (String state : ofState.getKey().split(",")) {
                from.add(state(state.strip(), pointer + Yaml.pointer(ofState.getKey())));
            }
            ofState.getValue().properties().forEach(declared -> {
                String at = pointer + Yaml.pointer(ofState.getKey(), declared.getKey());
                Step step = step(declared.getKey(), from, declared.getValue(), at);
                if (steps.put(step.id(), step) != null) {
                    throw yaml.fault(
                            at,
                            "bước «" + step.id() + "» được khai báo hai lần",
                            "Gộp các trạng thái vào một chỗ: \"" + String.join(", ", from) + ", …\"");
                }
            });
        });
        return List.copyOf(steps.values());
    }

    private Step step(String id, Set<String> from, JsonNode tree, String at) {
        String to = tree.has("to")
                ? state(tree.path("to").asString(), at + "/to")
                : from.iterator().next();
        List<String> roles = texts(tree.path("role"));
        for (String role : roles) {
            if (!Step.ROLES.contains(role)) {
                throw yaml.fault(
                        at + "/role",
                        "không có vai trò «" + role + "»",
                        "Các vai trò: " + Step.ROLES.stream().sorted().toList());
            }
        }
        if (roles.isEmpty()) {
            throw yaml.fault(at, "bước «" + id + "» không vai trò nào được làm", "Thêm «role:»");
        }
        testClock(id, tree, at);
        List<String> asks = texts(tree.path("asks"));
        for (String asked : asks) {
            if (!asked.equals(Step.REASON)) {
                enteredColumn(asked, at + "/asks");
            }
        }
        Map<String, String> sets = new LinkedHashMap<>();
        tree.path("sets").properties().forEach(set -> {
            enteredColumn(set.getKey(), at + Yaml.pointer("sets", set.getKey()));
            sets.put(set.getKey(), set.getValue().asString());
        });
        List<String> printed = texts(tree.path("prints"));
        for (String print : printed) {
            if (!prints.contains(print)) {
                throw yaml.fault(at + "/prints", "không có bản in «" + print + "»", "Khai báo ở «prints:»");
            }
        }
        List<String> told = texts(tree.path("notifies"));
        for (String one : told) {
            if (!TOLD.contains(one) && !Step.ROLES.contains(one)) {
                throw yaml.fault(
                        at + "/notifies",
                        "không biết báo cho «" + one + "»",
                        "Dùng responsible, creator hoặc một vai trò");
            }
        }
        return new Step(
                id,
                yaml.as(tree.path("name"), at + "/name", Label.class),
                from,
                to,
                roles,
                tree.has("guard") ? guard(tree.path("guard"), at + "/guard") : null,
                asks,
                sets,
                printed,
                told,
                tree.path("pauses").asBoolean(false),
                tree.path("resumes").asBoolean(false),
                tree.path("second-person").asBoolean(false),
                tree.path("last").asBoolean(false));
    }

    /** A clock can stand still only where days are counted: a day written in a column does not move. */
    private void testClock(String id, JsonNode tree, String at) {
        for (String clock : List.of("pauses", "resumes")) {
            if (tree.path(clock).asBoolean(false) && !yaml.tree().path("due").has("from")) {
                throw yaml.fault(
                        at + Yaml.pointer(clock),
                        "REG-017: bước «" + id + "» có «" + clock + "» mà hạn của sổ không đếm từ một ngày",
                        "Khai báo «due: { from: …, within: … }», hoặc bỏ «" + clock + "»");
            }
        }
    }

    private Rule guard(JsonNode tree, String at) {
        String code = tree.path("code").asString();
        if (!ruleCodes.add(code)) {
            throw yaml.fault(at, "mã quy tắc «" + code + "» đã dùng ở lĩnh vực này", "Đặt mã khác");
        }
        Set<String> known = new HashSet<>(columns.keySet());
        known.addAll(List.of("state", "note"));
        columns.keySet().forEach(column -> known.add(Expression.FORMER + column));
        try {
            return new Rule(
                    Expression.overColumns(
                            tree.path("that").asString(), known, RegisterReading.inner(columns.values())),
                    code,
                    null,
                    new Label(tree.path("vi").asString(), tree.path("en").asString()));
        } catch (IllegalArgumentException e) {
            throw yaml.fault(at, "điều kiện " + code + ": " + e.getMessage(), "Sửa «that:» của bước này");
        }
    }

    private void enteredColumn(String id, String at) {
        @Nullable Column column = columns.get(id);
        if (column == null || column.computed() != null) {
            throw yaml.fault(at, "không có cột nhập «" + id + "»", "Ghi mã của một cột đã khai báo");
        }
    }

    private String state(String id, String at) {
        if (states.stream().noneMatch(state -> state.id().equals(id))) {
            throw yaml.fault(
                    at,
                    "không có trạng thái «" + id + "»",
                    "Các trạng thái: " + states.stream().map(State::id).toList());
        }
        return id;
    }

    /** One text or a list of them. */
    static List<String> texts(JsonNode node) {
        if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(item -> texts.add(item.asString()));
            return texts;
        }
        return node.isMissingNode() ? List.of() : List.of(node.asString());
    }

    /** Every state is reached in some version; each one that is not an end can be left in the version in force. */
    private void testStates(List<Lifecycle> versions) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(states.getFirst().id()));
        while (!open.isEmpty()) {
            String state = open.pop();
            if (reached.add(state)) {
                versions.forEach(version -> version.from(state).forEach(step -> open.push(step.to())));
            }
        }
        for (State state : states) {
            String pointer = Yaml.pointer("states", state.id());
            if (!reached.contains(state.id())) {
                throw yaml.fault(
                        pointer,
                        "không bước nào dẫn tới trạng thái «" + state.id() + "»",
                        "Thêm bước tới nó hoặc bỏ trạng thái");
            }
            boolean left = versions.getLast().from(state.id()).stream()
                    .anyMatch(step -> !step.to().equals(state.id()));
            if (!left && !state.end()) {
                throw yaml.fault(
                        pointer,
                        "trạng thái «" + state.id() + "» không có bước nào đi tiếp",
                        "Thêm bước, hoặc ghi «end: true» nếu đây là trạng thái cuối");
            }
        }
    }
}
