package vn.hoi.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Reports;
import vn.hoi.journal.Journal;

/**
 * Takes a report from draft to approval and further: each change in one transaction with its journal entry and with what
 * counts of it among the figures. A correction of an approved report is a new edition; the old one stays.
 */
@Component
public class Filing {

    /** What is done with a report. */
    public enum Act {
        SAVE,
        SUBMIT,
        WITHDRAW,
        RETURN,
        APPROVE,
        LOCK,
        UNLOCK;

        /** As forms and JSON name it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Act of(String id) {
            for (Act act : values()) {
                if (act.id().equals(id)) {
                    return act;
                }
            }
            throw Problem.badRequest(
                    "REP-400",
                    "Không có việc «%s»; dùng save, submit, withdraw, return, approve, lock hoặc unlock."
                            .formatted(id.length() > 40 ? id.substring(0, 40) + "…" : id));
        }

        boolean writes() {
            return this == SAVE || this == SUBMIT;
        }
    }

    /**
     * What is wanted.
     *
     * @param version the one it began from; null when none was named
     * @param typed texts by cell; only read when it saves or hands in
     * @param reasons by relation
     * @param why reason of a return, a correction, a lock; empty for none
     */
    record Wanted(
            ReportForm form,
            ReportPeriod period,
            Reporter reporter,
            Act act,
            @Nullable Integer version,
            Map<String, String> typed,
            Map<String, String> reasons,
            String why) {}

    private static final int REASON = 5;
    private static final int REASON_MOST = 1000;

    private final Editions editions;
    private final Journal journal;
    private final FiledReports filed;
    private final ReportRights rights;
    private final ReportCheck check;
    private final Reports figures;
    private final SecondPerson second;

    Filing(
            Editions editions,
            Journal journal,
            FiledReports filed,
            ReportRights rights,
            ReportCheck check,
            Reports figures,
            SecondPerson second) {
        this.second = second;
        this.editions = editions;
        this.journal = journal;
        this.filed = filed;
        this.rights = rights;
        this.check = check;
        this.figures = figures;
    }

    /** Subject of a report's journal. */
    static String subject(ReportForm form, ReportPeriod period, Reporter reporter) {
        return "reports/" + form.id() + "/" + period.key() + "/" + reporter.key();
    }

    /**
     * Does it.
     *
     * @throws Problem REP-403 without the right, REP-409 from an older version (with {@code current}), REP-428 without a
     *     version, REP-411 when the report does not stand so, REP-420 with faults of the numbers, REP-416 when the sender approves, REP-433 without a
     *     reason
     */
    @Transactional
    public FiledReport act(Wanted wanted) {
        require(wanted);
        long id = editions.row(wanted.form(), wanted.period(), wanted.reporter());
        FiledReport before = lock(id, wanted);
        @Nullable Edition current = before.editions().isEmpty() ? null : before.current();
        requireRight(wanted, current);
        switch (wanted.act()) {
            case SAVE, SUBMIT -> write(wanted, id, current);
            case WITHDRAW -> withdraw(wanted, id, standing(wanted, current, Edition.State.SUBMITTED));
            case RETURN -> sendBack(wanted, id, standing(wanted, current, Edition.State.SUBMITTED));
            case APPROVE -> approve(wanted, id, standing(wanted, current, Edition.State.SUBMITTED));
            case LOCK ->
                turn(wanted, id, standing(wanted, current, Edition.State.APPROVED), Edition.State.LOCKED, null);
            case UNLOCK ->
                turn(wanted, id, standing(wanted, current, Edition.State.LOCKED), Edition.State.APPROVED, why(wanted));
        }
        editions.changed(id);
        return filed.find(wanted.form(), wanted.period(), wanted.reporter()).orElseThrow();
    }

    /**
     * Locks every approved report of a form whose period ends by this day.
     *
     * @param unit id of the one unit whose reports are locked; null for all
     * @return how many
     */
    @Transactional
    public int lockUntil(String form, @Nullable Integer unit, LocalDate day, String reason) {
        int locked = editions.lockUntil(form, unit, day, reason);
        if (locked > 0) {
            journal.write(
                    "reports/" + form,
                    "locked",
                    Map.of("until", new Journal.Change(null, day), "reports", new Journal.Change(null, locked)),
                    reason);
        }
        return locked;
    }

