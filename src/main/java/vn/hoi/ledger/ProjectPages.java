package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** {@code /budget/projects} and one of them, from its total to its final account. */
@Controller
class ProjectPages {

    private static final int TEXT = 200;
    private static final List<String> ACTS = List.of("medium-term", "final-asked", "final-checked", "final-approved");
    private static final List<String> COLUMNS = List.of(
            "code",
            "name",
            "unit",
            "from",
            "until",
            "total",
            "planned",
            "loaded",
            "disbursed",
            "settled",
            "settled-stage",
            "over",
            "risk");

    private final Projects projects;
    private final Budget budget;
    private final PostingRows rows;
    private final Units units;
    private final Rights rights;
    private final CurrentPerson person;

    ProjectPages(Projects projects, Budget budget, PostingRows rows, Units units, Rights rights, CurrentPerson person) {
        this.projects = projects;
        this.budget = budget;
        this.rows = rows;
        this.units = units;
        this.rights = rights;
        this.person = person;
    }

    private ProjectShown shown(Projects.Project project) {
        Sums sums = Budget.total(budget.list(LineFilter.ALL.and("project", project.code()), null, null));
        Projects.@Nullable Act settled = null;
        for (Projects.Act act : projects.acts(project)) {
            if (ACTS.indexOf(act.act()) > (settled == null ? 0 : ACTS.indexOf(settled.act()))) {
                settled = act;
            }
        }
        return new ProjectShown(project, sums, settled, risk(project, sums, settled));
    }

    /** Capital not disbursed when its time is over, or far behind the time gone, may be lost. */
    private static String risk(Projects.Project project, Sums sums, Projects.@Nullable Act settled) {
        if (sums.available() == 0 || sums.remaining() <= 0 || settled != null) {
            return "none";
        }
        LocalDate first = LocalDate.of(project.firstYear(), 1, 1);
        double days = LocalDate.of(project.lastYear() + 1, 1, 31).toEpochDay() - first.toEpochDay();
        double gone = Math.min(1, (Vietnamese.today().toEpochDay() - first.toEpochDay()) / days);
        double spent = (double) sums.disbursed() / sums.available();
        return gone - spent > 0.25 ? "high" : "low";
    }

    private Map<String, @Nullable Object> row(ProjectShown shown) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Projects.Project project = shown.project();
        row.put("code", project.code());
        row.put("name", project.name().vi());
        row.put("unit", units.get(project.unit()).code());
        row.put("from", project.firstYear());
        row.put("until", project.lastYear());
        row.put("total", project.total());
        row.put("planned", shown.sums().available());
        row.put("loaded", shown.sums().get(Account.LOADED));
        row.put("disbursed", shown.sums().disbursed());
        row.put("settled", shown.settled() == null ? null : shown.settled().amount());
        row.put(
                "settled-stage",
                shown.settled() == null ? null : shown.settled().act());
        row.put("over", project.over());
        row.put("risk", shown.risk());
        return row;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/projects")
    Twin list(@RequestParam(defaultValue = "million") String in) {
        List<ProjectShown> all = projects.list().stream().map(this::shown).toList();
        List<Map<String, @Nullable Object>> table = all.stream().map(this::row).toList();
        return Twin.page("ledger/projects")
                .with("projects", all)
                .with("money", Money.read(in))
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(COLUMNS, table));
    }

    private List<ProjectPoint> curve(List<Budget.LineSums> lines) {
        List<ProjectPoint> curve = new ArrayList<>();
        var upTo = new Sums();
        for (Budget.Month month :
                budget.months(lines.stream().map(line -> line.line().id()).toList())) {
            upTo.add(month.sums());
            curve.add(new ProjectPoint(month.first(), upTo.disbursed(), upTo.available()));
        }
        return curve;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/projects/{code}")
    Twin one(@PathVariable String code, @RequestParam(defaultValue = "million") String in) {
        Projects.Project project = projects.get(code);
        ProjectShown shown = shown(project);
        List<Budget.LineSums> lines = budget.list(LineFilter.ALL.and("project", code), null, null);
        List<Projects.Total> totals = projects.totals(project);
        List<Projects.Act> acts = projects.acts(project);
        List<Projects.Contract> contracts = projects.contracts(project);
        boolean open = rights.reach(PostingReading.RIGHTS).includes(project.unit());
        List<Posting> postings = open
                ? rows.list(
                        new PostingRows.Filter(null, null, null, code, null, false, null, null, true, new Integer[0]),
                        null,
                        50)
                : List.of();
        return Twin.page("ledger/project")
                .with("shown", shown)
                .with("unit", units.get(project.unit()))
                .with("lines", lines)
                .with("totals", totals)
                .with("acts", acts)
                .with("contracts", contracts)
                .with("postings", postings)
                .with("curve", curve(lines))
                .with("money", Money.read(in))
                .with("mayPost", rights.mayWrite(PostingReading.RIGHTS, project.unit()))
                .json(() -> {
                    Map<String, @Nullable Object> body = row(shown);
                    body.put("about", project.about());
                    body.put("totals", totals);
                    body.put("acts", acts);
                    body.put("contracts", contracts);
                    body.put(
                            "lines",
                            lines.stream()
                                    .map(line -> LinePages.row(line.line(), line.sums(), units))
                                    .toList());
                    body.put("postings", postings.stream().map(Posting::row).toList());
                    return body;
                });
    }

    /** An act of the final account, a new total or a contract put on record; {@code act} says which. */
    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping("/budget/projects/{code}")
    Twin record(@PathVariable String code, @RequestParam Map<String, String> sent) {
        Projects.Project project = projects.get(code);
        if (!rights.mayWrite(PostingReading.RIGHTS, project.unit())) {
            throw new Problem(
                    403,
                    "LED-051",
                    "Bạn không được ghi sổ cho đơn vị này; đề nghị chuyên viên tài chính của đơn vị ghi.");
        }
        var typed = new Typed(sent);
        String act = typed.need("act", TEXT, "LED-061", "Chọn việc cần ghi");
        long amount = typed.amount("amount");
        String document = typed.need("document", TEXT, "LED-025", "Ghi số văn bản, không quá 200 ký tự");
        LocalDate documentDay = typed.day("document-day", "LED-026", "Ghi ngày của văn bản, viết như 05/9/2025");
        long retention = typed.findAmount("retention");
        if (retention > amount) {
            typed.fault("retention", "LED-062", "Số giữ lại không lớn hơn số quyết toán");
        }
        boolean isTotal = act.equals("total");
        boolean isContract = act.equals("contract");
        if (!act.isEmpty() && !isTotal && !isContract && !ACTS.contains(act)) {
            typed.fault("act", "LED-061", "Chọn việc cần ghi: " + ACTS + ", total, contract");
        }
        String contract = isContract ? typed.need("contract", TEXT, "LED-046", "Ghi mã hợp đồng") : "";
        typed.require();
        if (isTotal) {
            projects.total(code, new Projects.Total(documentDay, amount, document, documentDay), person.account());
        } else if (isContract) {
            projects.contract(
                    new Projects.Contract(
                            contract,
                            code,
                            typed.find("package"),
                            document,
                            documentDay,
                            typed.find("contractor"),
                            null,
                            amount,
                            0),
                    document,
                    documentDay);
        } else {
            projects.act(
                    code,
                    new Projects.Act(
                            act, amount, retention == 0 ? null : retention, documentDay, document, documentDay),
                    person.account());
        }
        return one(code, "million").status(201).seeOther("/budget/projects/" + code);
    }
}
