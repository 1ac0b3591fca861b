package vn.hoi.journal;

import vn.hoi.common.Ui;

/** An entry with what the owner of its subject knows, for the pages. */
public record JournalLine(Journal.Entry entry, Subjects.Subject subject) {

    /** What was done: in the owner's words, else in the journal's own, else as it is written. */
    public String action(Ui ui) {
        String said = subject.action(ui, entry);
        if (!said.equals(entry.action())) {
            return said;
        }
        try {
            return ui.t("audit.did." + said);
        } catch (IllegalArgumentException withoutText) {
            return said;
        }
    }
}
