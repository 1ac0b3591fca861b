package vn.hoi.register;

import java.time.OffsetDateTime;

/**
 * One deadline of a record.
 *
 * @param runs whether it runs in the record's state; else it is over
 * @param explanation how the day came about, in a sentence; empty where that is not known
 */
public record DueOfRecord(Deadline deadline, OffsetDateTime at, boolean runs, String explanation) {

    /** When it is due, for people. */
    public String words() {
        return new Row.Course(0, at, null).dueWords();
    }
}
