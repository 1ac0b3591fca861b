/**
 * Owns tables in files as people have them: reading {@code .xlsx} and delimited text row by row, whatever encoding of
 * Vietnamese they were typed in, finding their heading, and writing {@code .xlsx}.
 *
 * <p>Offers {@link vn.hoi.sheet.SheetFile}, {@link vn.hoi.sheet.Table}, {@link vn.hoi.sheet.Cell},
 * {@link vn.hoi.sheet.LegacyText}, {@link vn.hoi.sheet.SheetBook}; answers {@link vn.hoi.common.Spreadsheet}. Refuses a file it cannot read whole, one
 * built to exhaust the machine, and to know what a table is about.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "sheet",
        allowedDependencies = {"common"})
package vn.hoi.sheet;
