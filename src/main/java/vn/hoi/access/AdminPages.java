package vn.hoi.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Job;
import vn.hoi.common.Power;
import vn.hoi.common.RegisterRoles;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** {@code /admin}, {@code /admin/roles} and {@code /admin/jobs}. */
@Controller
class AdminPages {

    private static final List<String> ROLE_COLUMNS =
            List.of("role", "name", "powers", "holders", "reads", "writes", "steps");
    private static final List<String> JOB_COLUMNS = List.of("job", "name", "rhythm", "state", "at", "says");

    private final JdbcClient database;
    private final Roles roles;
    private final AccountReading accounts;
    private final ObjectProvider<RegisterRoles> registers;
    private final ObjectProvider<Job> jobs;

    AdminPages(
            JdbcClient database,
            Roles roles,
            AccountReading accounts,
            ObjectProvider<RegisterRoles> registers,
            ObjectProvider<Job> jobs) {
        this.database = database;
        this.roles = roles;
        this.accounts = accounts;
        this.registers = registers;
        this.jobs = jobs;
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/admin")
    Twin overview() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("open", count("select count(*) from access.account where closed_at is null"));
        counts.put("closed", count("select count(*) from access.account where closed_at is not null"));
        counts.put("administrators", accounts.administrators(Vietnamese.today()));
        counts.put("without-role", count("""
                        select count(*) from access.account as a where closed_at is null and not exists (
                            select from access.assignment where account = a.id and ended_at is null
                                and (last_day is null or last_day >= current_date))"""));
        counts.put(
                "delegations",
                count("select count(*) from access.delegation where ended_at is null and last_day >= current_date"));
        counts.put("tokens", count("""
                        select count(*) from access.token
                        where client is null and revoked_at is null and valid_until > now()"""));
        counts.put(
                "clients",
                count("select count(*) from access.client where revoked_at is null and valid_until > now()"));
        counts.put(
                "failed-jobs",
                jobs.stream()
                        .filter(job -> job.last().state() == Job.State.FAILED)
                        .count());
        return Twin.page("access/admin").with("counts", counts).json(() -> counts);
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    /** What each role may: its powers, and what the registers declare for it. */
    @Access(Access.Level.ADMINISTER)
    @GetMapping("/admin/roles")
    Twin roles() {
        List<RegisterRoles.Named> all =
                registers.stream().flatMap(one -> one.named().stream()).toList();
        List<RoleRow> rows = roles.list().stream()
                .map(role -> new RoleRow(
                        role,
                        accounts.holders(role.id(), Vietnamese.today()),
                        all.stream()
                                .filter(register -> register.held().writers().contains(role.id())
                                        || (role.powers().contains(Power.READ)
                                                && (register.held().readers().isEmpty()
                                                        || register.held()
                                                                .readers()
                                                                .contains(role.id()))))
                                .toList(),
                        all.stream()
                                .filter(register -> register.held().writers().contains(role.id()))
                                .toList(),
                        steps(all, role.id())))
                .toList();
        List<Map<String, @Nullable Object>> cells =
                rows.stream().map(AdminPages::row).toList();
        return Twin.page("access/roles")
                .with("roles", rows)
                .json(() -> Twin.rows(cells, null))
                .csv(() -> Csv.of(ROLE_COLUMNS, cells));
    }

    private static List<RoleRow.Taking> steps(List<RegisterRoles.Named> registers, String role) {
        List<RoleRow.Taking> steps = new ArrayList<>();
        registers.forEach(register -> register.steps().stream()
                .filter(step -> step.roles().contains(role))
                .forEach(step -> steps.add(new RoleRow.Taking(register, step))));
        return steps;
    }

    private static Map<String, @Nullable Object> row(RoleRow one) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("role", one.role().id());
        row.put("name", one.role().name().vi());
        row.put(
                "powers",
                String.join(
                        " ",
                        one.role().powers().stream()
                                .map(power -> power.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList()));
        row.put("holders", one.holders());
        row.put("reads", ids(one.reads()));
        row.put("writes", ids(one.writes()));
        row.put(
                "steps",
                String.join(
                        " ",
                        one.steps().stream()
                                .map(taking -> taking.register().id() + "/"
                                        + taking.step().id())
                                .toList()));
        return row;
    }

    private static String ids(List<RegisterRoles.Named> registers) {
        return String.join(" ", registers.stream().map(RegisterRoles.Named::id).toList());
    }

    /** What runs behind the requests on this server. */
    @Access(Access.Level.ADMINISTER)
    @GetMapping("/admin/jobs")
    Twin jobs() {
        List<Job> all = jobs.orderedStream().toList();
        Map<String, Job.Run> runs = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Job job : all) {
            Job.Run run = job.last();
            runs.put(job.id(), run);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("job", job.id());
            row.put("name", job.name().vi());
            row.put("rhythm", job.rhythm().vi());
            row.put("state", run.state().name().toLowerCase(Locale.ROOT));
            row.put("at", run.at() == null ? null : run.at().toString());
            row.put("says", run.says().vi());
            rows.add(row);
        }
        return Twin.page("access/jobs")
                .with("jobs", all)
                .with("runs", runs)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(JOB_COLUMNS, rows));
    }
}
