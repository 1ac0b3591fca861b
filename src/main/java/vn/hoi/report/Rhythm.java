package vn.hoi.report;

import java.util.Locale;
import vn.hoi.common.Label;

/** How often a form is due. */
public enum Rhythm {
    MONTH(1, "hằng tháng", "monthly"),
    QUARTER(3, "hằng quý", "quarterly"),
    HALF_YEAR(6, "6 tháng", "half-yearly"),
    YEAR(12, "hằng năm", "yearly");

    final int months;
    final Label name;

    Rhythm(int months, String vi, String en) {
        this.months = months;
        this.name = new Label(vi, en);
    }

    /** Reads {@code half-year}. */
    static Rhythm of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
