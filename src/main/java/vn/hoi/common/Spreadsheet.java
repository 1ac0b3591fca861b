package vn.hoi.common;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a list as a spreadsheet. Asked here and answered by the module that owns spreadsheets, as {@code common} knows no
 * other.
 */
public interface Spreadsheet {

    /**
     * Writes the rows, their types kept, as one {@code .xlsx} sheet.
     *
     * @param name of the sheet; what a sheet's name may not hold is left out
     * @throws Problem when there are more rows than a sheet holds
     */
    void write(Csv table, String name, OutputStream out) throws IOException;
}
