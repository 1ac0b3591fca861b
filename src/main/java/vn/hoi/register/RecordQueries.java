package vn.hoi.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/** Reads the parameters of a list's address. What it does not know it refuses, so that no filter is silently ignored. */
@Component
public class RecordQueries {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1000;

    private final RecordFilters filters;
    private final Rights rights;
    private final VisibleRows visible;

    RecordQueries(RecordFilters filters, Rights rights, VisibleRows visible) {
        this.visible = visible;
        this.filters = filters;
        this.rights = rights;
    }

    /**
     * Reads the query of a list.
     *
     * @param elsewhere parameters that the page itself understands
     * @throws Problem REG-401 to REG-412, REG-440, REG-441 when a parameter is unknown or cannot be read
     */
    public RecordQuery read(Register register, MultiValueMap<String, String> parameters, List<String> elsewhere) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        List<Condition> words = List.of();
        Map<String, List<String>> asked = new LinkedHashMap<>();
        @Nullable Column sort = null;
        @Nullable String after = null;
        @Nullable String before = null;
        int limit = DEFAULT_LIMIT;
        List<String> columns = List.of();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            List<String> values = parameter.getValue().stream()
                    .map(Vietnamese::clean)
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (values.isEmpty() || elsewhere.contains(parameter.getKey())) {
                continue;
            }
            asked.put(parameter.getKey(), values);
            String first = values.getFirst();
            switch (parameter.getKey()) {
                case "sort" -> sort = sortColumn(register, first);
                case "dir", "view", "chosen", "headings" -> {}
                case "after" -> after = first;
                case "before" -> before = first;
                case "limit" -> limit = limit(first);
                case "columns" -> columns = columns(register, values);
                case "q" -> words = filters.words(register, first);
                default -> conditions.put(parameter.getKey(), filters.condition(register, parameter.getKey(), values));
            }
        }
        if (sort == null) {
            sort = ranged(register, asked.keySet());
        }
        boolean ascending = asked.getOrDefault("dir", List.of()).contains("asc");
        if (after != null && before != null) {
            throw Problem.badRequest("REG-408", "Chỉ dùng một trong hai dấu trang «after», «before».");
        }
        Condition where = visible.of(register);
        Condition reach = DSL.noCondition();
        for (Map.Entry<String, Condition> condition : conditions.entrySet()) {
            if (sort != null && isRange(condition.getKey(), sort)) {
                reach = reach.and(condition.getValue());
            } else {
                where = where.and(condition.getValue());
            }
        }
        return new RecordQuery(
                where,
                reach,
                words,
                !conditions.isEmpty() || !words.isEmpty(),
                sort,
                ascending,
                after,
                before,
                limit,
                columns,
                asked);
    }

    /**
     * The records of a list that a print of it may show.
     *
     * @param codes only these; all of the list when empty
     * @throws Problem as {@link #read}
     */
    public RecordQuery read(
            Register register, ListPrint print, MultiValueMap<String, String> asked, List<String> codes) {
        MultiValueMap<String, String> declared = new LinkedMultiValueMap<>();
        print.of().forEach(declared::addAll);
        MultiValueMap<String, String> whole = new LinkedMultiValueMap<>(asked);
        if (!asked.containsKey("sort")) {
            List.of("sort", "dir").forEach(name -> whole.addAll(name, print.of().getOrDefault(name, List.of())));
        }
        RecordQuery list = read(register, whole, List.of());
        RecordQuery held = read(register, declared, List.of());
        Condition narrower = held.where().and(held.reach());
        return list.within(
                codes.isEmpty()
                        ? narrower
                        : narrower.and(RecordTable.text("code").in(codes)),
                list.asked());
    }

    /** A range of one column that has an order is read in that order: its index holds just these records together. */
    private @Nullable Column ranged(Register register, Set<String> asked) {
        List<Column> ranged = sortable(register).stream()
                .filter(column -> asked.stream().anyMatch(name -> isRange(name, column)))
                .toList();
        return ranged.size() == 1 ? ranged.getFirst() : null;
    }

    private static boolean isRange(String name, Column column) {
        return name.equals(column.id() + "-from") || name.equals(column.id() + "-to");
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1) {
            throw Problem.badRequest("REG-403", "limit phải là số từ 1 đến " + MOST + ".");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }

    private Column sortColumn(Register register, String id) {
        return register.findColumn(id)
                .filter(column -> sortable(register).contains(column))
                .orElseThrow(() -> Problem.badRequest(
                        "REG-401",
                        "Không sắp xếp được theo «" + id + "»; các cột sắp xếp được: "
                                + sortable(register).stream().map(Column::id).toList() + "."));
    }

    /** The order of personal data is personal data too. */
    private List<Column> sortable(Register register) {
        return register.columns().stream()
                .filter(Column::sort)
                .filter(column -> !column.personal() || rights.mayReadPersonal(register.id()))
                .toList();
    }

    /** Repeated or set off by commas; the code always stands first and is not named. */
    static List<String> columns(Register register, List<String> values) {
        Set<String> named = new LinkedHashSet<>();
        for (String value : values) {
            named.addAll(Arrays.stream(value.split(",")).map(String::strip).toList());
        }
        named.removeAll(List.of("", "code"));
        List<String> known = register.rowColumns();
        for (String name : named) {
            if (!known.contains(name)) {
                throw Problem.badRequest(
                        "REG-440", "Sổ này không có cột «" + name + "»; các cột: " + String.join(", ", known) + ".");
            }
        }
        return new ArrayList<>(named);
    }
}
