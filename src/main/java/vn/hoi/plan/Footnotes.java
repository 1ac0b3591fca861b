package vn.hoi.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.plan.PlanSection.Paragraph;

/**
 * Footnotes as the editor shows them: a paragraph there stands alone, so a call links to the paragraph with the note's words,
 * and both carry the number the note has in the whole plan.
 */
final class Footnotes {

    /** {@code [^label]}, with the colon behind it where the note's words begin. */
    private static final Pattern MARK = Pattern.compile("(?m)(^ {0,3})?\\[\\^([^\\]\\s]+)](:?)");

    /** Numbers by section and label, in the order they are called; each appendix counts anew. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private final Map<String, Long> words = new LinkedHashMap<>();

    private Footnotes() {}

    static Footnotes of(Plan plan) {
        var notes = new Footnotes();
        int inText = 0;
        for (PlanSection section : plan.sections()) {
            int last = notes.read(section, section.appendix() ? 0 : inText);
            inText = section.appendix() ? inText : last;
        }
        return notes;
    }

    /** @return the last number given */
    private int read(PlanSection section, int before) {
        int last = before;
        List<String> calls = new ArrayList<>();
        for (Paragraph paragraph : section.paragraphs()) {
            for (MatchResult mark : MARK.matcher(paragraph.text()).results().toList()) {
                String key = key(section, mark.group(2));
                if (isWords(mark)) {
                    words.putIfAbsent(key, paragraph.id());
                } else {
                    calls.add(key);
                }
            }
        }
        for (String key : calls) {
            // as the whole text counts: what has no words gets no number
            if (words.containsKey(key) && !numbers.containsKey(key)) {
                numbers.put(key, ++last);
            }
        }
        return last;
    }

    private static boolean isWords(MatchResult mark) {
        return mark.group(1) != null && !mark.group(3).isEmpty();
    }

    private static String key(PlanSection section, String label) {
        return section.id() + "-" + label;
    }

    /** A paragraph's text with its marks as numbers: calls as links, notes as lines of their own. */
    String shown(PlanSection section, String text) {
        return MARK.matcher(text).replaceAll(mark -> {
            String key = key(section, mark.group(2));
            @Nullable Integer number = numbers.get(key);
            String says = number == null ? mark.group(2) : String.valueOf(number);
            if (isWords(mark)) {
                return Matcher.quoteReplacement("**\\[" + PlanMarkup.cell(says) + "\\]**");
            }
            @Nullable Long paragraph = words.get(key);
            return Matcher.quoteReplacement(
                    paragraph == null
                            ? mark.group()
                            : "[\\[" + PlanMarkup.cell(says) + "\\]](#p" + paragraph + ")" + mark.group(3));
        });
    }

    /**
     * Sections of one file, whose notes may all stand at its end: each note behind the paragraphs of the section that calls it
     * first, since every section keeps its own.
     */
    static List<PlanSection> gathered(List<PlanSection> sections) {
        Map<String, Integer> callers = new LinkedHashMap<>();
        for (int index = 0; index < sections.size(); index++) {
            for (Paragraph paragraph : sections.get(index).paragraphs()) {
                int caller = index;
                MARK.matcher(paragraph.text())
                        .results()
                        .filter(mark -> !isWords(mark))
                        .forEach(mark -> callers.putIfAbsent(mark.group(2), caller));
            }
        }
        List<List<String>> texts = new ArrayList<>();
        sections.forEach(section -> texts.add(new ArrayList<>()));
        Map<Integer, List<String>> notes = new LinkedHashMap<>();
        for (int index = 0; index < sections.size(); index++) {
            for (Paragraph paragraph : sections.get(index).paragraphs()) {
                Matcher mark = MARK.matcher(paragraph.text());
                boolean isNote = mark.lookingAt() && isWords(mark);
                if (isNote) {
                    notes.computeIfAbsent(callers.getOrDefault(mark.group(2), index), none -> new ArrayList<>())
                            .add(paragraph.text());
                } else {
                    texts.get(index).add(paragraph.text());
                }
            }
        }
        List<PlanSection> gathered = new ArrayList<>();
        for (int index = 0; index < sections.size(); index++) {
            texts.get(index).addAll(notes.getOrDefault(index, List.of()));
            gathered.add(sections.get(index).with(texts.get(index)));
        }
        return gathered;
    }

    /** The lowest number that labels no note of a section yet. */
    static int next(PlanSection section) {
        var taken = new TreeSet<String>();
        section.paragraphs()
                .forEach(paragraph ->
                        MARK.matcher(paragraph.text()).results().forEach(mark -> taken.add(mark.group(2))));
        int next = 1;
        while (taken.contains(String.valueOf(next))) {
            next++;
        }
        return next;
    }

    /** Labels that a section calls and gives no words for, and those whose words nobody calls. */
    static List<String> loose(PlanSection section) {
        var called = new TreeSet<String>();
        var given = new TreeSet<String>();
        for (Paragraph paragraph : section.paragraphs()) {
            MARK.matcher(paragraph.text())
                    .results()
                    .forEach(mark -> (isWords(mark) ? given : called).add(mark.group(2)));
        }
        List<String> loose = new ArrayList<>();
        called.stream()
                .filter(label -> !given.contains(label))
                .forEach(label -> loose.add("chú thích [^" + label + "] chưa có nội dung"));
        given.stream()
                .filter(label -> !called.contains(label))
                .forEach(label -> loose.add("nội dung chú thích [^" + label + "] không có chỗ nào dẫn"));
        return loose;
    }
}
