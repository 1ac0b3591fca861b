package vn.hoi.plan;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Period;

/**
 * The time a new plan or report is about.
 *
 * @param year the first, as its title names it
 * @param until the last year
 * @param named as a sentence names it: «năm 2026», «quý I năm 2026», «6 tháng đầu năm 2026»
 * @param cutOff the day up to which its figures are counted
 */
record PlanTime(int year, int until, String named, Period period, LocalDate cutOff) {

    private static final Map<String, String> PARTS = parts();
    private static final int FIVE = 5;

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("Q1", "quý I");
        parts.put("H1", "6 tháng đầu");
        parts.put("Q2", "quý II");
        parts.put("Q3", "quý III");
        parts.put("H2", "6 tháng cuối");
        parts.put("Q4", "quý IV");
        return parts;
    }

    /** What a periodic report may be about within a year, with its words. */
    static Map<String, String> ofYear() {
        return PARTS;
    }

    /**
     * @param part of the year, for an outline that reports on one
     * @throws Problem PLA-414 for no such part
     */
    static PlanTime of(Outline outline, int year, String part) {
        if (outline.periodic()) {
            String name = PARTS.get(part);
            if (name == null) {
                throw new Problem(422, "PLA-414", "Chọn quý hoặc 6 tháng mà báo cáo này nói đến.");
            }
            Period period = Period.named(year + "-" + part).orElseThrow().statutory();
            LocalDate to = period.to();
            return new PlanTime(year, year, name + " năm " + year, period, to == null ? Vietnamese.today() : to);
        }
        int until = outline.kind().equals("five-year") ? year + FIVE - 1 : year;
        var period = new Period(LocalDate.of(year, 1, 1), LocalDate.of(until, 12, 31));
        boolean report = outline.kind().equals("thematic");
        LocalDate cutOff = report
                ? Vietnamese.today().getYear() == year ? Vietnamese.today() : LocalDate.of(year, 12, 31)
                : LocalDate.of(year - 1, 6, 30);
        return new PlanTime(year, until, "năm " + year, period, cutOff);
    }

    /** What stands in an outline's words for it. */
    Map<String, String> words(String province) {
        return Map.of(
                "{province}", province,
                "{year}", String.valueOf(year),
                "{until-year}", String.valueOf(until),
                "{last-year}", String.valueOf(year - 1),
                "{first-year-before}", String.valueOf(year - FIVE),
                "{period}", named);
    }
}
