package vn.hoi.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Measure;

/** How a plan writes a value: money with its unit, shares with their sign, counts below ten with a zero before them. */
public final class FigureText {

    /** Numbers that name rather than count are written without the zero. */
    private static final Set<String> NAMES = Set.of("edition", "season", "level", "mg", "g", "times");

    /** In place of a number; never 0. */
    private static final Label NONE = new Label("chưa có số liệu", "no data");

    private FigureText() {}

    /** As the plan prints it where it stands in a sentence, its qualifier's word before it. */
    public static String inSentence(CitedFigure cited, Language language) {
        Citation citation = cited.citation();
        // a counted value is exact here; a word of approximation stays with what was only published or cited
        boolean approximate = !cited.isKnown() || citation.figure().source().equals("cited");
        String word = approximate ? citation.qualifier().word().in(language) : "";
        BigDecimal printed = cited.printed();
        return printed == null
                ? NONE.in(language)
                : word + value(printed, citation.figure().measure(), citation.show(), language);
    }

    /** What was published, with its word; empty before anything was. */
    public static String published(Citation citation, Language language) {
        BigDecimal published = citation.published();
        return published == null
                ? ""
                : citation.qualifier().word().in(language)
                        + value(published, citation.figure().measure(), citation.show(), language);
    }

    /** What the plan prints alone. */
    public static String printed(CitedFigure cited, Language language) {
        BigDecimal printed = cited.printed();
        Citation citation = cited.citation();
        return printed == null
                ? NONE.in(language)
                : value(printed, citation.figure().measure(), citation.show(), language);
    }

    /** As {@link #printed}, money without the word of its unit. */
    static String bare(CitedFigure cited, Language language) {
        BigDecimal printed = cited.printed();
        Citation citation = cited.citation();
        if (printed == null || !citation.figure().measure().isMoney()) {
            return printed(cited, language);
        }
        return switch (citation.show()) {
            case "million" -> Vietnamese.millions(printed);
            case "billion" -> Vietnamese.billions(printed);
            case null, default -> Vietnamese.number(printed);
        };
    }

    /** How far a value here is from the published one: a plain number, since it counts nothing. */
    public static String difference(CitedFigure cited, Language language) {
        Measure measure = cited.citation().figure().measure();
        BigDecimal size = cited.difference().abs();
        return measure.isMoney() || measure.isPercent()
                ? value(size, measure, cited.citation().show(), language)
                : Vietnamese.number(size);
    }

    /** A value in a table or a chart: counts without the zero before them, money in million đồng. */
    static String inTable(BigDecimal value, Measure measure) {
        return measure.isMoney() || measure.isPercent()
                ? value(value, measure, "million", Language.VI)
                : Vietnamese.number(value);
    }

    /** A value alone. */
    public static String value(BigDecimal value, Measure measure, @Nullable String show, Language language) {
        boolean vi = language == Language.VI;
        if (measure.isPercent()) {
            return Vietnamese.number(value) + "%";
        }
        if (measure.isMoney()) {
            if (value.signum() == 0 || show == null || show.equals("dong")) {
                return Vietnamese.number(value) + (vi ? " đồng" : " VND");
            }
            return show.equals("billion")
                    ? Vietnamese.billions(value) + (vi ? " tỷ đồng" : " billion VND")
                    : Vietnamese.millions(value) + (vi ? " triệu đồng" : " million VND");
        }
        if (measure.id().equals("version")) {
            return value.setScale(1, RoundingMode.HALF_UP).toPlainString();
        }
        return NAMES.contains(measure.id()) ? Vietnamese.number(value) : Vietnamese.count(value);
    }
}
