package vn.hoi.estimate;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a proposal with the amounts it was given.
 *
 * @param unit who proposes it
 * @param line number of its budget line in the ledger; null until it is submitted
 * @param code of its budget line; null until it is submitted, unless a file names it
 * @param amount as drafted, đồng
 * @param versions the latest of each stage
 */
public record Item(
        long id,
        long proposal,
        int unit,
        @Nullable Long line,
        @Nullable String code,
        Purpose purpose,
        Norm norm,
        long amount,
        @Nullable String reason,
        boolean dropped,
        Map<Stage, Version> versions) {

    /** One amount it was given. */
    public record Version(
            long id,
            long item,
            Stage stage,
            long amount,
            Norm norm,
            @Nullable String reason,
            String author,
            Instant at) {}

    /** The latest of a stage; an appraisal of a proposal that was changed since counts no more. */
    public @Nullable Version version(Stage stage) {
        Version version = versions.get(stage);
        Version proposed = versions.get(Stage.PROPOSED);
        boolean stale = version != null && proposed != null && version.id() < proposed.id();
        return stale ? null : version;
    }

    /** Đồng at a stage; null when none was given. */
    public @Nullable Long at(Stage stage) {
        Version version = version(stage);
        return version == null ? null : version.amount();
    }

    /** Đồng at a stage, or at the latest one before it that has any; 0 when none has. */
    public long upTo(Stage stage) {
        for (int index = stage.ordinal(); index >= 0; index--) {
            Long amount = at(Stage.values()[index]);
            if (amount != null) {
                return amount;
            }
        }
        return 0;
    }

    /** Whether it was submitted; a line dropped later is, at 0. */
    public boolean isSubmitted() {
        return versions.containsKey(Stage.PROPOSED);
    }

    /** Whether it asks for money and was not given an amount at this stage yet. */
    public boolean isMissing(Stage stage) {
        return upTo(Stage.PROPOSED) > 0 && version(stage) == null;
    }

    /** Number of the version somebody who appraises looks at; 0 for none. */
    public long seen(Stage stage) {
        long latest = 0;
        for (Stage one : new Stage[] {Stage.PROPOSED, stage}) {
            Version version = versions.get(one);
            latest = version == null ? latest : Math.max(latest, version.id());
        }
        return latest;
    }
}
