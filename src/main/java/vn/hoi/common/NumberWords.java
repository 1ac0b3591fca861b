package vn.hoi.common;

import java.util.List;
import java.util.Locale;

/**
 * Whole numbers in Vietnamese words, as documents write them behind the digits («bằng chữ»): 1.005.021 is {@code một triệu
 * không trăm linh năm nghìn không trăm hai mươi mốt}.
 */
public final class NumberWords {

    private static final List<String> DIGITS =
            List.of("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín");
    private static final List<String> GROUPS = List.of("", " nghìn", " triệu");
    private static final long BILLION = 1_000_000_000L;

    private NumberWords() {}

    /** In small letters: {@code hai mươi tư}; {@code âm} before a negative number. */
    public static String of(long number) {
        if (number == 0) {
            return DIGITS.getFirst();
        }
        // as an unsigned number, which also holds the smallest long without its sign
        return number < 0 ? "âm " + positive(-number) : positive(number);
    }

    /** An amount: {@code Một triệu hai trăm nghìn đồng}. */
    public static String dong(long amount) {
        String words = of(amount);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + " đồng";
    }

    private static String positive(long number) {
        long billions = Long.divideUnsigned(number, BILLION);
        int below = (int) Long.remainderUnsigned(number, BILLION);
        if (billions == 0) {
            return belowBillion(below, false);
        }
        String words = positive(billions) + " tỷ";
        return below == 0 ? words : words + " " + belowBillion(below, true);
    }

    /** @param behind whether greater groups stand before, so that missing hundreds are read */
    private static String belowBillion(int number, boolean behind) {
        var words = new StringBuilder();
        int unit = 1_000_000;
        for (int group = 2; group >= 0; group--) {
            int three = number / unit % 1000;
            if (three > 0) {
                words.append(words.isEmpty() ? "" : " ")
                        .append(three(three, behind || !words.isEmpty()))
                        .append(GROUPS.get(group));
            }
            unit /= 1000;
        }
        return words.toString();
    }

    private static String three(int number, boolean behind) {
        int hundreds = number / 100;
        int tens = number / 10 % 10;
        int ones = number % 10;
        var words = new StringBuilder();
        if (hundreds > 0 || behind) {
            words.append(DIGITS.get(hundreds)).append(" trăm");
        }
        if (tens > 0) {
            words.append(words.isEmpty() ? "" : " ").append(tens == 1 ? "mười" : DIGITS.get(tens) + " mươi");
        } else if (ones > 0 && !words.isEmpty()) {
            words.append(" linh");
        }
        if (ones > 0) {
            words.append(words.isEmpty() ? "" : " ").append(ones(ones, tens));
        }
        return words.toString();
    }

    /** {@code mốt} and {@code tư} behind twenty and more, {@code lăm} behind any ten. */
    private static String ones(int ones, int tens) {
        if (ones == 1 && tens > 1) {
            return "mốt";
        }
        if (ones == 4 && tens > 1) {
            return "tư";
        }
        return ones == 5 && tens > 0 ? "lăm" : DIGITS.get(ones);
    }
}
