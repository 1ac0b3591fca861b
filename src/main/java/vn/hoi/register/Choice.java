package vn.hoi.register;

import vn.hoi.common.Label;

/** One value of a declared list. */
public record Choice(String id, Label name) {}
