/**
 * Owns the journal: who did what to which subject, when and why, written in the change's own transaction.
 *
 * <p>Offers {@link vn.hoi.journal.Journal}. Refuses to edit or delete an entry; the database refuses it too.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "journal",
        allowedDependencies = {"common"})
package vn.hoi.journal;
