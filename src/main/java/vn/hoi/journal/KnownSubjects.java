package vn.hoi.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hoi.common.Rights;
import vn.hoi.common.Ui;

/** Subjects by whichever module owns them. */
@Component
class KnownSubjects {

    private static final String MASKED = "•••";

    private final ObjectProvider<Subjects> owners;
    private final Rights rights;

    KnownSubjects(ObjectProvider<Subjects> owners, Rights rights) {
        this.owners = owners;
        this.rights = rights;
    }

    Subjects.Subject get(String subject) {
        return owners.stream()
                .flatMap(owner -> owner.find(subject).stream())
                .findFirst()
                .orElseGet(() -> new Unknown(subject));
    }

    /** The entry as the person at work may see it. */
    Journal.Entry shown(Journal.Entry entry) {
        return get(entry.subject()).shown(entry);
    }

    /** A subject without a page; its values are shown to those alone who may read anything personal of its kind. */
    private final class Unknown implements Subjects.Subject {
        private final String subject;

        Unknown(String subject) {
            this.subject = subject;
        }

        @Override
        public String address() {
            return "";
        }

        @Override
        public String action(Ui ui, Journal.Entry entry) {
            return word(ui, entry.action()).orElse(entry.action());
        }

        @Override
        public String column(Ui ui, String column) {
            return column;
        }

        @Override
        public String value(Ui ui, String column, Object value) {
            return value.toString();
        }

        @Override
        public Journal.Entry shown(Journal.Entry entry) {
            int slash = subject.indexOf('/');
            if (rights.mayReadPersonal(slash < 0 ? subject : subject.substring(0, slash))) {
                return entry;
            }
            Map<String, Journal.Change> changes = new LinkedHashMap<>(entry.changes());
            changes.replaceAll((column, change) -> masked(change));
            return entry.with(changes);
        }
    }

    private static Optional<String> word(Ui ui, String action) {
        try {
            return Optional.of(ui.t("journal." + action));
        } catch (IllegalArgumentException withoutText) {
            return Optional.empty();
        }
    }

    private static Journal.Change masked(Journal.Change change) {
        return change.erased()
                ? change
                : new Journal.Change(change.before() == null ? null : MASKED, change.after() == null ? null : MASKED);
    }
}
