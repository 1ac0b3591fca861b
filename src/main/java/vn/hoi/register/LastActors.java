package vn.hoi.register;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.journal.Journal;

/** Who did the last thing with a record, for steps that ask for a second person. */
@Component
class LastActors {

    private static final int LOOKED_THROUGH = 50;

    private final Journal journal;

    LastActors(Journal journal) {
        this.journal = journal;
    }

    /** The account that made, changed or stepped the record last; the program's own acts do not count. */
    Optional<String> lastActor(Register register, Row row) {
        return journal.list(List.of(Records.subject(register, row.code())), null, LOOKED_THROUGH).stream()
                .filter(entry -> !entry.account().equals(CurrentPerson.PROGRAM))
                .filter(entry -> entry.action().equals("created")
                        || entry.action().equals("changed")
                        || entry.action().startsWith("step:"))
                .map(Journal.Entry::account)
                .findFirst();
    }
}
