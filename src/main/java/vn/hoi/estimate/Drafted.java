package vn.hoi.estimate;

import org.jspecify.annotations.Nullable;

/**
 * An item as a unit writes it.
 *
 * @param id of the item it changes; null for a new one
 * @param code of its budget line, where a file names it; null otherwise
 * @param amount đồng
 * @param drop whether it is taken out of the proposal
 */
record Drafted(
        @Nullable Long id,
        @Nullable String code,
        Purpose purpose,
        Norm norm,
        long amount,
        @Nullable String reason,
        boolean drop) {}
