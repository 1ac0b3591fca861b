package vn.hoi.intake;

import vn.hoi.register.Row;

/** One record of an answer, beside where its unit stands. */
public record DataCallLine(DataCallAnswer answer, Row row) {}
