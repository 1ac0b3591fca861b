package vn.hoi.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Figures;

/** What a plan carried over and cannot keep: money of the year before, units that answer for a task and are no more. */
@Component
class CopiedPoints implements PointSource {

    private record Origin(String code, int years) {}

    private final JdbcClient database;
    private final Plans plans;
    private final Figures figures;
    private final PlanTasks tasks;

    CopiedPoints(JdbcClient database, Plans plans, Figures figures, PlanTasks tasks) {
        this.database = database;
        this.plans = plans;
        this.figures = figures;
        this.tasks = tasks;
    }

    @Override
    public List<OpenPoint> of(Plan plan) {
        if (plan.id() == null) {
            return List.of();
        }
        List<OpenPoint> points = new ArrayList<>();
        origin(plan).ifPresent(origin -> years(plan, origin, points));
        for (PlanTask task : tasks.list(plan)) {
            if (!task.unit().on(Vietnamese.today())) {
                points.add(new OpenPoint(
                        "task-unit:" + task.key(),
                        "unit",
                        "Nhiệm vụ «" + task.content() + "» giao " + task.unit().name() + ", đơn vị không còn nữa.",
                        address(plan, task.section())));
            }
        }
        return points;
    }

    private Optional<Origin> origin(Plan plan) {
        return database.sql("select copied_from from plan.plan where id = :id and copied_from is not null")
                .param("id", plan.number("origin"))
                .query(String.class)
                .optional()
                .flatMap(code -> plans.find(code))
                .map(source -> new Origin(
                        source.code(),
                        Drafting.begins(plan.head().period()).getYear()
                                - Drafting.begins(source.head().period()).getYear()));
    }

    /** Figures that the earlier plan cited too and that are bound to its budget years. */
    private void years(Plan plan, Origin origin, List<OpenPoint> points) {
        if (origin.years() == 0) {
            return;
        }
        var before = plans.get(origin.code()).citations().keySet();
        plan.citations().keySet().stream()
                .filter(before::contains)
                .forEach(id -> figures.find(id)
                        .ifPresent(figure -> MoneyFigures.year(figure)
                                .ifPresent(year -> points.add(new OpenPoint(
                                        "year:" + id,
                                        "year",
                                        "Số liệu «" + figure.name().vi() + "» là của năm " + year
                                                + ", sao chép từ kế hoạch "
                                                + origin.code() + "; chèn số liệu năm " + (year + origin.years())
                                                + " thay vào, hoặc ghi lý do giữ lại.",
                                        place(plan, id))))));
    }

    private static String place(Plan plan, String figure) {
        return plan.sections().stream()
                .filter(section -> section.body().contains(figure))
                .findFirst()
                .map(section -> "/plans/" + plan.code() + "/sections/" + section.id())
                .orElse("/plans/" + plan.code() + "/check");
    }

    private static String address(Plan plan, String key) {
        return plan.sections().stream()
                .filter(section -> section.key().equals(key))
                .findFirst()
                .map(section -> "/plans/" + plan.code() + "/sections/" + section.id() + "#tasks")
                .orElse("/plans/" + plan.code() + "/write");
    }
}
