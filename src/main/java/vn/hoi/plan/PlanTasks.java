package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Figures;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Journal.Change;
import vn.hoi.register.Records;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The tasks a plan assigns: marked while it is written, records of the register of assigned tasks once it is out. */
@Component
class PlanTasks {

    private static final int LONGEST = 500;
    private static final int LONGEST_DELIVERABLE = 300;

    private final JdbcClient database;
    private final Journal journal;
    private final Units units;
    private final Figures figures;
    private final ShippedTasks shipped;
    private final AssignedTasks assigned;
    private final Records records;
    private final PlanRights rights;

    PlanTasks(
            JdbcClient database,
            Journal journal,
            Units units,
            Figures figures,
            ShippedTasks shipped,
            AssignedTasks assigned,
            Records records,
            PlanRights rights) {
        this.database = database;
        this.journal = journal;
        this.units = units;
        this.figures = figures;
        this.shipped = shipped;
        this.assigned = assigned;
        this.records = records;
        this.rights = rights;
    }

    /** In the order of the plan's sections, then by day. */
    List<PlanTask> list(Plan plan) {
        return list(plan.code(), plan.id());
    }

    private List<PlanTask> list(String code, @Nullable Integer id) {
        Map<String, String> made = assigned.records(code);
        if (id == null) {
            return shipped.of(code).stream()
                    .map(task -> new PlanTask(
                            task.key(),
                            task.section(),
                            task.content(),
                            task.unit(),
                            task.dueOn(),
                            task.figure(),
                            task.target(),
                            task.deliverable(),
                            made.get(task.key())))
                    .toList();
        }
        return database.sql("""
                        select t.id, coalesce(s.key, '') as section, t.content, t.unit, t.due_on, t.figure, t.target, t.deliverable
                        from plan.task t left join plan.section s on s.id = t.section
                        where t.plan = :plan order by s.place, t.due_on, t.id""")
                .param("plan", id)
                .query((row, index) -> new PlanTask(
                        row.getString("id"),
                        row.getString("section"),
                        row.getString("content"),
                        units.get(row.getInt("unit")),
                        row.getObject("due_on", LocalDate.class),
                        row.getString("figure"),
                        row.getBigDecimal("target"),
                        row.getString("deliverable"),
                        made.get(row.getString("id"))))
                .list();
    }

    /**
     * Marks a task in a section.
     *
     * @param typed {@code content}, {@code unit}, {@code due-on}, {@code figure}, {@code target}, {@code deliverable}
     * @throws Problem PLA-451 for what cannot be read, with its cure
     */
    @Transactional
    public void add(Plan plan, PlanSection section, Map<String, String> typed) {
        String content = Vietnamese.clean(typed.getOrDefault("content", ""));
        if (content.isEmpty() || content.length() > LONGEST) {
            throw wrong("Nội dung nhiệm vụ không để trống, nhiều nhất " + LONGEST + " ký tự.");
        }
        LocalDate due = Vietnamese.readDay(typed.getOrDefault("due-on", ""))
                .orElseThrow(() -> wrong("Thời hạn không đọc được; ghi ngày/tháng/năm, ví dụ 31/12/2026."));
        LocalDate from = plan.head().period().from();
        if (from != null && due.isBefore(from)) {
            throw wrong("Thời hạn trước ngày đầu kỳ kế hoạch " + Vietnamese.day(from) + "; chọn ngày sau.");
        }
        String asked = typed.getOrDefault("unit", "").strip();
        Unit unit = units.find(asked, Vietnamese.today())
                .filter(found -> !asked.isEmpty())
                .orElseThrow(() -> wrong("Chọn cơ quan, đơn vị chủ trì trong danh sách."));
        String figure = Vietnamese.clean(typed.getOrDefault("figure", "")).replaceAll("[{}~\\s]", "");
        if (!figure.isEmpty() && !figures.has(figure)) {
            throw wrong("Không có số liệu «" + figure + "»; tìm ở ô Chèn số liệu rồi chép mã của nó, hoặc bỏ trống.");
        }
        String deliverable = Vietnamese.clean(typed.getOrDefault("deliverable", ""));
        if (deliverable.length() > LONGEST_DELIVERABLE) {
            throw wrong("Sản phẩm ghi nhiều nhất " + LONGEST_DELIVERABLE + " ký tự.");
        }
        insert(
                plan.number("tasks"),
                section.id(),
                new PlanTask(
                        "",
                        section.key(),
                        content,
                        unit,
                        due,
                        figure.isEmpty() ? null : figure,
                        target(typed.getOrDefault("target", ""), figure),
                        deliverable,
                        null));
        journal.write(
                "plans/" + plan.code() + "/" + section.key(),
                "task-added",
                Map.of("content", new Change(null, content), "due-on", new Change(null, due)),
                null);
    }

