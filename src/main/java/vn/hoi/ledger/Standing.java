package vn.hoi.ledger;

import java.util.EnumMap;
import java.util.Map;

/** What the postings of a line come to now, held under the line's lock; the database keeps the same. */
final class Standing {

    private final Map<Account, Long> reached;
    private final Map<Account, Long> held;
    private long overCommitted;
    private long overLoaded;

    Standing(Map<Account, Long> reached, Map<Account, Long> held, long overCommitted, long overLoaded) {
        this.reached = new EnumMap<>(reached);
        this.held = new EnumMap<>(held);
        this.overCommitted = overCommitted;
        this.overLoaded = overLoaded;
    }

    Standing copy() {
        return new Standing(reached, held, overCommitted, overLoaded);
    }

    long reached(Account account) {
        return reached.getOrDefault(account, 0L);
    }

    /** What lies at a stage. */
    long held(Account account) {
        return held.getOrDefault(account, 0L);
    }

    long available() {
        return reached(Account.ALLOTTED) + reached(Account.BROUGHT);
    }

    long disbursed() {
        return reached(Account.ADVANCED) + reached(Account.PAID);
    }

    /** How far commitments go beyond what may be committed, what was allowed before left out; 0 or less when they do not. */
    long overCommitted() {
        return reached(Account.COMMITTED) - available() - overCommitted;
    }

    /** How far disbursement goes beyond what is loaded or allotted, likewise. */
    long overLoaded() {
        return Math.max(
                        Math.max(-held(Account.LOADED), disbursed() - reached(Account.LOADED)),
                        disbursed() - available())
                - overLoaded;
    }

    void allow(String limit, long amount) {
        if (limit.equals("committed")) {
            overCommitted += amount;
        } else if (limit.equals("loaded")) {
            overLoaded += amount;
        }
    }

    /** @param moved negative for a correction */
    void move(Move move, long moved) {
        move.effects().forEach((account, sign) -> reached.merge(account, sign * moved, Math::addExact));
        Account.find(move.from()).filter(Account::holds).ifPresent(from -> held.merge(from, -moved, Math::addExact));
        Account.find(move.to()).filter(Account::holds).ifPresent(to -> held.merge(to, moved, Math::addExact));
    }
}
