package vn.hoi.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureProof;
import vn.hoi.figure.Relation;
import vn.hoi.plan.CitedFigure;
import vn.hoi.plan.FigureText;
import vn.hoi.plan.Plan;
import vn.hoi.plan.PlanCheck;
import vn.hoi.plan.Plans;
import vn.hoi.register.RecordCounts;

/** Recounts every figure from its records and compares every plan, in words on the console. */
@Component
class Check {

    private final FigureProof proof;
    private final Plans plans;
    private final PlanCheck check;
    private final RecordCounts counts;

    Check(FigureProof proof, Plans plans, PlanCheck check, RecordCounts counts) {
        this.proof = proof;
        this.plans = plans;
        this.check = check;
        this.counts = counts;
    }

    /** @return 0 when every figure equals its records, 1 otherwise */
    int run(PrintStream out) {
        out.println("Số bản ghi:");
        for (Map.Entry<String, Long> register : counts.all().entrySet()) {
            out.printf("  %-24s %14s%n", register.getKey(), Vietnamese.number(register.getValue()));
        }
        List<FigureProof.Fault> faults = proof.all();
        if (faults.isEmpty()) {
            out.printf("Số liệu: %d số liệu đếm trực tiếp đều bằng bản ghi của mình.%n", proof.size());
        } else {
            out.printf("Số liệu: %d ô SAI so với bản ghi:%n", faults.size());
            faults.forEach(fault -> out.printf(
                    "  %s, %s %s: đang ghi %s, đếm được %s%n",
                    fault.figure(),
                    fault.what(),
                    fault.where(),
                    fault.kept().toPlainString(),
                    fault.counted().toPlainString()));
        }
        plans.list().forEach(plan -> summary(plan, out));
        return faults.isEmpty() ? 0 : 1;
    }

    private void summary(Plan plan, PrintStream out) {
        PlanCheck.Result result = check.check(plan);
        out.printf(
                "Kế hoạch %s: %d số liệu — %d khớp, %d lệch, %d chưa có nguồn; %d quan hệ — %d không đúng trong bản công bố.%n",
                plan.number(),
                result.figures().size(),
                result.agreeing(),
                result.differing(),
                result.open(),
                result.relations().size(),
                result.broken());
        for (CitedFigure cited : result.figures()) {
            if (cited.verdict().equals("no")) {
                out.printf(
                        "  lệch  %-34s công bố %s, ở đây %s%n",
                        cited.citation().figure().id(),
                        FigureText.published(cited.citation(), Language.VI),
                        FigureText.printed(cited, Language.VI));
            }
        }
        for (PlanCheck.CheckedRelation checked : result.relations()) {
            Relation.Sides published = checked.published();
            if (Boolean.FALSE.equals(published.holds()) && published.left() != null && published.right() != null) {
                out.printf(
                        "  sai   %-34s công bố %s và %s; ở đây %s%n",
                        checked.relation().id(),
                        published.left().toPlainString(),
                        published.right().toPlainString(),
                        checked.here().holds() == null
                                ? "chưa đủ số liệu"
                                : checked.here().holds() ? "đúng" : "cũng sai");
            }
        }
    }
}
