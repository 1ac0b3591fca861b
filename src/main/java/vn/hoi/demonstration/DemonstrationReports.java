package vn.hoi.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;
import vn.hoi.common.Yaml;
import vn.hoi.report.Edition;
import vn.hoi.report.PartyAccounts;
import vn.hoi.report.ReportForm;
import vn.hoi.report.ReportForms;
import vn.hoi.report.ReportLoading;
import vn.hoi.report.ReportPeriod;

/**
 * The made-up reports of {@code demonstration/reports/}: totals shared out over the reporters exactly, some of them late, sent
 * back or still drafts. Loaded once, with the demonstration data and never without.
 */
@Component
class DemonstrationReports implements StartStep {

    private static final String FOLDER = "reports";
    private static final String ACCOUNTS = "accounts.yaml";
    private static final String REASON = "Dữ liệu trình diễn";
    private static final int ORDER = 97;
    private static final double NOT_SERVING = -1;
    private static final int DAYS_LATE = 4;
    private static final int DAYS_TO_DECIDE = 2;
    /** Reporters are of unequal size: weights repeat after so many. */
    private static final int[] WEIGHTS = {9, 5, 7, 3, 6, 4, 8};

    private final JdbcClient database;
    private final ReportForms forms;
    private final ReportLoading loading;
    private final PartyAccounts accounts;
    private final Home home;
    private final double asked;

    DemonstrationReports(
            JdbcClient database,
            ReportForms forms,
            ReportLoading loading,
            PartyAccounts accounts,
            Home home,
            @Value("${hoi.scale:-1}") double asked) {
        this.database = database;
        this.forms = forms;
        this.loading = loading;
        this.accounts = accounts;
        this.home = home;
        this.asked = asked;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String says() {
        return "báo cáo trình diễn";
    }

    @Override
    public void run() {
        Path folder = home.provinceFolder().resolve("demonstration").resolve(FOLDER);
        boolean chosen = asked != NOT_SERVING
                && database.sql("select exists (select from demonstration.choice where scale > 0)")
                        .query(Boolean.class)
                        .single();
        if (!chosen || !Files.isDirectory(folder) || !loading.isEmpty()) {
            return;
        }
        loading.load(all(folder), REASON);
        Path named = folder.resolve(ACCOUNTS);
        if (Files.exists(named)) {
            Yaml.tree(named)
                    .properties()
                    .forEach(account ->
                            account.getValue().forEach(party -> accounts.name(party.asString(), account.getKey())));
        }
    }

    /** All that the folder tells of. */
    List<ReportLoading.Loaded> all(Path folder) {
        List<ReportLoading.Loaded> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(path -> !path.endsWith(ACCOUNTS))
                    .sorted()
                    .toList()) {
                Yaml yaml = Yaml.read(file);
                yaml.check(home.schema().resolve("demonstration-reports.schema.json"));
                ReportForm form = forms.get(file.getFileName().toString().replace(".yaml", ""));
                for (JsonNode round : yaml.tree().path("rounds")) {
                    String[] ends = round.path("period").asString().split("\\.\\.", -1);
                    loading.periods(form, ends[0], ends[ends.length - 1])
                            .forEach(period -> add(form, period, round, all));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private void add(ReportForm form, ReportPeriod period, JsonNode round, List<ReportLoading.Loaded> all) {
        List<String> keys = loading.reporters(form, period);
        Map<String, List<BigDecimal>> shares = new LinkedHashMap<>();
        round.path("share")
                .properties()
                .forEach(
                        cell -> shares.put(cell.getKey(), shared(cell.getValue().decimalValue(), keys.size())));
        Set<String> late =
                round.path("late").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        LocalDateTime due = loading.due(form, period);
        for (int index = 0; index < keys.size(); index++) {
            String state = round.path("states").path(keys.get(index)).asString("approved");
            if (state.equals("none")) {
                continue;
            }
            Map<String, BigDecimal> numbers = new LinkedHashMap<>();
            round.path("each")
                    .properties()
                    .forEach(cell -> numbers.put(cell.getKey(), cell.getValue().decimalValue()));
            for (Map.Entry<String, List<BigDecimal>> share : shares.entrySet()) {
                numbers.put(share.getKey(), share.getValue().get(index));
            }
            all.add(loaded(form, period, keys.get(index), state, numbers, due, late, round));
        }
    }

    private static ReportLoading.Loaded loaded(
            ReportForm form,
            ReportPeriod period,
            String key,
            String state,
            Map<String, BigDecimal> numbers,
            LocalDateTime due,
            Set<String> late,
            JsonNode round) {
        boolean draft = state.equals("draft");
        boolean decided = !draft && !state.equals("submitted");
        LocalDateTime in = late.contains(key) ? due.plusDays(DAYS_LATE) : due.minusHours(3);
        return new ReportLoading.Loaded(
                form,
                period,
                key,
                Edition.State.valueOf(state.toUpperCase(java.util.Locale.ROOT)),
                numbers,
                draft ? null : in,
                decided ? in.plusDays(DAYS_TO_DECIDE) : null,
                state.equals("returned") ? round.path("why").asString(REASON) : null);
    }

    /** Parts that add up to the total, the same ones for the same total whatever else is shared out. */
    static List<BigDecimal> shared(BigDecimal total, int parts) {
        long weights = 0;
        for (int index = 0; index < parts; index++) {
            weights += WEIGHTS[index % WEIGHTS.length];
        }
        List<BigDecimal> shares = new ArrayList<>();
        BigDecimal given = BigDecimal.ZERO;
        long before = 0;
        for (int index = 0; index < parts; index++) {
            before += WEIGHTS[index % WEIGHTS.length];
            BigDecimal until = total.multiply(BigDecimal.valueOf(before))
                    .divide(BigDecimal.valueOf(weights), 0, RoundingMode.FLOOR);
            shares.add(until.subtract(given));
            given = until;
        }
        return shares;
    }
}
