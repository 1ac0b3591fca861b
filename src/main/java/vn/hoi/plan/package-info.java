/**
 * Owns the plans: documents of sections that cite figures by id, each citation with its period and the value that was
 * published; their writing by many hands, the opinions on them, their check, their way from draft to publication, and the tasks they
 * assign.
 *
 * <p>Offers {@link vn.hoi.plan.Plans}, {@link vn.hoi.plan.Plan}, {@link vn.hoi.plan.PlanCheck} and
 * {@link vn.hoi.plan.Outlines}. Refuses a text that cites what is not there, to lose a word of two who write at once, to
 * publish over an open point without a reason, to change what went out, and to call a figure agreeing that does not come
 * from its source yet.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "plan",
        allowedDependencies = {
            "common",
            "journal",
            "unit",
            "access",
            "register",
            "print",
            "document",
            "sheet",
            "figure",
            "ledger"
        })
package vn.hoi.plan;
