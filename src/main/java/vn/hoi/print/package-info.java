/**
 * Owns prints of records and of lists: filling their templates with records' values, books of numbers, documents as they were issued.
 *
 * <p>Offers {@link vn.hoi.print.Prints} (drafts, issue, entry from the document system, voiding) and {@link vn.hoi.print.FurtherNumbers} (numbers
 * for documents of later modules, whose books it asks through {@link vn.hoi.print.FurtherBooks}). Refuses a template that
 * names what no record has, a number given twice or left out, a change of what was issued, and a print in a state that is
 * not declared for it.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "print",
        allowedDependencies = {"common", "document", "journal", "unit", "register"})
package vn.hoi.print;
