package vn.hoi.plan;

import java.util.Locale;

/** Where a plan stands: written, sent for opinion, submitted, approved, out, replaced by a later one, withdrawn. */
public enum PlanState {
    DRAFT,
    IN_OPINION,
    SUBMITTED,
    APPROVED,
    PUBLISHED,
    REPLACED,
    WITHDRAWN;

    static PlanState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** As addresses, JSON and the database write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its words may still change. */
    public boolean isWritten() {
        return this == DRAFT || this == IN_OPINION;
    }

    /** Whether it has gone out, so that anybody reads it. */
    public boolean isOut() {
        return this == PUBLISHED || this == REPLACED || this == WITHDRAWN;
    }

    /** Colour of its tag. */
    public String tag() {
        return switch (this) {
            case PUBLISHED -> "ok";
            case DRAFT, IN_OPINION -> "due";
            case SUBMITTED, APPROVED -> "info";
            case REPLACED, WITHDRAWN -> "off";
        };
    }
}
