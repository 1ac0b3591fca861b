package vn.hoi.register;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Expression;

/**
 * What anybody may see of a record whose key they know.
 *
 * @param lookUpBy columns whose whole value finds a record, {@code code} among them where declared
 * @param shows columns made public; {@code state}, {@code place} and {@code unit} too where declared
 * @param valid holds for a record that is in order
 * @param expired holds for one whose time is over
 * @param kind what a reader wants to know of it
 */
public record PublicView(
        List<String> lookUpBy,
        List<String> shows,
        @Nullable Expression valid,
        @Nullable Expression expired,
        Kind kind) {

    /** What is looked up. */
    public enum Kind {
        /** A paper or a thing whose validity is checked. */
        PAPER,
        /** A case its sender follows: its state is the answer. */
        CASE,
        /** Something to be read; nobody checks it. */
        INFORMATION
    }
}
