package vn.hoi.register;

import java.time.LocalDate;
import java.util.Optional;

/** What a value may refer to. Answered from the database for one record, from memory for many. */
interface Known {

    /** The unit of a code, an {@code id:}, an id or a full name, if there is one. */
    Optional<Integer> unit(String typed, LocalDate day);

    /** What to do about a text that names no one unit, as the end of a sentence. */
    default String unitCure(String typed, LocalDate day) {
        return "chọn trong danh sách đơn vị";
    }

    /** Whether records are counted at this unit: an area, not an agency. */
    boolean isArea(int unit);

    int province();

    /** The code of a record of that register, typed as its code. */
    Optional<String> reference(String register, String typed);

    /** What is wrong with the name of a thing another module keeps, as the end of a sentence; empty when there is one. */
    Optional<String> elsewhere(String kind, String name);

    /** Whether there is a file of this number that the person at work sent and no record holds yet. */
    boolean file(long number);
}
