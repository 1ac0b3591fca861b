/**
 * Owns the reports of units and of parties such as operators, hospitals and banks: declared forms ({@code
 * fields/<field>/reports}), who reports what for which period, drafts and editions, their way from draft to approval level
 * by level, locks, late and missing reports.
 *
 * <p>Offers {@link vn.hoi.report.Filing} (writing, approving, locking), {@link vn.hoi.report.DueReports} (who has and who has
 * not reported), {@link vn.hoi.report.ReportForms} and {@link vn.hoi.report.ReportLoading}; tells {@link
 * vn.hoi.figure.Reports} which values count. Refuses numbers that break a relation among figures, a warning passed over
 * without a reason, a write from an older version, the same report twice, a correction that would erase what was approved.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "report",
        allowedDependencies = {"common", "calendar", "journal", "unit", "access", "register", "figure"})
package vn.hoi.report;
