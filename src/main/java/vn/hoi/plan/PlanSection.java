package vn.hoi.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A heading of a plan and what stands under it.
 *
 * @param id number in the database, or place in the file for a plan that was not written here
 * @param key the same in every plan of one outline
 * @param level of its heading, from 1
 * @param heading empty for the words before the first heading
 * @param field it is about; null for none
 * @param unit who writes it; null when nobody has been named
 * @param account the person who writes it; null when it is the unit as a whole
 * @param appendix whether it begins an appendix of its own
 * @param open remarks not yet settled
 */
public record PlanSection(
        int id,
        String key,
        int level,
        String heading,
        @Nullable String field,
        @Nullable Integer unit,
        @Nullable String account,
        @Nullable LocalDate dueOn,
        State state,
        boolean appendix,
        List<Paragraph> paragraphs,
        int open) {

    /** How far its words are. */
    public enum State {
        /** Nothing written. */
        EMPTY,
        /** Taken over from the plan before; somebody has to look at it. */
        CARRIED,
        WRITING,
        DONE;

        static State of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Colour of its tag. */
        public String tag() {
            return switch (this) {
                case EMPTY -> "late";
                case CARRIED -> "due";
                case WRITING -> "info";
                case DONE -> "ok";
            };
        }
    }

    /** A block of its text in CommonMark: a paragraph, a list, a table. */
    public record Paragraph(long id, int version, String text) {}

    /** The same with other paragraphs, numbered from 1. */
    PlanSection with(List<String> texts) {
        List<Paragraph> numbered = new ArrayList<>();
        texts.forEach(text -> numbered.add(new Paragraph(numbered.size() + 1L, 1, text)));
        return new PlanSection(
                id, key, level, heading, field, unit, account, dueOn, state, appendix, List.copyOf(numbered), open);
    }

    /** What it is called in a sentence. */
    String called() {
        return heading.isEmpty() ? "không đề mục" : heading;
    }

    /** Its paragraphs in CommonMark, without the heading. */
    String body() {
        return paragraphs.stream().map(Paragraph::text).collect(Collectors.joining("\n\n"));
    }

    /** The whole section in CommonMark. */
    String markdown() {
        return heading.isEmpty() ? body() : "#".repeat(level) + " " + heading + "\n\n" + body();
    }
}
