package vn.hoi.demonstration;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The rows of one group, one after another in the order of the group's first date. */
final class GroupStream {

    final int order;

    private final long size;
    private final Fill[] fills;
    private final SplittableRandom random;
    private final int dated;
    private final DateFills.@Nullable InRange range;
    private long made;
    private @Nullable LocalDate day;

    GroupStream(int order, long size, Fill[] fills, SplittableRandom random) {
        this.order = order;
        this.size = size;
        this.fills = fills;
        this.random = random;
        int at = 0;
        while (at < fills.length && !(fills[at] instanceof DateFills.InRange)) {
            at++;
        }
        dated = at;
        range = at < fills.length ? (DateFills.InRange) fills[at] : null;
        drawDay();
    }

    boolean hasNext() {
        return made < size;
    }

    /** Where the next row stands among those of the other groups. */
    long epochDay() {
        return day == null ? Long.MIN_VALUE : day.toEpochDay();
    }

    void next(Making row) {
        row.random = random;
        for (int i = 0; i < fills.length; i++) {
            row.values[i] = i == dated ? day : fills[i].fill(row);
        }
    }

    void advance() {
        made++;
        drawDay();
    }

    private void drawDay() {
        // each row has its own equal part of the range, so rows come in order and spread evenly
        if (range != null && made < size) {
            day = range.at((made + random.nextDouble()) / size);
        }
    }
}
