package vn.hoi.register;

/**
 * A list kept under a name.
 *
 * @param query of its address, without the question mark: filters, order, columns
 * @param shared whether everyone who may open the register sees it
 * @param account who keeps it
 */
public record SavedView(long id, String name, String query, boolean shared, String account) {}
