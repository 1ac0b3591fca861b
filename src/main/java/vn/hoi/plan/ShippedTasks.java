package vn.hoi.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;
import vn.hoi.common.Yaml;
import vn.hoi.figure.Figures;
import vn.hoi.register.RecordLoading;
import vn.hoi.register.Register;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * The tasks of plans that were published before, from {@code provinces/<province>/plans/<code>/tasks.yaml}: read at the
 * start behind the units, and entered once into the register of assigned tasks.
 */
@Component
class ShippedTasks implements StartStep {

    private final Home home;
    private final ShippedPlans plans;
    private final Units units;
    private final Figures figures;
    private final AssignedTasks assigned;
    private final RecordLoading loading;
    private final TransactionTemplate transaction;
    private volatile Map<String, List<PlanTask>> tasks = Map.of();

    ShippedTasks(
            Home home,
            ShippedPlans plans,
            Units units,
            Figures figures,
            AssignedTasks assigned,
            RecordLoading loading,
            TransactionTemplate transaction) {
        this.home = home;
        this.plans = plans;
        this.units = units;
        this.figures = figures;
        this.assigned = assigned;
        this.loading = loading;
        this.transaction = transaction;
    }

    /** Behind the choice of what the demonstration loads, which leaves registers alone that hold something. */
    @Override
    public int order() {
        return 92;
    }

    @Override
    public String says() {
        return "nhiệm vụ các kế hoạch đã ban hành giao";
    }

    @Override
    public void run() {
        Map<String, List<PlanTask>> read = new LinkedHashMap<>();
        for (Plan plan : plans.all().values()) {
            Path file =
                    home.provinceFolder().resolve("plans").resolve(plan.code()).resolve("tasks.yaml");
            if (Files.exists(file)) {
                read.put(plan.code(), read(file, plan));
            }
        }
        tasks = read;
        assigned.find()
                .ifPresent(register -> read.forEach((code, all) -> transaction.executeWithoutResult(
                        status -> enter(register, plans.all().get(code), all))));
    }

    private List<PlanTask> read(Path file, Plan plan) {
        try {
            Yaml yaml = Yaml.read(file);
            yaml.check(home.schema().resolve("plan-tasks.schema.json"));
            List<PlanTask> read = new ArrayList<>();
            yaml.tree().properties().forEach(entry -> read.add(task(yaml, plan, entry.getKey(), entry.getValue())));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PlanTask task(Yaml yaml, Plan plan, String key, JsonNode node) {
        String pointer = Yaml.pointer(key);
        String section = node.path("section").asString();
        if (plan.sections().stream().noneMatch(each -> each.key().equals(section))) {
            throw yaml.fault(
                    pointer, "kế hoạch không có mục «" + section + "»", "Dùng tên tệp trong sections/, chữ thường");
        }
        @Nullable String figure = node.has("figure") ? node.path("figure").asString() : null;
        if (figure != null && !figures.has(figure)) {
            throw yaml.fault(
                    pointer, "không có số liệu «" + figure + "»", "Khai báo số liệu trong fields/ hoặc sửa mã");
        }
        LocalDate due = LocalDate.parse(node.path("due-on").asString());
        Unit unit = units.find(node.path("unit").asString(), Objects.requireNonNull(plan.issuedOn()))
                .orElseThrow(() -> yaml.fault(
                        pointer,
                        "không có đơn vị «" + node.path("unit").asString() + "»",
                        "Dùng mã trong units.tsv của tỉnh"));
        @Nullable BigDecimal target = node.has("target") ? node.path("target").decimalValue() : null;
        return new PlanTask(
                key,
                section,
                node.path("content").asString(),
                unit,
                due,
                figure,
                target,
                node.path("deliverable").asString(""),
                null);
    }

    /** All tasks not entered yet as one batch. */
    private void enter(Register register, @Nullable Plan plan, List<PlanTask> all) {
        String code = Objects.requireNonNull(plan).code();
        assigned.hold(code);
        Map<String, String> made = assigned.records(code);
        List<PlanTask> missing =
                all.stream().filter(task -> !made.containsKey(task.key())).toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (PlanTask task : missing) {
            Map<String, @Nullable Object> values =
                    assigned.values(plan.number(), Objects.requireNonNull(plan.issuedOn()), task);
            values.put("code", record(code, task));
            values.put("state", register.states().getFirst().id());
            columns = List.copyOf(values.keySet());
            rows.add(values.values().toArray());
        }
        loading.load(
                register,
                columns,
                rows.iterator(),
                RecordLoading.ALL,
                loading.numbers(register),
                plan.number(),
                count -> {});
        missing.forEach(task -> assigned.keep(code, task.key(), record(code, task)));
    }

    private static String record(String plan, PlanTask task) {
        return "NVG-" + plan + "-" + task.key();
    }

    /** In the order of the file; empty for a plan without any. */
    List<PlanTask> of(String plan) {
        return Optional.ofNullable(tasks.get(plan)).orElse(List.of());
    }
}