    private static @Nullable BigDecimal target(String typed, String figure) {
        if (typed.isBlank()) {
            return null;
        }
        if (figure.isEmpty()) {
            throw wrong("Có giá trị cần đạt mà chưa chọn số liệu đo; chọn số liệu hoặc bỏ trống giá trị.");
        }
        return Vietnamese.readNumber(typed)
                .orElseThrow(() -> wrong("Giá trị cần đạt không đọc được; viết như 1.234 hoặc 75,5."));
    }

    private static Problem wrong(String says) {
        return new Problem(422, "PLA-451", says);
    }

    /** As they stand, into another plan. */
    void insert(int plan, @Nullable Integer section, PlanTask task) {
        database.sql("""
                        insert into plan.task (plan, section, content, unit, due_on, figure, target, deliverable, account)
                        values (:plan, :section, :content, :unit, :due, :figure, :target, :deliverable, :account)""")
                .param("plan", plan)
                .param("section", section)
                .param("content", task.content())
                .param("unit", task.unit().id())
                .param("due", task.dueOn())
                .param("figure", task.figure())
                .param("target", task.target())
                .param("deliverable", task.deliverable())
                .param("account", rights.account())
                .update();
    }

    /** Takes a task off a plan that is still written; the journal keeps it. @throws Problem PLA-452 for no such task */
    @Transactional
    public void remove(Plan plan, PlanSection section, int task) {
        String content = database.sql("""
                        delete from plan.task where id = :id and plan = :plan and section = :section returning content""")
                .param("id", task)
                .param("plan", plan.number("tasks"))
                .param("section", section.id())
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "PLA-452", "Mục không có nhiệm vụ này; tải lại trang để thấy các nhiệm vụ hiện có."));
        journal.write(
                "plans/" + plan.code() + "/" + section.key(),
                "task-removed",
                Map.of("content", new Change(content, null)),
                null);
    }

    /**
     * Makes a record of every task of a plan that is out, with the right of whoever publishes; what was made before is left.
     *
     * @throws Problem what the register refuses; nothing is made then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void assign(Plan plan) {
        if (assigned.find().isEmpty()) {
            return;
        }
        assigned.hold(plan.code());
        List<PlanTask> tasks = list(plan);
        Map<List<Object>, String> before = before(plan);
        for (PlanTask task : tasks) {
            if (task.record() == null) {
                String earlier = before.get(same(task));
                assigned.keep(
                        plan.code(),
                        task.key(),
                        earlier != null
                                ? earlier
                                : records.create(assigned.register(), typed(plan, task))
                                        .code());
            }
        }
    }

    /** Records that the plan this one was copied from made already, by what they ask: a second round makes none anew. */
    private Map<List<Object>, String> before(Plan plan) {
        Map<List<Object>, String> before = new HashMap<>();
        database.sql("""
                        select p.copied_from, c.id from plan.plan p left join plan.plan c on c.code = p.copied_from
                        where p.id = :id and p.copied_from is not null""")
                .param("id", plan.number("tasks"))
                .query((row, index) -> list(row.getString(1), row.getObject(2, Integer.class)))
                .optional()
                .orElse(List.of())
                .forEach(task -> {
                    if (task.record() != null) {
                        before.put(same(task), task.record());
                    }
                });
        return before;
    }

    private static List<Object> same(PlanTask task) {
        return List.of(task.content(), task.unit().id(), task.dueOn());
    }

    private Map<String, String> typed(Plan plan, PlanTask task) {
        Map<String, String> typed = new LinkedHashMap<>();
        assigned.values(plan.number(), Objects.requireNonNull(plan.issuedOn()), task)
                .forEach((column, value) -> {
                    if (value instanceof Integer unit) {
                        typed.put(column, Units.BY_ID + unit);
                    } else if (value != null) {
                        typed.put(
                                column, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
                    }
                });
        return typed;
    }
}
