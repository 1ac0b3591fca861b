package vn.hoi.ledger;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.figure.LedgerBalances;

/** Every balance is a figure: accounts of lines, totals of projects and what was asked, checked and approved of them. */
@Component
class LedgerFigures implements LedgerBalances {

    private static final String TOTAL = "total";
    private static final Set<String> ACTS = Set.of("medium-term", "final-asked", "final-checked", "final-approved");

    private final Budget budget;
    private final JdbcClient database;

    LedgerFigures(Budget budget, JdbcClient database) {
        this.budget = budget;
        this.database = database;
    }

    @Override
    public Optional<String> fault(String account, Map<String, List<String>> where) {
        boolean ofProject = account.equals(TOTAL) || ACTS.contains(account);
        if (!ofProject && !Sums.isName(account)) {
            return Optional.of("sổ ngân sách không có tài khoản «" + account + "»");
        }
        for (String name : where.keySet()) {
            if (ofProject ? !name.equals("project") : !LineFilter.NAMES.contains(name)) {
                return Optional.of("«" + name + "» không phải là thuộc tính của dòng ngân sách; các thuộc tính: "
                        + (ofProject ? List.of("project") : LineFilter.NAMES));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<BigDecimal> value(Query query) {
        if (query.account().equals(TOTAL) || ACTS.contains(query.account())) {
            return query.units() == null ? ofProjects(query) : Optional.empty();
        }
        List<Budget.LineSums> lines = lines(query);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(Budget.total(lines).get(query.account())));
    }

    private List<Budget.LineSums> lines(Query query) {
        @Nullable LocalDate from = Sums.isFlow(query.account()) ? query.from() : null;
        return budget.list(new LineFilter(query.where(), query.units()), from, query.to());
    }

    private Optional<BigDecimal> ofProjects(Query query) {
        List<String> codes = query.where().get("project");
        return database.sql("""
                        select sum(amount) from (
                            select distinct on (project) project, total as amount from ledger.project_total
                            where :act = 'total' and (:to::date is null or since <= :to) order by project, since desc) as totals
                        join ledger.project p on p.id = totals.project
                        where :codes::text[] is null or p.code = any(:codes)
                        having count(*) > 0
                        union all
                        select sum(amount) from (
                            select distinct on (project) project, amount from ledger.project_act
                            where act = :act and (:to::date is null or day <= :to) order by project, day desc, id desc) as acts
                        join ledger.project p on p.id = acts.project
                        where :codes::text[] is null or p.code = any(:codes)
                        having count(*) > 0""")
                .param("act", query.account())
                .param("to", query.to())
                .param("codes", codes == null ? null : codes.toArray(String[]::new))
                .query(BigDecimal.class)
                .optional();
    }

    @Override
    public Map<Integer, BigDecimal> byUnit(Query query) {
        Map<Integer, BigDecimal> units = new LinkedHashMap<>();
        if (Sums.isName(query.account())) {
            lines(query)
                    .forEach(line -> units.merge(
                            line.line().unit(), BigDecimal.valueOf(line.sums().get(query.account())), BigDecimal::add));
        }
        return units;
    }

    @Override
    public Label name(String account) {
        return LedgerWords.account(account);
    }

    @Override
    public String address(String account, Map<String, List<String>> where) {
        if (account.equals(TOTAL) || ACTS.contains(account)) {
            List<String> project = where.getOrDefault("project", List.of());
            return "/budget/projects" + (project.size() == 1 ? "/" + project.getFirst() : "");
        }
        return "/budget/lines"
                + where.entrySet().stream()
                        .flatMap(part -> part.getValue().stream().map(value -> part.getKey() + "=" + encode(value)))
                        .collect(Collectors.joining("&", where.isEmpty() ? "" : "?", ""));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
