package vn.hoi.plan;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.ledger.Account;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.LineFilter;
import vn.hoi.ledger.Projects;
import vn.hoi.ledger.Sums;

/** Limits of the ledger that are passed in the years a plan tells of: by override, or as its numbers were taken over. */
@Component
class LedgerPoints implements PointSource {

    private final Budget budget;
    private final Projects projects;

    LedgerPoints(Budget budget, Projects projects) {
        this.budget = budget;
        this.projects = projects;
    }

    @Override
    public List<OpenPoint> of(Plan plan) {
        List<OpenPoint> points = new ArrayList<>();
        int first = plan.head().cutOff().getYear();
        int last = Math.max(first, BudgetTable.year(plan));
        for (int year = first; year <= last; year++) {
            for (Budget.LineSums line : budget.list(LineFilter.ofYear(year), null, null)) {
                Sums sums = line.sums();
                String name = "Dòng ngân sách «" + line.line().name().vi() + "» năm " + year;
                String key = "ledger:" + line.line().code();
                String address = line.line().address();
                over(points, key, address, name + " giải ngân", sums.disbursed(), sums.available());
                over(points, key, address, name + " cam kết chi", sums.get(Account.COMMITTED), sums.available());
            }
        }
        for (Projects.Project project : projects.list()) {
            if (project.firstYear() <= last && project.lastYear() >= first) {
                over(
                        points,
                        "ledger:" + project.code(),
                        project.address(),
                        "Dự án «" + project.name().vi() + "» được giao",
                        project.allotted(),
                        project.total());
            }
        }
        return points;
    }

    private static void over(List<OpenPoint> points, String key, String address, String says, long amount, long limit) {
        if (amount > limit) {
            points.add(new OpenPoint(
                    key,
                    "money",
                    says + " " + Vietnamese.count(amount) + " đồng, vượt giới hạn " + Vietnamese.count(limit)
                            + " đồng.",
                    address));
        }
    }
}
