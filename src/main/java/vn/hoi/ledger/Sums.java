package vn.hoi.ledger;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Đồng by account, with what is derived from them. */
public final class Sums {

    /** What pages show from the request to the last đồng, in this order. */
    public static final java.util.List<String> SHOWN = java.util.List.of(
            "requested", "appraised", "decided", "allotted", "loaded", "committed", "disbursed", "remaining");

    /** Disbursement of a period; {@code disbursed} alone is all of it up to a day. */
    static final String IN_PERIOD = "disbursed-in-period";

    private final Map<Account, Long> amounts = new EnumMap<>(Account.class);

    /** Đồng at an account; 0 when nothing came to it. */
    public long get(Account account) {
        return amounts.getOrDefault(account, 0L);
    }

    void add(Account account, long amount) {
        amounts.merge(account, amount, Math::addExact);
    }

    /** Adds every account of another. */
    public void add(Sums other) {
        other.amounts.forEach(this::add);
    }

    /** Advances and payments. */
    public long disbursed() {
        return Math.addExact(get(Account.ADVANCED), get(Account.PAID));
    }

    /** What may be spent: allotted and brought from the year before. */
    public long available() {
        return Math.addExact(get(Account.ALLOTTED), get(Account.BROUGHT));
    }

    /** What is still to be disbursed of it: less what was extended, carried over or cancelled. */
    public long remaining() {
        return available() - disbursed() - get(Account.EXTENDED) - get(Account.CARRIED_OVER) - get(Account.CANCELLED);
    }

    /** By the name of an account or of what is derived: {@code disbursed}, {@code available}, {@code remaining}. */
    public long get(String name) {
        return switch (name) {
            case "disbursed", IN_PERIOD -> disbursed();
            case "available" -> available();
            case "remaining" -> remaining();
            default -> get(Account.find(name).orElseThrow(() -> new IllegalArgumentException("no account " + name)));
        };
    }

    /** Whether {@link #get(String)} knows the name. */
    public static boolean isName(String name) {
        return name.equals("disbursed")
                || name.equals(IN_PERIOD)
                || name.equals("available")
                || name.equals("remaining")
                || Account.find(name).isPresent();
    }

    /** Whether it tells what moved in a period rather than what stands on a day. */
    static boolean isFlow(String name) {
        return name.equals(IN_PERIOD);
    }

    /** All accounts and what is derived, for machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Account account : Account.values()) {
            json.put(account.id(), get(account));
        }
        json.put("disbursed", disbursed());
        json.put("remaining", remaining());
        return json;
    }
}
