package vn.hoi.journal;

import java.util.Optional;
import vn.hoi.common.Ui;

/** What the owners of subjects know of them. Answered by later modules; of a subject nobody knows, the words stay as written. */
public interface Subjects {

    /** Empty when the subject is none of this module's. */
    Optional<Subject> find(String subject);

    /** One subject. */
    interface Subject {

        /** Root-relative address of its page. */
        String address();

        /** What was done, in the reader's words. */
        String action(Ui ui, Journal.Entry entry);

        /** A column's name. */
        String column(Ui ui, String column);

        /** A value of a column in words, as the journal keeps it. */
        String value(Ui ui, String column, Object value);

        /** The entry as the person at work may see it: personal values masked for who may not read them. */
        Journal.Entry shown(Journal.Entry entry);
    }
}
