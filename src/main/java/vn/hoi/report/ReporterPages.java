package vn.hoi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;

/** {@code /reports/reporters}: the parties that report, and which accounts do so for them. */
@Controller
class ReporterPages {

    private static final List<String> COLUMNS = List.of("party", "kind", "name", "account", "givenBy", "givenAt");

    private final ReportingParties parties;
    private final PartyAccounts accounts;

    ReporterPages(ReportingParties parties, PartyAccounts accounts) {
        this.parties = parties;
        this.accounts = accounts;
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/reports/reporters")
    Twin reporters() {
        return page(null, "", "");
    }

    private Twin page(@Nullable Problem problem, String party, String account) {
        List<PartyAccounts.Named> named = accounts.list();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<ReporterAccounts> all = new ArrayList<>();
        for (ReportingParties.Party one : parties.list()) {
            List<PartyAccounts.Named> own = named.stream()
                    .filter(each -> each.party().equals(one.key()))
                    .toList();
            all.add(new ReporterAccounts(one.key(), one.name(), parties.kind(one.kind()), own));
            if (own.isEmpty()) {
                rows.add(row(one, null));
            }
            own.forEach(each -> rows.add(row(one, each)));
        }
        return Twin.page("report/reporters")
                .with("parties", all)
                .with("problem", problem)
                .with("party", party)
                .with("account", account)
                .status(problem == null ? 200 : problem.status())
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private static Map<String, @Nullable Object> row(
            ReportingParties.Party party, PartyAccounts.@Nullable Named named) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("party", party.key());
        row.put("kind", party.kind());
        row.put("name", party.name());
        row.put("account", named == null ? null : named.account());
        row.put("givenBy", named == null ? null : named.givenBy());
        row.put("givenAt", named == null ? null : named.givenAt().toString());
        return row;
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(path = "/reports/reporters", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin name(@RequestParam(defaultValue = "") String party, @RequestParam(defaultValue = "") String account) {
        try {
            accounts.name(party.strip(), account.strip());
            return page(null, "", "").seeOther("/reports/reporters");
        } catch (Problem problem) {
            return page(problem, party, account).json(() -> {
                throw problem;
            });
        }
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping("/reports/reporters/{number}/end")
    Twin end(@PathVariable String number) {
        if (!number.matches("\\d{1,18}")) {
            throw Problem.unknown("REP-441", "Phân công này không còn; tải lại trang.");
        }
        accounts.end(Long.parseLong(number));
        return page(null, "", "").seeOther("/reports/reporters");
    }
}
