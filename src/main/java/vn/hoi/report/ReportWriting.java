package vn.hoi.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;

/**
 * {@code /reports/{form}/{period}/{unit}}: the page of a report, and what is done with it. All of it works without script;
 * the script keeps what is typed where there is no signal.
 */
@Controller
class ReportWriting {

    private final ReportForms forms;
    private final Reporters reporters;
    private final ReportRights rights;
    private final Sheets sheets;
    private final ReportCheck check;
    private final Filing filing;
    private final Sendings sendings;
    private final JsonMapper json;
    private final CurrentPerson person;

    ReportWriting(
            ReportForms forms,
            Reporters reporters,
            ReportRights rights,
            Sheets sheets,
            ReportCheck check,
            Filing filing,
            Sendings sendings,
            JsonMapper json,
            CurrentPerson person) {
        this.forms = forms;
        this.reporters = reporters;
        this.rights = rights;
        this.sheets = sheets;
        this.check = check;
        this.filing = filing;
        this.sendings = sendings;
        this.json = json;
        this.person = person;
    }

    /** Which report an address names. */
    private record Named(ReportForm form, ReportPeriod period, Reporter reporter) {}

    private Named named(String form, String period, String unit) {
        ReportForm named = forms.get(form);
        ReportPeriod of = named.period(period);
        return new Named(named, of, reporters.get(named, of, unit));
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/reports/{form}/{period}/{unit}")
    Twin report(@PathVariable String form, @PathVariable String period, @PathVariable String unit) {
        Named named = named(form, period, unit);
        return page(sheets.of(named.form, named.period, named.reporter));
    }

    private Twin page(Sheet sheet) {
        return Twin.page("report/report")
                .with("sheet", sheet)
                .with("account", person.account())
                .status(sheet.problem() == null ? 200 : sheet.problem().status())
                .tag(sheet.version())
                .json(() -> ReportJson.report(sheet))
                .csv(() -> Csv.of(ReportJson.CELLS, ReportJson.cells(sheet)));
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/reports/{form}/{period}/{unit}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin typed(
            @PathVariable String form,
            @PathVariable String period,
            @PathVariable String unit,
            @RequestParam Map<String, String> sent) {
        Named named = named(form, period, unit);
        rights.requireSight(named.form, named.reporter);
        ReportSending sending = ReportSending.form(sent);
        Filing.Wanted wanted = sending.wanted(named.form, named.period, named.reporter);
        try {
            send(sending, wanted);
            Sheet sheet = sheets.of(named.form, named.period, named.reporter);
            return page(sheet).seeOther(sheet.address());
        } catch (Problem problem) {
            boolean shown = problem.status() == 422 || problem.status() == 409;
            if (!shown) {
                throw problem;
            }
            return page(sheets.of(named.form, named.period, named.reporter, wanted, problem, null))
                    .json(() -> {
                        throw problem;
                    });
        }
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/reports/{form}/{period}/{unit}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin sent(
            @PathVariable String form,
            @PathVariable String period,
            @PathVariable String unit,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Named named = named(form, period, unit);
        rights.requireSight(named.form, named.reporter);
        ReportSending sending = ReportSending.json(body, match, key);
        Sendings.Answer answer = send(sending, sending.wanted(named.form, named.period, named.reporter));
        Sheet sheet = sheets.of(named.form, named.period, named.reporter);
        return page(sheet)
                .status(answer.status())
                .tag(answer.body().path("version").asInt())
                .json(answer::body)
                .seeOther(sheet.address());
    }

    private Sendings.Answer send(ReportSending sending, Filing.Wanted wanted) {
        String address = Filing.subject(wanted.form(), wanted.period(), wanted.reporter());
        return sendings.once(sending.key(), sending.content(address), () -> {
            FiledReport now = filing.act(wanted);
            Sheet sheet = sheets.of(wanted.form(), wanted.period(), wanted.reporter());
            return new Sendings.Answer(now.version() == 1 ? 201 : 200, json.valueToTree(ReportJson.report(sheet)));
        });
    }

    /** What was typed so far, checked; nothing is written. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/reports/{form}/{period}/{unit}/check", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin check(
            @PathVariable String form,
            @PathVariable String period,
            @PathVariable String unit,
            @RequestBody JsonNode body) {
        Named named = named(form, period, unit);
        rights.requireSight(named.form, named.reporter);
        ReportSending sending = ReportSending.json(body, null, null);
        ReportCheck.Result result =
                check.check(named.form, named.period, named.reporter, sending.typed(), sending.reasons());
        return page(sheets.of(named.form, named.period, named.reporter)).json(() -> {
            Map<String, Object> checked = new LinkedHashMap<>();
            checked.put("errors", result.faults());
            checked.put("missing", result.missing());
            checked.put("relations", ReportJson.relations(result.relations()));
            return checked;
        });
    }

    /** The script that serves the page of a report where there is no signal; it reaches no other part of the site. */
    @Access(Access.Level.PUBLIC)
    @GetMapping("/reports/worker.js")
    ResponseEntity<byte[]> worker() {
        try (InputStream script =
                Objects.requireNonNull(ReportWriting.class.getResourceAsStream("/static/report-worker.js"))) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                    .header("Cache-Control", "no-cache")
                    .body(script.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
