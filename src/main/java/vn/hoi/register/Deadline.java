package vn.hoi.register;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.calendar.Span;
import vn.hoi.common.Label;

/**
 * By when something is to be done about a record.
 *
 * @param name what is due, such as «Hạn trả kết quả»
 * @param on column that holds the day itself; null when it is counted from another
 * @param from column the time runs from; null when {@code on} is given
 * @param within time allowed, by the id of a choice of {@code by}; under {@code ""} for all others
 * @param by column of choices the time allowed depends on; null when it is one for all
 * @param metIn states in which nothing is due any more
 * @param warnBefore how long ahead it is called due
 * @param source law or document that sets it; null where none is named
 */
public record Deadline(
        Label name,
        @Nullable String on,
        @Nullable String from,
        Map<String, Span> within,
        @Nullable String by,
        Set<String> metIn,
        Span warnBefore,
        @Nullable String source) {}
