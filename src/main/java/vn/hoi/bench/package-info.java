/**
 * Owns the measurements: what the budgets of speed ask is measured on a data folder of its own, as ratios of one run.
 *
 * <p>Offers {@link vn.hoi.bench.RegisterBench}, {@link vn.hoi.bench.JournalBench}, {@link vn.hoi.bench.FigureBench}, {@link
 * vn.hoi.bench.StarBench}, {@link vn.hoi.bench.StepBench}, {@link vn.hoi.bench.LedgerBench} and {@link vn.hoi.bench.PlanBench}. Refuses a database without {@code
 * fsync}, and one that holds records of somebody's work.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "bench",
        allowedDependencies = {
            "common",
            "journal",
            "unit",
            "access",
            "register",
            "intake",
            "figure",
            "ledger",
            "plan",
            "demonstration"
        })
package vn.hoi.bench;
