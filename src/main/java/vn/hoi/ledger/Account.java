package vn.hoi.ledger;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may have become of the money of a line. The order is the way from the request to the settlement. */
public enum Account {
    REQUESTED,
    APPRAISED,
    DECIDED,
    ALLOTTED,
    APPORTIONED,
    LOADED,
    COMMITTED,
    ADVANCED,
    PAID,
    RETAINED,
    REPAID,
    ADJUSTED,
    SUPPLEMENTED,
    SAVED,
    EXTENDED,
    CARRIED_OVER,
    CANCELLED,
    BROUGHT;

    /** As addresses, files and JSON name it: {@code carried-over}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The column of the tables. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether money lies at it, to be moved on from there. */
    boolean holds() {
        return switch (this) {
            case REQUESTED, APPRAISED, DECIDED, ALLOTTED, APPORTIONED, LOADED, ADVANCED, PAID, RETAINED, REPAID -> true;
            default -> false;
        };
    }

    static Optional<Account> find(String id) {
        return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
    }
}
