package vn.hoi.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.Rights;
import vn.hoi.common.Ui;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Subjects;

/** Lines, projects, contracts, years, files and postings, as the journal's pages ask of them. */
@Component
class LedgerSubjects implements Subjects {

    private static final List<String> AMOUNTS = List.of(
            "over", "total", "amount", "value", "medium-term", "final-asked", "final-checked", "final-approved");
    private static final String ALL = "budget";

    private final Rights rights;

    LedgerSubjects(Rights rights) {
        this.rights = rights;
    }

    @Override
    public Optional<Subject> find(String subject) {
        int slash = subject.indexOf('/');
        String kind = slash < 0 ? subject : subject.substring(0, slash);
        String named = subject.substring(slash + 1);
        String address = switch (kind) {
            case ALL -> "/budget";
            case SealedPostings.SUBJECT -> "/budget/postings";
            case "budget-line" -> "/budget/lines/" + named;
            case "budget-project" -> "/budget/projects/" + named;
            case "budget-contract" -> "/budget/postings?contract=" + named;
            case "budget-year" -> "/budget/years/" + named;
            case "budget-statement" -> "/budget/statements/" + named;
            case "budget-opening" -> "/budget/openings";
            default -> "";
        };
        return address.isEmpty() ? Optional.empty() : Optional.of(new Money(address));
    }

    /** A later module may write of these subjects in words of its own. */
    private static String word(Ui ui, String of, String name) {
        try {
            return ui.t(of + name);
        } catch (IllegalArgumentException withoutText) {
            return name;
        }
    }

    private final class Money implements Subject {
        private final String address;

        Money(String address) {
            this.address = address;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public String action(Ui ui, Journal.Entry entry) {
            return word(ui, "ledger.journal.", entry.action());
        }

        @Override
        public String column(Ui ui, String column) {
            return word(ui, "ledger.journal.of.", column);
        }

        @Override
        public String value(Ui ui, String column, Object value) {
            return AMOUNTS.contains(column) && value instanceof Number number
                    ? Vietnamese.number(number) + " " + ui.t("ledger.dong")
                    : value.toString();
        }

        /** What is paid is no personal data; who may not open the ledger does not read what was written of it. */
        @Override
        public Journal.Entry shown(Journal.Entry entry) {
            return rights.reach(PostingReading.RIGHTS).isNone() ? entry.with(Map.of()) : entry;
        }
    }
}
