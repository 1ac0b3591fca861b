package vn.hoi.ledger;

import gg.jte.Content;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.Pages;
import vn.hoi.register.RecordPanel;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/** On the page of a project's record: its money, and the way to all of it. */
@Component
class ProjectPanel implements RecordPanel {

    private final Projects projects;
    private final Budget budget;
    private final Pages pages;

    ProjectPanel(Projects projects, Budget budget, Pages pages) {
        this.projects = projects;
        this.budget = budget;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<Content> of(Register register, Row row) {
        Object code = register.id().equals(ProjectRecords.PROJECTS) ? row.value(ProjectRecords.CODE) : null;
        return code == null
                ? Optional.empty()
                : projects.find(code.toString())
                        .map(project -> pages.part(
                                "ledger/panel",
                                Map.of(
                                        "project",
                                        project,
                                        "sums",
                                        Budget.total(
                                                budget.list(LineFilter.ALL.and("project", project.code()), null, null)),
                                        "money",
                                        new Money("million"))));
    }
}
