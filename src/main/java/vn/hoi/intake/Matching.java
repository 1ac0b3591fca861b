package vn.hoi.intake;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordReading;
import vn.hoi.register.Register;
import vn.hoi.sheet.Heading;

/** Finds the columns of a register under the headings people give them. */
final class Matching {

    private static final Properties WORDS = words();
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)|\\[[^]]*]|\\*");
    private static final double LIKE_ENOUGH = 0.75;
    private static final double AHEAD = 0.1;

    /** Between the id of a small table and that of its column. */
    static final char INNER = '/';

    private final Register register;
    private final Map<String, String> remembered;
    /** By column of the register: the headings it is known by, without diacritics and abbreviations. */
    private final Map<String, Set<String>> known = new LinkedHashMap<>();

    /**
     * @param remembered columns by heading, as people of this register corrected them
     * @param files whether an archive of attachments came with the file, so that columns of files can be filled
     */
    Matching(Register register, Map<String, String> remembered, boolean files) {
        this(register, remembered, files, null);
    }

    /** Of a sheet that holds a small table: its columns come before those of the record. */
    static Matching ofTable(Register register, Column table) {
        return new Matching(register, Map.of(), false, table);
    }

    private Matching(Register register, Map<String, String> remembered, boolean files, @Nullable Column table) {
        this.register = register;
        this.remembered = remembered;
        if (table != null) {
            learnInner(table);
        }
        for (Column column : register.entered()) {
            if (column.type() == ColumnType.ROWS || (column.type() == ColumnType.FILES && !files)) {
                continue;
            }
            known.put(
                    column.id(),
                    headings(Stream.concat(
                            Stream.of(
                                    column.id(),
                                    column.name().vi(),
                                    column.name().en()),
                            column.heads().stream())));
        }
        for (String common : Register.COMMON) {
            if (!common.equals("state") || !register.states().isEmpty()) {
                known.put(
                        common,
                        headings(Stream.concat(
                                Stream.of(common),
                                Stream.of(WORDS.getProperty("column." + common).split("\\|")))));
            }
        }
        register.entered().stream()
                .filter(column -> column.type() == ColumnType.ROWS && !column.equals(table))
                .forEach(this::learnInner);
    }

    /** {@code Thành viên: Họ tên}, or {@code Họ tên} alone where no other column is known by it. */
    private void learnInner(Column table) {
        for (Column inner : table.columns()) {
            Set<String> names = headings(Stream.of(
                    table.id() + " " + inner.id(),
                    table.name().vi() + " " + inner.name().vi(),
                    table.name().en() + " " + inner.name().en()));
            Stream.concat(Stream.of(inner.name().vi(), inner.name().en()), inner.heads().stream())
                    .map(Matching::normal)
                    .filter(name -> known.values().stream().noneMatch(taken -> taken.contains(name)))
                    .forEach(names::add);
            known.put(table.id() + INNER + inner.id(), names);
        }
    }

    /** A column of the register, or of a small table in it. */
    static Optional<Column> column(Register register, String id) {
        int slash = id.indexOf(INNER);
        return slash < 0
                ? register.findColumn(id)
                : register.findColumn(id.substring(0, slash))
                        .flatMap(table -> table.findColumn(id.substring(slash + 1)));
    }

    private static Set<String> headings(Stream<String> written) {
        return written.map(Matching::normal).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Properties words() {
        var words = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Matching.class.getResourceAsStream("/intake/headings.properties")),
                StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** A heading as it is compared: no diacritics, no brackets, abbreviations in full. */
    static String normal(String heading) {
        String folded = Vietnamese.fold(heading);
        String bare = IN_BRACKETS.matcher(folded).replaceAll(" ");
        String kept = bare.isBlank() ? folded : bare;
        return Stream.of(kept.split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> WORDS.getProperty("word." + word, word))
                .collect(Collectors.joining(" "));
    }

    /**
     * Finds what each column of the file holds.
     *
     * @param chosen by column of the file, before all else
     */
    List<Matched> match(List<Heading> headings, Map<Integer, String> chosen) {
        Map<Integer, String> columns = new LinkedHashMap<>();
        Map<Integer, String> how = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Heading heading : headings) {
            if (chosen.containsKey(heading.column())) {
                take(heading, chosen.get(heading.column()), "chosen", columns, how, taken);
            } else if (heading.numbering()) {
                how.put(heading.column(), "numbering");
            }
        }
        step(
                headings,
                heading -> Optional.ofNullable(remembered.get(normal(heading))),
                "remembered",
                columns,
                how,
                taken);
        step(headings, this::named, "named", columns, how, taken);
        step(headings, heading -> alike(heading, taken), "alike", columns, how, taken);
        List<Matched> matched = new ArrayList<>();
        for (Heading heading : headings) {
            String column = columns.getOrDefault(heading.column(), "");
            matched.add(new Matched(
                    heading.column(),
                    heading.letter(),
                    heading.text(),
                    column,
                    how.getOrDefault(heading.column(), "none"),
                    tens(column, heading.text()),
                    heading.encoding() == null ? "" : heading.encoding().name()));
        }
        return matched;
    }

    private void step(
            List<Heading> headings,
            Function<String, Optional<String>> find,
            String name,
            Map<Integer, String> columns,
            Map<Integer, String> how,
            Set<String> taken) {
        for (Heading heading : headings) {
            if (!how.containsKey(heading.column()) && !heading.text().isBlank()) {
                find.apply(heading.text()).ifPresent(column -> take(heading, column, name, columns, how, taken));
            }
        }
    }

    private void take(
            Heading heading,
            String column,
            String name,
            Map<Integer, String> columns,
            Map<Integer, String> how,
            Set<String> taken) {
        if (column.isEmpty()) {
            how.put(heading.column(), name);
        } else if (known.containsKey(column) && taken.add(column)) {
            columns.put(heading.column(), column);
            how.put(heading.column(), name);
        }
    }

    private Optional<String> named(String heading) {
        String normal = normal(heading);
        Set<String> words = Set.of(distinct(normal));
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().contains(normal))
                .findFirst()
                .or(() -> known.entrySet().stream()
                        .filter(entry -> entry.getValue().stream()
                                .anyMatch(name -> Set.of(distinct(name)).equals(words)))
                        .findFirst())
                .map(Map.Entry::getKey);
    }

    private static String[] distinct(String words) {
        return Stream.of(words.split(" ")).distinct().toArray(String[]::new);
    }

    /** The one column whose heading shares most words, if it is well ahead of all others still free. */
    private Optional<String> alike(String heading, Set<String> taken) {
        Set<String> words = Set.of(distinct(normal(heading)));
        String best = "";
        double first = 0;
        double second = 0;
        for (Map.Entry<String, Set<String>> entry : known.entrySet()) {
            double most = entry.getValue().stream()
                    .mapToDouble(name -> likeness(words, Set.of(distinct(name))))
                    .max()
                    .orElse(0);
            if (!taken.contains(entry.getKey()) && most > first) {
                second = first;
                first = most;
                best = entry.getKey();
            } else {
                second = Math.max(second, most);
            }
        }
        return first >= LIKE_ENOUGH && first - second >= AHEAD ? Optional.of(best) : Optional.empty();
    }

    /** Words in common, twice, by words in all (Dice 1945). */
    private static double likeness(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return 2.0 * common / (one.size() + other.size());
    }

    /** Money under a heading that names thousands, millions or billions is written in those. */
    private int tens(String column, String heading) {
        boolean money = column(register, column)
                .map(found -> found.type() == ColumnType.MONEY)
                .orElse(false);
        if (!money) {
            return 0;
        }
        String folded = Vietnamese.fold(heading).replaceAll("[^a-z]+", " ");
        return folded.matches(".*\\bty( dong| d)?\\b.*")
                ? 9
                : folded.matches(".*\\b(trieu|tr d|trd)\\b.*")
                        ? 6
                        : folded.matches(".*\\b(nghin|ngan|ng d)\\b.*") ? 3 : 0;
    }

    /** Required columns that no column of the file holds; a file that changes records need not hold them. */
    List<String> missing(List<Matched> matched, Batch.Mode mode) {
        if (mode.changes()) {
            return List.of();
        }
        Set<String> held = matched.stream()
                .map(Matched::column)
                .map(id -> id.indexOf(INNER) < 0 ? id : id.substring(0, id.indexOf(INNER)))
                .collect(Collectors.toSet());
        return RecordReading.takes(register).stream()
                .filter(column -> column.required() && !held.contains(column.id()))
                .map(Column::id)
                .toList();
    }

    /** Columns of the register a column of a file may be. */
    List<String> targets() {
        return List.copyOf(known.keySet());
    }
}
