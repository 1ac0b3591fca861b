package vn.hoi.register;

import vn.hoi.common.Label;

/**
 * A state of a record's life.
 *
 * @param tag how it is shown: ok, due, late, info or off; always with its words, never by colour alone
 * @param end whether a record may stay in it for good
 */
public record State(String id, Label name, String tag, boolean end) {}
