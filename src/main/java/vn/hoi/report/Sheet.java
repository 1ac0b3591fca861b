package vn.hoi.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.figure.Reading;

/**
 * A report as its page shows it.
 *
 * @param filed null while nothing was written
 * @param numbers by cell, as they stand
 * @param typed texts by cell, as they stand in the fields
 * @param before what was handed in for the period before, by cell
 * @param proposed what is put into empty fields: counted here, or of the period before
 * @param reasons by relation
 * @param may what whoever asks may do with it now
 * @param shown figures counted here, of this reporter and period
 * @param problem why it was not taken; null when nothing is wrong
 * @param key under which this page is sent once
 */
public record Sheet(
        ReportForm form,
        ReportPeriod period,
        Reporter reporter,
        @Nullable FiledReport filed,
        DueReports.Standing standing,
        Map<String, BigDecimal> numbers,
        Map<String, String> typed,
        Map<String, BigDecimal> before,
        Map<String, BigDecimal> proposed,
        Map<String, String> reasons,
        List<CheckedRelation> relations,
        Set<Filing.Act> may,
        List<Reading> shown,
        String why,
        @Nullable Problem problem,
        String key) {

    /** Its address. */
    public String address() {
        return "/" + Filing.subject(form, period, reporter);
    }

    public int version() {
        return filed == null ? 0 : filed.version();
    }

    public boolean may(String act) {
        return may.contains(Filing.Act.of(act));
    }

    /** Whether whoever sent it might approve it, were there nobody else. */
    public boolean waitsForAnother() {
        return may.contains(Filing.Act.RETURN) && !may.contains(Filing.Act.APPROVE);
    }

    /** Whether numbers can be typed. */
    public boolean isOpen() {
        return may.contains(Filing.Act.SAVE);
    }

    /** Whether writing makes a new edition beside the approved one. */
    public boolean corrects() {
        return filed != null && filed.current().state().isApproved();
    }

    public Optional<Fault> fault(String column) {
        return problem == null
                ? Optional.empty()
                : problem.faults().stream()
                        .filter(fault -> fault.column().equals(column))
                        .findFirst();
    }

    /** Parts of the form as they stand for the period. */
    public List<ReportForm.Part> parts() {
        return form.parts(period);
    }

    /** The report as it stands, when what was sent began from an older one. */
    public @Nullable FiledReport conflict() {
        return problem != null && problem.code().equals("REP-409") ? filed : null;
    }

    /** Id of the field of a cell or of a reason. */
    public static String field(String column) {
        return "f-" + column.replace('.', '-').replace(':', '-');
    }

    /** An account as people read it. */
    public static String who(@Nullable String account, Language language) {
        return account == null
                ? "—"
                : account.equals(CurrentPerson.PROGRAM) ? language == Language.VI ? "hệ thống Hồi" : "Hồi" : account;
    }

    /** What the field of a cell holds. */
    public String text(String cell) {
        return typed.getOrDefault(cell, "");
    }
}
