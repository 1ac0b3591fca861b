package vn.hoi.plan;

import org.jspecify.annotations.Nullable;

/**
 * What became of a text.
 *
 * @param paragraph its number
 * @param version it has now
 * @param suggestion number of the suggestion it became; null when it stands
 */
public record SavedText(
        long paragraph, int version, @Nullable Long suggestion) {}
