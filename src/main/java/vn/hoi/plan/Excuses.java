package vn.hoi.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Vietnamese;

/** Why a plan goes out although points are open: one reason for each. */
@Component
class Excuses {

    private final JdbcClient database;
    private final PlanPoints points;
    private final PlanRights rights;

    Excuses(JdbcClient database, PlanPoints points, PlanRights rights) {
        this.database = database;
        this.points = points;
        this.rights = rights;
    }

    /** Reasons written so far, by point. */
    Map<String, String> list(Plan plan) {
        Map<String, String> excuses = new LinkedHashMap<>();
        database.sql("select point, reason from plan.excuse where plan = :plan order by at")
                .param("plan", plan.number("excuses"))
                .query((row, index) -> excuses.put(row.getString(1), row.getString(2)))
                .list();
        return excuses;
    }

    /** Reasons for points whose key begins so, as one sentence; empty without any. */
    String of(Plan plan, String kind) {
        return list(plan).entrySet().stream()
                .filter(excuse -> excuse.getKey().startsWith(kind))
                .map(Map.Entry::getValue)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Points that are open and have no reason yet. */
    List<OpenPoint> unexcused(Plan plan) {
        Set<String> excused = list(plan).keySet();
        return points.of(plan).stream()
                .filter(point -> !excused.contains(point.key()))
                .toList();
    }

    /** Writes reasons, by point; an empty one changes nothing. */
    @Transactional
    public void write(Plan plan, Map<String, String> reasons) {
        reasons.forEach((point, typed) -> {
            String reason = Vietnamese.clean(typed);
            if (!reason.isEmpty()) {
                database.sql("""
                                insert into plan.excuse (plan, point, reason, account)
                                values (:plan, :point, :reason, :account)
                                on conflict (plan, point) do update set reason = excluded.reason, account = excluded.account, at = now()""")
                        .param("plan", plan.number("excuses"))
                        .param("point", point)
                        .param("reason", reason)
                        .param("account", rights.account())
                        .update();
            }
        });
    }
}