    private void require(Wanted wanted) {
        boolean sendsEarly = wanted.act() == Act.SUBMIT
                && Vietnamese.today().isBefore(wanted.period().to());
        if (sendsEarly) {
            throw new Problem(
                    422,
                    "REP-414",
                    "Kỳ này đến hết ngày %s mới kết thúc; lưu nháp bây giờ và gửi từ ngày đó."
                            .formatted(Vietnamese.day(wanted.period().to())));
        }
        if (Vietnamese.today().isBefore(wanted.period().from())) {
            throw new Problem(
                    422,
                    "REP-415",
                    "Kỳ này chưa bắt đầu; mở từ ngày "
                            + Vietnamese.day(wanted.period().from()) + ".");
        }
    }

    private void requireRight(Wanted wanted, @Nullable Edition current) {
        ReportRights.Held held = rights.to(wanted.form());
        int level = current == null ? 0 : current.level();
        boolean may = switch (wanted.act()) {
            case SAVE, SUBMIT, WITHDRAW -> held.mayReport(wanted.reporter());
            case RETURN, APPROVE -> held.mayApprove(wanted.reporter(), level);
            case LOCK, UNLOCK -> held.mayLock(wanted.reporter());
        };
        if (!may) {
            throw new Problem(
                    403,
                    "REP-403",
                    "Bạn không được làm việc này với báo cáo này; đề nghị người được giao, hoặc quản trị cấp quyền.");
        }
    }

    /** The report as it stands, nobody else changing it; a write from another version is refused with it. */
    private FiledReport lock(long id, Wanted wanted) {
        FiledReport before = filed.find(wanted.form(), wanted.period(), wanted.reporter())
                .orElse(new FiledReport(id, 0, null, List.of()));
        if (wanted.version() == null && before.version() > 0) {
            throw new Problem(
                    428, "REP-428", "Thiếu phiên bản đang sửa; gửi kèm tiêu đề If-Match hoặc version của báo cáo.");
        }
        if (wanted.version() != null && wanted.version() != before.version()) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("version", before.version());
            if (!before.editions().isEmpty()) {
                details.put("current", ReportJson.conflict(before));
            }
            throw new Problem(
                    409,
                    "REP-409",
                    "Báo cáo đã được người khác sửa sau khi bạn mở; so hai bộ số rồi chọn, chưa có số nào mất.",
                    List.of(),
                    details);
        }
        return before;
    }

    private static Edition standing(Wanted wanted, @Nullable Edition current, Edition.State state) {
        if (current == null || current.state() != state) {
            String now = current == null ? "chưa có" : current.state().id();
            throw new Problem(
                    409,
                    "REP-411",
                    "Báo cáo đang ở trạng thái «%s» nên không làm được việc «%s»; tải lại trang."
                            .formatted(now, wanted.act().id()));
        }
        return current;
    }

    private static String why(Wanted wanted) {
        String why = Vietnamese.clean(wanted.why());
        if (why.length() < REASON || why.length() > REASON_MOST) {
            throw new Problem(
                    422,
                    "REP-433",
                    "Cần lý do để người khác hiểu; ghi từ 5 đến 1.000 ký tự.",
                    List.of(new Problem.Fault("why", "REP-433", "Ghi lý do, từ 5 đến 1.000 ký tự")),
                    Map.of());
        }
        return why;
    }

