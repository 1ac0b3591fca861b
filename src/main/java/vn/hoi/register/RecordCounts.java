package vn.hoi.register;

import java.util.Map;

/** How many records each register holds. Answered by the module {@code figure}, from its live cells. */
public interface RecordCounts {

    /** Number of records by register id. */
    Map<String, Long> all();
}
