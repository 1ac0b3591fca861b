/**
 * Owns the estimate of the budget: rounds of a budget year with their ceilings, what units and communes propose in them,
 * every version of every amount from the proposal to the apportionment, hearings, the estimate of research money.
 *
 * <p>Offers {@link vn.hoi.estimate.Rounds}, {@link vn.hoi.estimate.Proposals} and {@link vn.hoi.estimate.Appraisals};
 * everything it decides it books in the ledger, in one transaction and under the ledger's limits. Refuses to change or
 * forget a version, a proposal after its deadline, an appraisal by who is not asked, a step out of turn, and to book half
 * of a round.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "estimate",
        allowedDependencies = {"common", "sheet", "document", "journal", "unit", "register", "ledger"})
package vn.hoi.estimate;
