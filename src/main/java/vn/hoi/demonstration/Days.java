package vn.hoi.demonstration;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** A range of days, both ends in it; written {@code 2021-01-01..2025-06-30}, or one day alone. */
record Days(LocalDate from, LocalDate to) {

    static Days parse(String text) {
        int dots = text.indexOf("..");
        try {
            LocalDate from = LocalDate.parse(dots < 0 ? text : text.substring(0, dots));
            LocalDate to = dots < 0 ? from : LocalDate.parse(text.substring(dots + 2));
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("'" + text + "' ends before it begins");
            }
            return new Days(from, to);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a range like 2021-01-01..2025-06-30", e);
        }
    }
}
