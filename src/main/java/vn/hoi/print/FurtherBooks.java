package vn.hoi.print;

import java.util.List;
import vn.hoi.common.Label;

/** Books that documents beside the prints of records take their numbers from. Answered by later modules. */
public interface FurtherBooks {

    List<FurtherBook> list();

    /**
     * A book.
     *
     * @param number how it writes a number, as a print does: {@code {n}/KH-UBND}
     * @param name of what takes from it
     */
    record FurtherBook(String id, String number, Label name) {}
}
