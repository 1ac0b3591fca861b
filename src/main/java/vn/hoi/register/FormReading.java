package vn.hoi.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;

/**
 * Turns what a browser sends into one text for each column: lines of a small table ({@code members.0.name}) into JSON,
 * several references and files into lists, files sent along into numbers of kept ones.
 */
@Component
class FormReading {

    static final String DRAFT = "draft";
    static final String MORE = "more";
    static final String ALIKE = "alike";
    static final String CONFIRMED = "confirmed";
    /** Behind a column's id: files sent along. */
    static final String UPLOAD = "._upload";
    /** Behind a column's id or a line's number: what is to go. */
    static final String REMOVE = "._remove";

    private static final Set<String> OWN = Set.of(DRAFT, MORE, ALIKE, CONFIRMED);
    private static final Pattern CELL = Pattern.compile("([a-z][a-z0-9-]*)\\.(\\d{1,4})\\.([a-z_][a-z0-9-]*)");
    private static final String GONE = "_remove";

    private final Files files;
    private final JsonMapper json;

    FormReading(Files files, JsonMapper json) {
        this.files = files;
        this.json = json;
    }

    Sent read(
            Register register, MultiValueMap<String, String> parameters, MultiValueMap<String, MultipartFile> uploads) {
        Map<String, String> typed = new LinkedHashMap<>();
        Map<String, Map<Integer, Map<String, String>>> tables = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            Matcher cell = CELL.matcher(name);
            if (cell.matches() && isRows(register, cell.group(1))) {
                tables.computeIfAbsent(cell.group(1), none -> new TreeMap<>())
                        .computeIfAbsent(Integer.valueOf(cell.group(2)), none -> new LinkedHashMap<>())
                        .put(cell.group(3), values.getFirst());
            } else if (!OWN.contains(name) && !name.endsWith(REMOVE) && !name.endsWith(UPLOAD)) {
                typed.put(name, text(register, name, values, parameters));
            }
        });
        tables.forEach((column, lines) -> typed.put(column, rows(lines)));
        List<Fault> faults = new ArrayList<>();
        uploads.forEach((name, sent) -> keep(register, name, sent, typed, faults));
        String draft = first(parameters, DRAFT);
        return new Sent(
                typed,
                faults,
                first(parameters, MORE),
                draft.matches("\\d{1,18}") ? Long.valueOf(draft) : null,
                first(parameters, ALIKE).equals("seen"),
                first(parameters, CONFIRMED).equals("yes"));
    }

    private static boolean isRows(Register register, String id) {
        return register.findColumn(id)
                .map(column -> column.type() == ColumnType.ROWS)
                .orElse(false);
    }

    private static String first(MultiValueMap<String, String> parameters, String name) {
        @Nullable String value = parameters.getFirst(name);
        return value == null ? "" : value;
    }

    private static String text(
            Register register, String name, List<String> values, MultiValueMap<String, String> parameters) {
        @Nullable ColumnType type = register.findColumn(name).map(Column::type).orElse(null);
        if (type == ColumnType.REFERENCES) {
            return values.stream()
                    .map(FormReading::code)
                    .filter(code -> !code.isEmpty())
                    .collect(Collectors.joining(", "));
        }
        if (type == ColumnType.FILES) {
            Set<String> kept = new LinkedHashSet<>(numbers(values));
            kept.removeAll(numbers(parameters.getOrDefault(name + REMOVE, List.of())));
            return String.join(", ", kept);
        }
        return values.getFirst();
    }

    /** A title behind a code may hold commas, which set codes apart. */
    private static String code(String picked) {
        int mark = picked.indexOf(Suggestions.MARK);
        return (mark < 0 ? picked : picked.substring(0, mark)).strip();
    }

    private static List<String> numbers(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split("[,\\s]+")))
                .filter(number -> !number.isEmpty())
                .toList();
    }

    private String rows(Map<Integer, Map<String, String>> lines) {
        List<Map<String, String>> kept = new ArrayList<>();
        for (Map<String, String> line : lines.values()) {
            boolean empty = line.values().stream().allMatch(String::isBlank);
            if (!empty && !line.containsKey(GONE)) {
                kept.add(line);
            }
        }
        return kept.isEmpty() ? "" : json.writeValueAsString(kept);
    }

    private void keep(
            Register register, String name, List<MultipartFile> sent, Map<String, String> typed, List<Fault> faults) {
        String id = name.endsWith(UPLOAD) ? name.substring(0, name.length() - UPLOAD.length()) : name;
        if (register.findColumn(id).map(Column::type).orElse(null) != ColumnType.FILES) {
            return;
        }
        List<String> numbers = new ArrayList<>(numbers(Arrays.asList(typed.getOrDefault(id, ""))));
        for (MultipartFile file : sent) {
            String given = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            if (given.isEmpty() && file.isEmpty()) {
                continue; // the control was left empty
            }
            try {
                numbers.add(String.valueOf(files.keep(file).number()));
            } catch (Problem refused) {
                faults.add(new Fault(id, refused.code(), refused.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        typed.put(id, String.join(", ", numbers));
    }
}
