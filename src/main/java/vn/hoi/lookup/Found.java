package vn.hoi.lookup;

import java.util.List;

/**
 * One record with the key asked for.
 *
 * @param facts what is public of it, in the declared order; what is empty is left out
 */
public record Found(Verdict verdict, List<Fact> facts) {

    /** A column and its value in the reader's words. */
    public record Fact(String name, String value) {}
}
