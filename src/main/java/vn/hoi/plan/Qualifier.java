package vn.hoi.plan;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/** How exactly a plan states a figure, and so what agrees with it. */
public enum Qualifier {
    /** Equal. */
    EXACT(new Label("", ""), "1", "1"),
    /** «gần»: up to 3 % below. */
    NEARLY(new Label("gần ", "nearly "), "0.97", "1"),
    /** «hơn», «trên»: up to 10 % above. */
    OVER(new Label("hơn ", "over "), "1", "1.10"),
    /** «khoảng»: 5 % either way. */
    ABOUT(new Label("khoảng ", "about "), "0.95", "1.05"),
    /** «ít nhất», said by the sentence itself: anything from the stated value up. */
    AT_LEAST(new Label("", ""), "1", null);

    private final Label word;
    private final BigDecimal least;
    private final @Nullable BigDecimal most;

    Qualifier(Label word, String least, @Nullable String most) {
        this.word = word;
        this.least = new BigDecimal(least);
        this.most = most == null ? null : new BigDecimal(most);
    }

    static Qualifier of(String declared) {
        return valueOf(declared.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** As declarations and the database write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word before the number, with its space; empty where there is none. */
    public Label word() {
        return word;
    }

    /** Whether a value agrees with what was published under this word. */
    public boolean agrees(BigDecimal published, BigDecimal here) {
        return here.compareTo(published.multiply(least)) >= 0
                && (most == null || here.compareTo(published.multiply(most)) <= 0);
    }
}
