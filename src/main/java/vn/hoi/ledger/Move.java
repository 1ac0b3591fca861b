package vn.hoi.ledger;

import java.util.Map;

/**
 * One movement there is: from an account of a line to another.
 *
 * @param kind its name: {@code pay}
 * @param part what it belongs to: estimate, treasury, cash, change, year-end, year-begin
 * @param effects how the amount that has come to an account changes by it, +1 or -1 times what is moved
 */
public record Move(String kind, String from, String to, String part, Map<Account, Integer> effects) {

    /** Whether money leaves or comes back: bound to the budget year's days. */
    boolean isCash() {
        return part.equals("cash");
    }

    /** How a correction or the movement itself changes this account. */
    long effect(Account account, long moved) {
        return effects.getOrDefault(account, 0) * moved;
    }
}
