package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.figure.Reading;
import vn.hoi.figure.Target;
import vn.hoi.figure.TargetReading;
import vn.hoi.figure.Targets;
import vn.hoi.plan.PlanTable.Head;
import vn.hoi.plan.PlanTable.Kind;

/** Tables that stand for more than figures asked for one by one: targets, tasks, and a figure as a chart. */
@Component
class FurtherTables {

    private static final int YEARS = 5;
    private static final int MILLION = 6;
    private static final String NONE = "chưa có số liệu";

    private final PlanTasks tasks;
    private final Targets targets;
    private final TargetReading standing;
    private final Figures figures;
    private final FigureReading reading;

    FurtherTables(PlanTasks tasks, Targets targets, TargetReading standing, Figures figures, FigureReading reading) {
        this.tasks = tasks;
        this.targets = targets;
        this.standing = standing;
        this.figures = figures;
        this.reading = reading;
    }

    /** Targets still to be reached when the plan begins. */
    PlanTable targets(Plan plan) {
        LocalDate from = plan.head().period().from();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Target target : targets.list()) {
            if (from == null || !target.by().isBefore(from)) {
                BigDecimal now = standing.read(target).now();
                rows.add(List.of(
                        target.name().vi(),
                        target.measure().name().vi(),
                        sign(target) + Vietnamese.number(target.value()),
                        target.by(),
                        now == null ? "…" : now,
                        target.document().vi()));
            }
        }
        return PlanTable.of(
                List.of(
                        new Head("Mục tiêu", Kind.WORDS),
                        new Head("Đơn vị tính", Kind.WORDS),
                        new Head("Phải đạt", Kind.AMOUNT),
                        new Head("Đến ngày", Kind.DAY),
                        new Head("Hiện nay", Kind.AMOUNT),
                        new Head("Văn bản", Kind.WORDS)),
                rows);
    }

    private static String sign(Target target) {
        return switch (target.is()) {
            case AT_LEAST -> "≥ ";
            case AT_MOST -> "≤ ";
            case EXACTLY -> "";
        };
    }

    /** Tasks the plan assigns. */
    PlanTable tasks(Plan plan) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (PlanTask task : tasks.list(plan)) {
            rows.add(List.of(task.content(), task.unit().name(), task.dueOn(), wanted(task)));
        }
        return PlanTable.of(
                List.of(
                        new Head("Nhiệm vụ", Kind.WORDS),
                        new Head("Đơn vị chủ trì", Kind.WORDS),
                        new Head("Thời hạn", Kind.DAY),
                        new Head("Sản phẩm, chỉ tiêu", Kind.WORDS)),
                rows);
    }

    private String wanted(PlanTask task) {
        List<String> wanted = new ArrayList<>();
        if (!task.deliverable().isEmpty()) {
            wanted.add(task.deliverable());
        }
        String measured = task.figure();
        BigDecimal target = task.target();
        if (measured != null) {
            figures.find(measured)
                    .ifPresent(figure -> wanted.add(figure.name().vi()
                            + (target == null ? "" : ": " + FigureText.inTable(target, figure.measure()))));
        }
        return String.join("; ", wanted);
    }

    /**
     * {@code {{chart: figure, unit}}}, {@code {{chart: figure, column}}}, {@code {{chart: figure, years, 5}}}.
     *
     * @throws Problem PLA-421 for a figure that is not there
     */
    PlanTable chart(String[] parts, Plan plan) {
        Figure figure = figures.find(parts[0])
                .orElseThrow(() -> Problem.badRequest(
                        "PLA-421", "không có số liệu «" + parts[0] + "»; chọn lại trong danh sách số liệu"));
        String by = parts.length > 1 ? parts[1] : FigureQuery.UNIT;
        String unit = figure.measure().isMoney() ? " (triệu đồng)" : "";
        return PlanTable.of(
                List.of(new Head(figure.name().vi(), Kind.WORDS), new Head("Số liệu" + unit, Kind.AMOUNT)),
                by.equals("years") ? years(figure, parts, plan) : parts(figure, by, plan));
    }

    private List<List<@Nullable Object>> parts(Figure figure, String by, Plan plan) {
        Citation known = plan.citations().get(figure.id());
        Citation cited = known == null ? WrittenPlans.usual(figure, plan.head()) : known;
        FigureQuery asked = cited.query();
        return reading
                .read(cited.figure(), new FigureQuery(asked.period(), asked.asOf(), null, null, by))
                .cells()
                .stream()
                .map(cell -> bar(cell.name().vi(), figure, cell.value()))
                .toList();
    }

    private List<List<@Nullable Object>> years(Figure figure, String[] parts, Plan plan) {
        int many = parts.length > 2 && parts[2].matches("[1-9]\\d?") ? Integer.parseInt(parts[2]) : YEARS;
        LocalDate last = plan.head().cutOff();
        List<List<@Nullable Object>> bars = new ArrayList<>();
        for (int year = last.getYear() - many + 1; year <= last.getYear(); year++) {
            LocalDate end = year == last.getYear() ? last : LocalDate.of(year, 12, 31);
            Reading read = reading.read(figure, FigureQuery.of(new Period(LocalDate.of(year, 1, 1), end), null));
            bars.add(bar("Năm " + year, figure, read.value()));
        }
        return bars;
    }

    private static List<@Nullable Object> bar(String name, Figure figure, @Nullable BigDecimal value) {
        return List.of(
                name,
                value == null
                        ? NONE
                        : PlanCheck.plain(figure.measure().isMoney() ? value.movePointLeft(MILLION) : value));
    }
}
