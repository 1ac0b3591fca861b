package vn.hoi.register;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * One value of a declared list.
 *
 * @param from first day it may be chosen; null when always
 * @param until last day it may be chosen, inclusive; null while it lasts. Records that hold it keep it.
 */
public record Choice(
        String id,
        Label name,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    /** Whether it may be chosen on that day. */
    public boolean on(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
