package vn.hoi.register;

import java.time.LocalDate;
import java.util.Optional;

/** What a value may refer to. Answered from the database for one record, from memory for many. */
interface Known {

    /** The unit of a code, an {@code id:}, an id or a full name, if there is one. */
    Optional<Integer> unit(String typed, LocalDate day);

    /** Whether records are counted at this unit: an area, not an agency. */
    boolean isArea(int unit);

    int province();

    /** The code of a record of that register, typed as its code. */
    Optional<String> reference(String register, String typed);

    /** Whether there is a file of this number, not yet of another record. */
    boolean file(long number);
}
