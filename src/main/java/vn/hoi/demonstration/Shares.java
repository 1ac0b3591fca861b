package vn.hoi.demonstration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Scales counts by largest remainder. */
final class Shares {

    private Shares() {}

    /**
     * Each count times the scale, rounded so that they add up to the rounded total; a count that would vanish stays at
     * one, so a small scale may add up to a little more.
     */
    static long[] of(long[] counts, double scale) {
        if (!(scale >= 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("Scale " + scale + " is not a number from 0 up");
        }
        long[] parts = new long[counts.length];
        double[] remainders = new double[counts.length];
        long given = 0;
        for (int i = 0; i < counts.length; i++) {
            double exact = counts[i] * scale;
            parts[i] = (long) Math.floor(exact);
            remainders[i] = exact - parts[i];
            given += parts[i];
        }
        long left = Math.round(Arrays.stream(counts).sum() * scale) - given;
        int[] byRemainder = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -remainders[i])
                        .thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < left && i < byRemainder.length; i++) {
            parts[byRemainder[i]]++;
        }
        if (scale > 0) {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0 && parts[i] == 0) {
                    parts[i] = 1;
                }
            }
        }
        return parts;
    }
}
