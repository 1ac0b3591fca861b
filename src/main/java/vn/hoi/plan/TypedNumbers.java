package vn.hoi.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Measure;

/**
 * Finds numbers that somebody typed where a figure stands for them: those that equal one of the plan's figures of the same
 * measure, and those that say of the same thing another number.
 */
final class TypedNumbers {

    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\d/.,-])(\\d{1,3}(?:\\.\\d{3})+|\\d+)(?:,(\\d+))?(?![\\d/]|[.,]\\d|-\\p{L})");
    private static final Pattern PLACE = Pattern.compile("\\{\\{[^{}]*}}|\\[\\^[^\\]]*]|https?://\\S+");
    /** Words before a number that make it a name: Điều 4, số 57, ngày 5, năm 2026. */
    private static final Set<String> NAMING = Set.of(
            "điều", "khoản", "điểm", "mục", "số", "ngày", "tháng", "năm", "quý", "kỳ", "khóa", "chương", "phần", "thứ",
            "bảng", "biểu", "phụ", "lục", "đoạn", "từ", "đến", "-", "–");

    private static final double ENOUGH = 0.6;
    private static final Set<String> LITTLE =
            Set.of("có", "được", "các", "và", "của", "trong", "về", "tại", "đã", "là", "cho");

    /** As many letters behind a number as a unit of measure may have. */
    private static final int UNIT_LETTERS = 60;
    /** Units of measure without their marks; there are as many as are declared. */
    private static final Map<String, String> FOLDED = new ConcurrentHashMap<>();

    private TypedNumbers() {}

    /** What of a text's typed numbers the plan's figures know. */
    static List<TypedNumber> in(String text, Collection<CitedFigure> figures) {
        Map<Citation, CitedFigure> read = new LinkedHashMap<>();
        figures.forEach(cited -> read.put(cited.citation(), cited));
        return in(text, read.keySet(), read::get);
    }

    /**
     * The same, reading only figures whose measure follows a typed number.
     *
     * @param read the figure of a citation, asked for the same one again and again
     */
    static List<TypedNumber> in(
            String text, Collection<Citation> citations, Function<Citation, @Nullable CitedFigure> read) {
        List<TypedNumber> found = new ArrayList<>();
        for (String sentence : text.split("(?<=[.;!?])\\s+|\\n")) {
            String plain = PLACE.matcher(sentence).replaceAll(" ");
            Matcher number = NUMBER.matcher(plain);
            while (number.find()) {
                String before = lastWord(plain.substring(0, number.start()));
                if (NAMING.contains(before)) {
                    continue;
                }
                BigDecimal value = new BigDecimal(
                        number.group(1).replace(".", "") + (number.group(2) == null ? "" : "." + number.group(2)));
                TypedNumber match = match(number.group(), value, plain, plain.substring(number.end()), citations, read);
                if (match != null) {
                    found.add(match);
                }
            }
        }
        return found;
    }

    private static String lastWord(String text) {
        String stripped = text.strip().toLowerCase(java.util.Locale.ROOT);
        return stripped.substring(stripped.lastIndexOf(' ') + 1);
    }

    private static @Nullable TypedNumber match(
            String typed,
            BigDecimal value,
            String sentence,
            String after,
            Collection<Citation> citations,
            Function<Citation, @Nullable CitedFigure> read) {
        @Nullable TypedNumber otherwise = null;
        String behind = fold(after.substring(0, Math.min(after.length(), UNIT_LETTERS)));
        for (Citation citation : citations) {
            @Nullable CitedFigure cited = measures(citation, behind) ? read.apply(citation) : null;
            BigDecimal printed = cited == null ? null : cited.printed();
            if (cited == null || printed == null) {
                continue;
            }
            boolean equal = shown(citation, printed).compareTo(value) == 0;
            boolean same = saysTheSame(citation.figure().name().vi(), sentence);
            if (equal && same) {
                return new TypedNumber(typed, cited, true);
            }
            if (same || (equal && otherwise == null)) {
                otherwise = new TypedNumber(typed, cited, equal);
            }
        }
        return otherwise;
    }

    /** Whether the words behind the number are the figure's measure. */
    private static boolean measures(Citation citation, String behind) {
        Measure measure = citation.figure().measure();
        String unit = measure.isMoney()
                ? "billion".equals(citation.show()) ? "tỷ" : "dong".equals(citation.show()) ? "đồng" : "triệu"
                : measure.name().vi();
        return behind.startsWith(FOLDED.computeIfAbsent(unit, TypedNumbers::fold));
    }

    private static BigDecimal shown(Citation citation, BigDecimal value) {
        if (!citation.figure().measure().isMoney() || "dong".equals(citation.show())) {
            return value;
        }
        return value.movePointLeft("billion".equals(citation.show()) ? 9 : 6);
    }

    private static boolean saysTheSame(String name, String sentence) {
        Set<String> words = words(name);
        Set<String> said = words(sentence);
        long shared = words.stream().filter(said::contains).count();
        return !words.isEmpty() && shared >= Math.ceil(words.size() * ENOUGH);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(fold(text).split("[^\\p{L}\\d]+")));
        words.remove("");
        LITTLE.forEach(word -> words.remove(fold(word)));
        return words;
    }

    private static String fold(String text) {
        return Vietnamese.fold(text).strip();
    }
}
