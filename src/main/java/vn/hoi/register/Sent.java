package vn.hoi.register;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem.Fault;

/**
 * A form as it was sent.
 *
 * @param typed text by column id, as {@link Values} reads it
 * @param faults files that were refused
 * @param more column whose further empty lines are asked for, or any word to have the form again; empty when it is sent
 *     to be saved
 * @param draft number of the draft it was saved under; null when under none
 * @param alikeSeen whether records alike were shown and the person goes on
 * @param confirmed whether the answers were shown once more
 */
record Sent(
        Map<String, String> typed,
        List<Fault> faults,
        String more,
        @Nullable Long draft,
        boolean alikeSeen,
        boolean confirmed) {}
