package vn.hoi.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Measure;

/** Writes the figures of one plan as its text asks: numbers, rounded numbers, changes, the words that hold. */
final class FigureWords {

    private static final Label NONE = new Label("chưa có số liệu", "no data");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Digits a rounded number keeps. */
    private static final MathContext ROUGH = new MathContext(2, RoundingMode.HALF_UP);

    private final Map<String, CitedFigure> figures;
    private final Function<Citation, Optional<BigDecimal>> reading;
    private final Language language;
    private final Map<String, Optional<BigDecimal>> before = new HashMap<>();

    /** @param reading the value of a citation, for what was a year before */
    FigureWords(Map<String, CitedFigure> figures, Function<Citation, Optional<BigDecimal>> reading, Language language) {
        this.figures = figures;
        this.reading = reading;
        this.language = language;
    }

    /** Empty for a figure the plan does not cite. */
    Optional<String> of(FigureNode node) {
        CitedFigure cited = figures.get(node.figure());
        return cited == null ? Optional.empty() : Optional.of(words(node, cited));
    }

    private String words(FigureNode node, CitedFigure cited) {
        return switch (node.form()) {
            case NUMBER -> FigureText.inSentence(cited, language);
            case BARE -> FigureText.bare(cited, language);
            case ROUNDED -> rounded(cited);
            case CHANGE ->
                change(cited).map(change -> value(cited, change.abs())).orElse(NONE.in(language));
            case CHANGE_SHARE -> share(cited).orElse(NONE.in(language));
            case WORDS -> node.words().getOrDefault(direction(cited), "");
        };
    }

    /** {@code rise}, {@code fall} or {@code same} against the same period a year before; {@code none} when either is not known. */
    private String direction(CitedFigure cited) {
        return change(cited)
                .map(change -> change.signum() > 0 ? "rise" : change.signum() < 0 ? "fall" : "same")
                .orElse("none");
    }

    private Optional<BigDecimal> change(CitedFigure cited) {
        BigDecimal now = cited.printed();
        return now == null ? Optional.empty() : before(cited).map(now::subtract);
    }

    private Optional<BigDecimal> before(CitedFigure cited) {
        return before.computeIfAbsent(cited.citation().figure().id(), id -> {
            return reading.apply(cited.citation().later(-1));
        });
    }

    private Optional<String> share(CitedFigure cited) {
        BigDecimal then = before(cited).orElse(BigDecimal.ZERO);
        return then.signum() == 0
                ? Optional.empty()
                : change(cited)
                        .map(change -> Vietnamese.number(
                                        change.abs().multiply(HUNDRED).divide(then.abs(), 1, RoundingMode.HALF_UP))
                                + "%");
    }

    private String rounded(CitedFigure cited) {
        BigDecimal exact = cited.printed();
        if (exact == null) {
            return NONE.in(language);
        }
        BigDecimal rough = exact.round(ROUGH);
        int side = rough.compareTo(exact);
        Qualifier qualifier = side == 0 ? Qualifier.EXACT : side > 0 ? Qualifier.NEARLY : Qualifier.OVER;
        String word =
                side < 0 && language == Language.VI ? "trên " : qualifier.word().in(language);
        return word + value(cited, rough);
    }

    private String value(CitedFigure cited, BigDecimal value) {
        Measure measure = cited.citation().figure().measure();
        return FigureText.value(
                PlanCheck.plain(value), measure, cited.citation().show(), language);
    }
}
