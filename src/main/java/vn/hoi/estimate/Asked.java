package vn.hoi.estimate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.ledger.Money;
import vn.hoi.ledger.Postings;
import vn.hoi.ledger.Typed;
import vn.hoi.unit.Units;

/** What addresses of the estimate ask for. */
final class Asked {

    /** What items are narrowed by. */
    static final List<String> FILTERS = List.of("unit", "field", "heading", "level", "nature", "source", "programme");

    private Asked() {}

    /** @throws Problem EST-404 */
    static Round round(Rounds rounds, String year) {
        if (!year.matches("\\d{4}")) {
            throw Rounds.unknown(year);
        }
        return rounds.get(Integer.parseInt(year));
    }

    static Money money(Map<String, String> asked) {
        return Money.read(asked.getOrDefault("in", "million"));
    }

    /** Items of which every property asked for has the value; empty asks for none, unless it says {@code none}. */
    static Predicate<Item> filter(Map<String, String> asked, Units units) {
        return item -> FILTERS.stream().allMatch(name -> {
            String value = Typed.plain(asked.getOrDefault(name, ""));
            String has = name.equals("unit")
                    ? units.get(item.unit()).code()
                    : item.purpose().get(name);
            return value.isEmpty() || has.equals(value.equals("none") ? "" : value);
        });
    }

    /** Whole đồng, 0 too. */
    static Optional<Long> amount(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return Vietnamese.readNumber(Typed.plain(text))
                .filter(amount -> amount.signum() >= 0
                        && amount.stripTrailingZeros().scale() <= 0
                        && amount.compareTo(BigDecimal.valueOf(Postings.MOST)) <= 0)
                .map(BigDecimal::longValueExact);
    }

    /** A number of an address. @throws Problem EST-405 */
    static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.unknown("EST-405", "Không có dòng dự toán «" + text + "»; mở lại danh sách.");
        }
        return Long.parseLong(text);
    }
}
