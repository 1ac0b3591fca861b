/**
 * Owns the plans: documents of sections that cite figures by id, each citation with its period and the value that was
 * published; the reading of a plan with live numbers, and its check.
 *
 * <p>Offers {@link vn.hoi.plan.Plans}, {@link vn.hoi.plan.Plan} and {@link vn.hoi.plan.PlanCheck}. Refuses a text that
 * cites a figure it does not declare, and to call a figure agreeing that does not come from its source yet.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "plan",
        allowedDependencies = {"common", "journal", "unit", "access", "register", "figure"})
package vn.hoi.plan;
