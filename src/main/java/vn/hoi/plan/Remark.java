package vn.hoi.plan;

import java.time.OffsetDateTime;

/**
 * A remark.
 *
 * @param paragraph it is about
 * @param suggestion whether it is a text in place of the paragraph's
 * @param begunFrom version of the paragraph its author saw
 */
public record Remark(
        long id, long paragraph, boolean suggestion, int begunFrom, String text, String account, OffsetDateTime at) {}
