package vn.hoi.register;

import vn.hoi.common.Label;

/** One heading of the plan with its own folder under {@code fields/}. */
public record Field(String id, Label name, int order, Label about) {}
