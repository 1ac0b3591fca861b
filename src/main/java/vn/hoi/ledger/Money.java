package vn.hoi.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** In what money is shown: {@code dong}, {@code thousand}, {@code million} or {@code billion}; machines always get đồng. */
public record Money(String in) {

    /** What may be asked for. */
    public static final List<String> ALL = List.of("dong", "thousand", "million", "billion");

    /** @throws Problem LED-400 for anything else */
    public static Money read(String in) {
        if (!ALL.contains(in)) {
            throw Problem.badRequest("LED-400", "Không có đơn vị tính «" + in + "»; dùng một trong " + ALL + ".");
        }
        return new Money(in);
    }

    /** For a chart: whole units, of a tỷ one place. */
    public String round(long dong) {
        return Vietnamese.number(BigDecimal.valueOf(dong)
                .movePointLeft(3 * ALL.indexOf(in))
                .setScale(in.equals("billion") ? 1 : 0, RoundingMode.HALF_UP)
                .stripTrailingZeros());
    }

    /** The number itself. */
    BigDecimal of(long dong) {
        return BigDecimal.valueOf(dong).movePointLeft(3 * ALL.indexOf(in));
    }

    /** As prose writes it, without the unit; nothing is rounded away. */
    public String show(long dong) {
        return Vietnamese.number(
                BigDecimal.valueOf(dong).movePointLeft(3 * ALL.indexOf(in)).stripTrailingZeros());
    }
}
