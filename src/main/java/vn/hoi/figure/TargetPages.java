package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;

/** {@code /targets}: what documents ask for, where it stands, and what nobody measures. */
@Controller
class TargetPages {

    private static final int DECIMALS = 4;
    private static final List<String> COLUMNS = List.of(
            "target",
            "name",
            "figure",
            "unit",
            "is",
            "value",
            "measure",
            "by",
            "now",
            "expected",
            "status",
            "forecast",
            "reachedOn",
            "document",
            "day",
            "answers");

    private final Targets targets;
    private final TargetReading reading;
    private final Rights rights;

    TargetPages(Targets targets, TargetReading reading, Rights rights) {
        this.targets = targets;
        this.reading = reading;
        this.rights = rights;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/targets")
    Twin list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String status) {
        if (!status.isEmpty()
                && java.util.Arrays.stream(TargetStanding.Status.values())
                        .noneMatch(one -> one.id().equals(status))) {
            throw Problem.badRequest("TAR-401", "Không có tình trạng «" + status + "»; chọn trong danh sách.");
        }
        String wanted = Vietnamese.fold(q.strip());
        List<TargetStanding> all = targets.list().stream()
                .filter(target -> wanted.isEmpty()
                        || Vietnamese.fold(target.name().vi() + " "
                                        + target.document().vi())
                                .contains(wanted))
                .filter(this::mayRead)
                .map(reading::read)
                .toList();
        List<TargetStanding> shown = all.stream()
                .filter(one -> status.isEmpty() || one.status().id().equals(status))
                .toList();
        List<Map<String, @Nullable Object>> rows =
                shown.stream().map(TargetPages::row).toList();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (TargetStanding.Status one : TargetStanding.Status.values()) {
            counts.put(
                    one.id(), all.stream().filter(each -> each.status() == one).count());
        }
        return Twin.page("figure/targets")
                .with("standings", shown)
                .with("counts", counts)
                .with("q", q)
                .with("status", status)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/targets/{name}")
    Twin target(@PathVariable String name) {
        Target target = targets.get(name);
        if (!mayRead(target)) {
            throw new Problem(
                    403, "ACC-015", "Số liệu này không công khai; đăng nhập, hoặc xin khóa truy cập có số liệu này.");
        }
        TargetStanding standing = reading.read(target);
        List<Map<String, @Nullable Object>> history = new ArrayList<>();
        standing.history().forEach((on, value) -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("on", on);
            row.put("value", FigureJson.plain(value));
            row.put("expected", round(target.expected(on, null).orElse(null)));
            history.add(row);
        });
        return Twin.page("figure/target")
                .with("standing", standing)
                .json(() -> {
                    Map<String, @Nullable Object> body = row(standing);
                    Map<String, @Nullable Object> trajectory = new LinkedHashMap<>();
                    target.trajectory().forEach((on, value) -> trajectory.put(on.toString(), value));
                    body.put("trajectory", trajectory);
                    body.put("history", history);
                    return body;
                })
                .csv(() -> Csv.of(List.of("on", "value", "expected"), history));
    }

    private boolean mayRead(Target target) {
        return target.figure() == null
                || rights.mayReadFigure(target.figure().id(), target.figure().isPublic());
    }

    private static Map<String, @Nullable Object> row(TargetStanding standing) {
        Target target = standing.target();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("target", target.id());
        row.put("name", target.name().vi());
        row.put("figure", target.figure() == null ? null : target.figure().id());
        row.put("unit", target.unit() == null ? null : target.unit().code());
        row.put("is", target.is().id());
        row.put("value", FigureJson.plain(target.value()));
        row.put("measure", target.measure().id());
        row.put("by", target.by());
        row.put("now", FigureJson.plain(standing.now()));
        row.put("expected", round(standing.expected()));
        row.put("status", standing.status().id());
        row.put("forecast", FigureJson.plain(standing.forecast()));
        row.put("reachedOn", standing.reachedOn());
        row.put("document", target.document().vi());
        row.put("day", target.day());
        row.put("answers", target.answers().code());
        return row;
    }

    private static @Nullable BigDecimal round(@Nullable BigDecimal value) {
        return value == null ? null : FigureJson.plain(value.setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    /** The line of targets in the navigation. */
    @Component
    static class TargetMenu implements Menu {

        private final Targets targets;

        TargetMenu(Targets targets) {
            this.targets = targets;
        }

        @Override
        public int order() {
            return 33;
        }

        @Override
        public List<MenuItem> items() {
            return List.of(new MenuItem(
                    new Label("Mục tiêu", "Targets"),
                    "/targets",
                    Vietnamese.number(targets.list().size()),
                    false));
        }
    }
}
