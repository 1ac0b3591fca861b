package vn.hoi.demonstration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Things to draw from, each with its weight. */
final class Weighted<T> {

    private final List<T> items = new ArrayList<>();
    private double[] upTo = new double[8];
    private double total;
    private boolean alike = true;
    private double firstWeight;

    void add(T item, double weight) {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("Weight " + weight + " of '" + item + "' is not above 0");
        }
        if (items.isEmpty()) {
            firstWeight = weight;
        }
        alike &= weight == firstWeight;
        if (items.size() == upTo.length) {
            upTo = Arrays.copyOf(upTo, items.size() * 2);
        }
        total += weight;
        upTo[items.size()] = total;
        items.add(item);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    T draw(SplittableRandom random) {
        if (alike) {
            return items.get(random.nextInt(items.size()));
        }
        int at = Arrays.binarySearch(upTo, 0, items.size(), random.nextDouble() * total);
        return items.get(Math.min(at < 0 ? -at - 1 : at + 1, items.size() - 1));
    }
}
