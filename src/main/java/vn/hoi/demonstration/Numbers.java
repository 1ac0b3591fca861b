package vn.hoi.demonstration;

/** Running numbers written with so many digits. */
final class Numbers {

    static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Numbers() {}

    static void append(StringBuilder out, long number, int digits) {
        for (int i = digits - 1; i > 0 && number < POWERS[i]; i--) {
            out.append('0');
        }
        out.append(number);
    }

    /** One-to-one on the numbers of that many digits (at most 9), so unique numbers stay unique. */
    static long mix(long number, int digits) {
        // 618033989 shares no factor with 10, so multiplying by it permutes the numbers below a power of ten
        return (number % POWERS[digits] * 618_033_989L + 271_828_183L) % POWERS[digits];
    }
}
