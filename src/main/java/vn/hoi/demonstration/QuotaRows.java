package vn.hoi.demonstration;

import java.util.List;

/**
 * The rows of one register, made while they are read, in the order of their first date. Each iterator starts anew and
 * gives the same rows.
 *
 * <p>A row holds one value for each of {@link #columns()}: {@code String} (texts and choices), {@code Long} (integers and
 * money in đồng), {@code BigDecimal}, {@code LocalDate}, {@code Boolean}, {@code Integer} (the id of an area), or null.
 */
public interface QuotaRows extends Iterable<Object[]> {

    /** Declared column ids, and {@code unit}, {@code place}, {@code state}. */
    List<String> columns();

    /** How many rows an iterator gives. */
    long size();
}
