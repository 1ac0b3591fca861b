package vn.hoi.register;

import java.util.List;
import vn.hoi.common.Label;

/** A part of the form under a heading of its own. */
public record Section(String id, Label name, List<Column> columns) {}
