package vn.hoi.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Twin;

/** How far the tasks are that a plan assigns. The public sees what the plan says and the figures; states are for those inside. */
@Controller
class TaskPages {

    private static final List<String> COLUMNS = List.of(
            "task",
            "section",
            "content",
            "unit",
            "due-on",
            "deliverable",
            "figure",
            "target",
            "now",
            "reached",
            "state",
            "done",
            "late",
            "record");

    private final Plans plans;
    private final TaskProgress progress;

    TaskPages(Plans plans, TaskProgress progress) {
        this.plans = plans;
        this.progress = progress;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/plans/{code}/tasks")
    Twin tasks(@PathVariable String code) {
        Plan plan = plans.get(code);
        List<TaskProgress.Standing> tasks = progress.of(plan);
        List<Map<String, @Nullable Object>> rows =
                tasks.stream().map(TaskPages::row).toList();
        return Twin.page("plan/tasks")
                .with("plan", plan)
                .with("tasks", tasks)
                .with("told", TaskProgress.isTold(tasks))
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private static Map<String, @Nullable Object> row(TaskProgress.Standing standing) {
        PlanTask task = standing.task();
        boolean open = standing.state() != null;
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("task", task.key());
        row.put("section", task.section());
        row.put("content", task.content());
        row.put("unit", task.unit().name());
        row.put("due-on", standing.dueOn());
        row.put("deliverable", task.deliverable());
        row.put("figure", standing.figure() == null ? null : task.figure());
        row.put("target", standing.figure() == null ? null : task.target());
        row.put("now", standing.now());
        row.put("reached", standing.reached());
        row.put("state", standing.state() == null ? null : standing.state().vi());
        row.put("done", open ? standing.done() : null);
        row.put("late", open ? standing.late() : null);
        row.put("record", open ? task.record() : null);
        return row;
    }
}
