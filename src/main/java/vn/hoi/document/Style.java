package vn.hoi.document;

import java.util.Locale;

/**
 * How a paragraph looks, by its part in the document (Decree 30/2020/NĐ-CP, Annex I). The look itself stands in
 * {@code document/print.css} for PDF, in {@code static/hoi.css} for pages and in {@code document/styles.xml} for DOCX.
 */
enum Style {
    SUPERIOR,
    /** With a rule under it of one third to one half of its length. */
    ISSUER(12, 0.4),
    NATION,
    /** With a rule of its full length. */
    MOTTO(13, 1),
    NUMBER,
    /** The subject of an official letter, under its number. */
    ABOUT,
    PLACE,
    TITLE,
    /** The name of a document that has no subject. */
    TITLE_ALONE(14, 0.4),
    SUBJECT(14, 0.35),
    ISSUED_BY,
    BASIS,
    /** Above the list of headings. */
    CONTENTS,
    BODY,
    HEADING_1,
    HEADING_2,
    HEADING_3,
    HEADING_4,
    QUOTE,
    /** Lines as they were typed. */
    LITERAL,
    CELL,
    NOTE,
    RECIPIENTS,
    RECIPIENT,
    AUTHORITY,
    OFFICE,
    /** The space for the signature. */
    SPACE,
    SIGNER,
    QR,
    LOOK_UP,
    /** Begins a page. */
    APPENDIX,
    APPENDIX_TITLE,
    ATTACHED;

    private static final Style[] HEADINGS = {HEADING_1, HEADING_2, HEADING_3, HEADING_4};

    private final int points;
    private final double rule;

    Style() {
        this(0, 0);
    }

    Style(int points, double rule) {
        this.points = points;
        this.rule = rule;
    }

    /** The style of a heading, from 1. */
    static Style heading(int level) {
        return HEADINGS[Math.min(level, HEADINGS.length) - 1];
    }

    /** 1 to 4 for headings of the body, 0 for all else. */
    int level() {
        return name().startsWith("HEADING_") ? name().charAt(name().length() - 1) - '0' : 0;
    }

    /** Size of the letters of a text with a rule, bold all of them. */
    int points() {
        return points;
    }

    /** Length of the rule under the text, as a share of the text's; 0 for none. */
    double rule() {
        return rule;
    }

    /** Such as {@code doc-title-alone}. */
    String css() {
        return "doc-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Such as {@code TitleAlone}, an id of {@code document/styles.xml}. */
    String id() {
        var id = new StringBuilder();
        for (String word : name().split("_")) {
            id.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return id.toString();
    }
}
