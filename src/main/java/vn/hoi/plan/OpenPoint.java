package vn.hoi.plan;

/**
 * Something that is not in order yet. A plan goes out with it only for a written reason.
 *
 * @param key the same as long as the point is the same
 * @param kind what sort of point: section, figure, relation, typed, remark, opinion, unit, document, target, money,
 *     total, year
 * @param says what, in a sentence
 * @param address where it is put right
 */
public record OpenPoint(String key, String kind, String says, String address) {}
