package vn.hoi.demonstration;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A row being made: the columns filled so far, its running number, and where its chances come from. */
final class Making {

    private static final SplittableRandom NONE = new SplittableRandom(0);

    final @Nullable Object[] values;
    final StringBuilder text = new StringBuilder(128);
    SplittableRandom random = NONE;

    /** Running number of the row in its register, from 1. */
    long number;

    Making(int columns) {
        values = new @Nullable Object[columns];
    }
}
