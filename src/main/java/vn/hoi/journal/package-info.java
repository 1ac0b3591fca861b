/**
 * Owns the journal: who did what to which subject, when and why, written in the change's own transaction; its seals, which
 * chain batches of committed entries behind the writers by Merkle root; the heads outside the database; the auditor's
 * pages.
 *
 * <p>Offers {@link vn.hoi.journal.Journal}, {@link vn.hoi.journal.JournalProof}, {@link vn.hoi.journal.Seals} and {@link
 * vn.hoi.journal.Sealer}; asks the owners of subjects through {@link vn.hoi.journal.Subjects}. Refuses to edit or delete
 * an entry or a seal; the database refuses it too, but for an erasure that leaves the digest and an entry of its own.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "journal",
        allowedDependencies = {"common"})
package vn.hoi.journal;
