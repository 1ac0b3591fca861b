package vn.hoi.plan;

import org.jspecify.annotations.Nullable;

/**
 * One thing a unit said.
 *
 * @param section it is about; null for the whole
 * @param taken whole, part or not; null before it is settled
 */
public record OpinionPoint(
        long id,
        @Nullable Integer section,
        String text,
        @Nullable String taken,
        String reason) {}
