package vn.hoi.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.register.Row;
import vn.hoi.unit.Units;

/** {@code /budget/projects} and one of them, from its total to its final account. */
@Controller
class ProjectPages {

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
    private final Contracts contracts;
    private final Budget budget;
    private final PostingRows rows;
    private final Units units;
    private final Rights rights;
    private final ProjectActs actsOfProjects;
    private final ProjectRecords records;
    private final NewLine opening;

    ProjectPages(
            Projects projects,
            Contracts contracts,
            Budget budget,
            PostingRows rows,
            Units units,
            Rights rights,
            ProjectActs actsOfProjects,
            ProjectRecords records,
            NewLine opening) {
        this.projects = projects;
        this.contracts = contracts;
        this.budget = budget;
        this.rows = rows;
        this.units = units;
        this.rights = rights;
        this.actsOfProjects = actsOfProjects;
        this.records = records;
        this.opening = opening;
    }

    private ProjectShown shown(Projects.Project project, long late) {
        Sums sums = Budget.total(budget.list(LineFilter.ALL.and("project", project.code()), null, null));
        Projects.@Nullable Act settled = null;
        for (Projects.Act act : projects.acts(project)) {
            if (ProjectActs.ACTS.indexOf(act.act()) > (settled == null ? 0 : ProjectActs.ACTS.indexOf(settled.act()))) {
                settled = act;
            }
        }
        boolean signed = !contracts.list(project).isEmpty();
        return new ProjectShown(project, sums, settled, ProjectRisk.of(project, sums, settled, signed, late));
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
        row.put("risk", shown.risk().level());
        return row;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/projects")
    Twin list(@RequestParam(defaultValue = "million") String in) {
        return list(in, Map.of(), null);
    }

    /** Opens a project with its total, by form or by machine. */
    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping("/budget/projects")
    Twin open(@RequestParam Map<String, String> typed) {
        try {
            String code = opening.project(typed);
            return one(code, "million").status(201).seeOther("/budget/projects/" + code);
        } catch (Problem problem) {
            return list("million", typed, problem).json(() -> {
                throw problem;
            });
        }
    }

    private Twin list(String in, Map<String, String> typed, @Nullable Problem problem) {
        List<ProjectShown> all =
                projects.list().stream().map(project -> shown(project, 0)).toList();
        List<Map<String, @Nullable Object>> table = all.stream().map(this::row).toList();
        return Twin.page("ledger/projects")
                .with("projects", all)
                .with("money", Money.read(in))
                .with("mayPost", rights.mayWrite(PostingReading.RIGHTS))
                .with("fields", opening.fieldNames())
                .with("typed", typed)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(COLUMNS, table));
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/projects/{code}")
    Twin one(@PathVariable String code, @RequestParam(defaultValue = "million") String in) {
        return one(code, in, Map.of(), null);
    }

    private Twin one(String code, String in, Map<String, String> typed, @Nullable Problem problem) {
        Projects.Project project = projects.get(code);
        Optional<Row> kept = records.find(code);
        List<ProjectPart> parts = kept.map(records::parts).orElse(List.of());
        ProjectShown shown =
                shown(project, parts.stream().mapToLong(ProjectPart::late).sum());
        List<Budget.LineSums> lines = budget.list(LineFilter.ALL.and("project", code), null, null);
        List<Projects.Total> totals = projects.totals(project);
        List<Projects.Act> acts = projects.acts(project);
        List<Contracts.Contract> signed = contracts.list(project);
        List<Contracts.Annex> annexes = contracts.annexes(project);
        boolean open = rights.reach(PostingReading.RIGHTS).includes(project.unit());
        List<Posting> postings = open
                ? rows.list(
                        new PostingRows.Filter(null, null, null, code, null, false, null, null, true, new Integer[0]),
                        null,
                        50)
                : List.of();
        List<ProjectPoint> curve = ProjectPoint.upTo(
                budget.months(lines.stream().map(line -> line.line().id()).toList()));
        return Twin.page("ledger/project")
                .with("shown", shown)
                .with("unit", units.get(project.unit()))
                .with("units", units)
                .with("record", kept.map(Row::code).orElse(""))
                .with("parts", parts)
                .with("lines", lines)
                .with("totals", totals)
                .with("acts", acts)
                .with("contracts", signed)
                .with("annexes", annexes)
                .with("postings", postings)
                .with("curve", curve)
                .with("chart", curve.isEmpty() ? null : MoneyChart.of(curve))
                .with("money", Money.read(in))
                .with("mayPost", rights.mayWrite(PostingReading.RIGHTS, project.unit()))
                .with("typed", typed)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    Map<String, @Nullable Object> body = row(shown);
                    body.put("about", project.about());
                    body.put("totals", totals);
                    body.put("acts", acts);
                    body.put("contracts", signed);
                    body.put("annexes", annexes);
                    body.put("risks", shown.risk().reasons());
                    body.put("curve", curve);
                    Map<String, Object> held = new LinkedHashMap<>();
                    parts.forEach(part -> held.put(
                            part.register().id(),
                            part.rows().stream().map(Row::code).toList()));
                    body.put("records", held);
                    body.put(
                            "lines",
                            lines.stream()
                                    .map(line -> LinePages.row(line.line(), line.sums(), units))
                                    .toList());
                    body.put("postings", postings.stream().map(Posting::row).toList());
                    return body;
                });
    }

    /** An act of the final account, a new total, a contract or its annex put on record; {@code act} says which. */
    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping("/budget/projects/{code}")
    Twin record(@PathVariable String code, @RequestParam Map<String, String> sent) {
        try {
            actsOfProjects.record(projects.get(code), sent);
        } catch (Problem problem) {
            return one(code, "million", sent, problem).json(() -> {
                throw problem;
            });
        }
        return one(code, "million").status(201).seeOther("/budget/projects/" + code);
    }
}
