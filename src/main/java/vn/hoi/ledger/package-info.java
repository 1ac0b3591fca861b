/**
 * Owns the money: budget lines and their classification, postings and what they come to on any day, the limits they keep,
 * projects with totals, contracts and final accounts, years and their closing.
 *
 * <p>Offers {@link vn.hoi.ledger.Lines}, {@link vn.hoi.ledger.Postings}, {@link vn.hoi.ledger.Budget} and {@link
 * vn.hoi.ledger.Projects}; answers {@link vn.hoi.figure.LedgerBalances}: every balance is a figure. Refuses to change or
 * delete a posting (the database refuses it too; a correction is one more posting that names the old), a posting beyond a
 * limit without a second person's written word, anything but a correction in a closed year, and a document used twice.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "ledger",
        allowedDependencies = {"common", "sheet", "journal", "unit", "access", "register", "figure"})
package vn.hoi.ledger;