    private void write(Wanted wanted, long id, @Nullable Edition current) {
        if (current != null && !current.state().isOpen() && !current.state().isApproved()) {
            throw new Problem(409, "REP-411", "Báo cáo đã gửi và đang chờ duyệt; rút lại, hoặc chờ kết quả rồi sửa.");
        }
        if (current != null && current.state() == Edition.State.LOCKED) {
            throw new Problem(409, "REP-412", "Báo cáo đã khóa; đề nghị cấp duyệt mở khóa, có lý do, rồi đính chính.");
        }
        boolean corrects = current != null && current.state().isApproved();
        @Nullable String why = corrects ? why(wanted) : current == null ? null : current.why();
        ReportCheck.Result result =
                check.check(wanted.form(), wanted.period(), wanted.reporter(), wanted.typed(), wanted.reasons());
        List<Problem.Fault> faults = wanted.act() == Act.SUBMIT ? result.all() : result.faults();
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    "REP-420",
                    "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.",
                    faults,
                    Map.of("relations", ReportJson.relations(result.relations())));
        }
        int number = current == null ? 1 : corrects ? current.number() + 1 : current.number();
        editions.keep(id, number, wanted.form().version(wanted.period()), result, why);
        journal.write(
                subject(wanted.form(), wanted.period(), wanted.reporter()),
                corrects ? "corrected" : "saved",
                changes(current, result.numbers()),
                corrects ? why : null);
        if (wanted.act() == Act.SUBMIT) {
            submit(wanted, id, number, result);
        }
    }

    private static Map<String, Journal.Change> changes(@Nullable Edition before, Map<String, BigDecimal> after) {
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        Map<String, BigDecimal> old = before == null ? Map.of() : before.typed();
        after.forEach((cell, value) -> {
            BigDecimal had = old.get(cell);
            if (had == null || had.compareTo(value) != 0) {
                changes.put(cell, new Journal.Change(had, value));
            }
        });
        old.forEach((cell, value) -> {
            if (!after.containsKey(cell)) {
                changes.put(cell, new Journal.Change(value, null));
            }
        });
        return changes;
    }

    private void submit(Wanted wanted, long id, int number, ReportCheck.Result result) {
        editions.submit(id, number);
        figures.write(source(wanted), false, said(wanted, result.numbers()));
        Map<String, Journal.Change> passed = new LinkedHashMap<>();
        result.relations().stream()
                .filter(one -> one.isBroken() && !one.reason().isEmpty())
                .forEach(one -> passed.put(one.relation().id(), new Journal.Change(null, one.reason())));
        journal.write(subject(wanted.form(), wanted.period(), wanted.reporter()), "submitted", passed, null);
    }

    private void withdraw(Wanted wanted, long id, Edition current) {
        if (current.level() > 0) {
            throw new Problem(
                    409, "REP-411", "Báo cáo đã qua một cấp duyệt nên không rút được; đề nghị cấp đang giữ trả lại.");
        }
        turn(wanted, id, current, Edition.State.DRAFT, null);
        unsay(wanted);
    }

    private void sendBack(Wanted wanted, long id, Edition current) {
        turn(wanted, id, current, Edition.State.RETURNED, why(wanted));
        unsay(wanted);
    }

    private void approve(Wanted wanted, long id, Edition current) {
        second.require(wanted.reporter(), current);
        // nobody else there: the journal says why one person did both
        @Nullable String alone = second.isSender(current) ? why(wanted) : null;
        int level = current.level() + 1;
        boolean last = level >= wanted.form().levels().size();
        editions.decide(id, current.number(), last ? Edition.State.APPROVED : Edition.State.SUBMITTED, level, null);
        if (last) {
            figures.write(source(wanted), true, said(wanted, current.typed()));
        }
        journal.write(
                subject(wanted.form(), wanted.period(), wanted.reporter()),
                "approved",
                Map.of("level", new Journal.Change(current.level(), level)),
                alone);
    }

    /** Into another state. */
    private void turn(Wanted wanted, long id, Edition current, Edition.State state, @Nullable String why) {
        boolean open = state == Edition.State.DRAFT || state == Edition.State.RETURNED;
        editions.decide(id, current.number(), state, open ? 0 : current.level(), why);
        journal.write(
                subject(wanted.form(), wanted.period(), wanted.reporter()),
                switch (wanted.act()) {
                    case WITHDRAW -> "withdrawn";
                    case RETURN -> "returned";
                    case LOCK -> "locked";
                    default -> "unlocked";
                },
                Map.of("state", new Journal.Change(current.state().id(), state.id())),
                why);
    }

    /** What was sent is no longer to be seen among the figures. */
    private void unsay(Wanted wanted) {
        figures.write(
                source(wanted),
                false,
                wanted.form().lines(wanted.period()).stream()
                        .map(line -> new Reports.Said(line.figure().id(), null, null))
                        .toList());
    }

    private static List<Reports.Said> said(Wanted wanted, Map<String, BigDecimal> typed) {
        List<Reports.Said> said = new ArrayList<>();
        wanted.form().lines(wanted.period()).forEach(line -> said.add(line.said(typed)));
        return said;
    }

    private static Reports.Source source(Wanted wanted) {
        return source(wanted.form(), wanted.period(), wanted.reporter());
    }

    static Reports.Source source(ReportForm form, ReportPeriod period, Reporter reporter) {
        return new Reports.Source(
                reporter.unit().id(),
                reporter.party(),
                reporter.name(),
                period.from(),
                period.to(),
                "/" + subject(form, period, reporter),
                "Báo cáo «" + form.name().vi() + "», " + period.name().vi() + ", " + reporter.name());
    }
}
