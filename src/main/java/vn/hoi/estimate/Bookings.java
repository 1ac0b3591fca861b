package vn.hoi.estimate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.ledger.Account;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.Entry;
import vn.hoi.ledger.Line;
import vn.hoi.ledger.LineFilter;
import vn.hoi.ledger.Lines;
import vn.hoi.ledger.Postings;

/**
 * Books in the ledger what the estimate has come to, within the running transaction: always the difference to what stands
 * there, so that what is booked already is not booked twice.
 */
@Component
class Bookings {

    private final Lines lines;
    private final Budget budget;
    private final Postings postings;
    private final CurrentPerson person;

    Bookings(Lines lines, Budget budget, Postings postings, CurrentPerson person) {
        this.lines = lines;
        this.budget = budget;
        this.postings = postings;
        this.person = person;
    }

    /**
     * What is to stand on the line of an item.
     *
     * @param amount đồng
     */
    record Target(
            Item item, long line, long amount, @Nullable String reason) {}

    /** By which document and on which day. */
    record By(String document, LocalDate documentDay, LocalDate day) {}

    /** The line of an item: the one that has its code already, or a new one. */
    long line(Round round, Item item, String code) {
        if (item.line() != null) {
            return item.line();
        }
        Purpose purpose = item.purpose();
        return lines.find(code)
                .map(Line::id)
                .orElseGet(() -> lines.open(
                        new Line(
                                0,
                                code,
                                Label.of(purpose.name()),
                                round.year(),
                                false,
                                item.unit(),
                                purpose.level(),
                                purpose.nature(),
                                purpose.autonomous(),
                                purpose.heading(),
                                purpose.chapter(),
                                purpose.type(),
                                purpose.item(),
                                purpose.subItem(),
                                purpose.source(),
                                purpose.programme(),
                                purpose.field(),
                                purpose.project(),
                                purpose.task(),
                                null,
                                null,
                                null),
                        person.account()));
    }

    /**
     * Brings an account of all these lines to the amounts asked for.
     *
     * @param key names the act: the same act again books nothing more
     * @throws Problem EST-045 when the ledger refuses any of it; nothing is booked then
     */
    void book(Round round, Account account, List<Target> targets, By by, String key) {
        Map<Long, Long> stands = new HashMap<>();
        budget.list(LineFilter.ofYear(round.year()), null, null)
                .forEach(line -> stands.put(line.line().id(), line.sums().get(account)));
        List<Entry> entries = new ArrayList<>();
        for (Target target : targets) {
            long difference = target.amount() - stands.getOrDefault(target.line(), 0L);
            if (difference > 0 || (difference < 0 && account == Account.REQUESTED)) {
                entries.add(new Entry(
                        target.line(),
                        difference > 0 ? kind(account) : "withdraw",
                        Math.abs(difference),
                        by.document(),
                        by.documentDay(),
                        by.day(),
                        null,
                        null,
                        target.reason(),
                        null,
                        null));
            }
        }
        if (entries.isEmpty()) {
            return;
        }
        try {
            postings.postWithin(entries, "estimate:" + round.year() + ":" + key);
        } catch (Problem refused) {
            throw refused(refused);
        }
    }

    private static Problem refused(Problem refused) {
        Map<String, Object> details = new LinkedHashMap<>(refused.details());
        details.put("ledger", refused.code());
        return new Problem(
                refused.status(),
                "EST-045",
                "Sổ ngân sách không nhận (" + refused.code() + "): " + refused.getMessage()
                        + " Chưa có gì được ghi; sửa số của dòng này rồi thực hiện lại cả bước.",
                refused.faults(),
                details);
    }

    private static String kind(Account account) {
        return switch (account) {
            case REQUESTED -> "request";
            case APPRAISED -> "appraise";
            case DECIDED -> "decide";
            case ALLOTTED -> "allot";
            case APPORTIONED -> "apportion";
            default -> throw new IllegalArgumentException(account.id());
        };
    }
}
