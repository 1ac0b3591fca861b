package vn.hoi.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * A document of sections citing figures.
 *
 * @param number as printed: 234/KH-UBND
 * @param replaces number and day of the plan it replaces, in words; null when none
 * @param text the sections, parsed
 * @param contents its headings, for the table of contents
 * @param citations by figure id, in the order of the file
 * @param contradictions what the printed text says against itself beyond its figures
 */
public record Plan(
        String code,
        String number,
        Label title,
        Label issuer,
        String place,
        LocalDate issuedOn,
        String state,
        @Nullable Replaced replaces,
        String signedFor,
        LocalDate cutOff,
        Node text,
        List<Heading> contents,
        Map<String, Citation> citations,
        List<Contradiction> contradictions) {

    private static final String NAME = "Kế hoạch";

    /** Kind of the document as its head prints it, in capitals: the first words of the title. */
    public String documentName() {
        return title.vi().startsWith(NAME) ? NAME.toUpperCase(Locale.ROOT) : "";
    }

    /** What the document is about, as its head prints it under the name. */
    public String subject() {
        String rest = title.vi().startsWith(NAME)
                ? title.vi().substring(NAME.length()).strip()
                : title.vi();
        return rest.isEmpty() ? rest : rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1);
    }

    /** The plan that this one stands in place of. */
    public record Replaced(String number, LocalDate issuedOn) {}

    /** A heading of the text. */
    public record Heading(String anchor, String text, int level) {}

    /** A contradiction in words. */
    public record Contradiction(String id, Label says, List<String> figures) {}
}
