package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a target stands.
 *
 * @param now the figure's value, on the target's day when that is over; null when nothing is known
 * @param expected where the trajectory has it; null when there is no trajectory yet
 * @param history the figure's values at the ends of the last periods, as far as known
 * @param forecast what the trend of these makes of it on the target's day; null where there are too few or the day is over
 * @param reachedOn the day the trend reaches it; null when it never does, or is there already
 */
public record TargetStanding(
        Target target,
        Status status,
        @Nullable BigDecimal now,
        @Nullable BigDecimal expected,
        NavigableMap<LocalDate, BigDecimal> history,
        @Nullable BigDecimal forecast,
        @Nullable LocalDate reachedOn) {

    /** How it stands. */
    public enum Status {
        /** The value asked for is there. */
        REACHED,
        /** As good as the trajectory, or where there is none, as the trend needs to be. */
        ON_TRACK,
        BEHIND,
        /** Its day is over and it was not reached. */
        MISSED,
        /** No figure measures it, or its figure has no data. */
        NOT_MEASURED;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
