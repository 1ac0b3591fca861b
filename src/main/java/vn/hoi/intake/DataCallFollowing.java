package vn.hoi.intake;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Column;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordRows;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /calls/{number}}: who answered and who has not, totals and all answers; opening, closing, reminding. */
@Controller
class DataCallFollowing {

    private static final int SHOWN = 200;
    private static final List<String> MISSING = List.of("unit", "name", "kind", "draft-at", "reminded-at");

    private final DataCalls calls;
    private final DataCallDrawing drawing;
    private final DataCallAnswers answers;
    private final DataCallNotices notices;
    private final DataCallTotals totals;
    private final Registers registers;
    private final RecordLists lists;
    private final RecordQueries queries;
    private final RecordRows rows;
    private final Journal journal;
    private final Units units;
    private final Rights rights;

    DataCallFollowing(
            DataCalls calls,
            DataCallDrawing drawing,
            DataCallAnswers answers,
            DataCallNotices notices,
            DataCallTotals totals,
            Registers registers,
            RecordLists lists,
            RecordQueries queries,
            RecordRows rows,
            Journal journal,
            Units units,
            Rights rights) {
        this.calls = calls;
        this.drawing = drawing;
        this.answers = answers;
        this.notices = notices;
        this.totals = totals;
        this.registers = registers;
        this.lists = lists;
        this.queries = queries;
        this.rows = rows;
        this.journal = journal;
        this.units = units;
        this.rights = rights;
    }

    @Access(Access.Level.CALLS)
    @GetMapping("/calls/{number:\\d{1,9}}")
    Twin call(@PathVariable int number) {
        return page(calls.get(number), null, Map.of());
    }

    private Twin page(DataCall call, @Nullable Problem problem, Map<String, String> typed) {
        List<DataCallAnswer> asked = answers.list(call.number());
        @Nullable Register register = call.isDraft() ? null : registers.get(call.register());
        List<DataCallLine> lines = register == null ? List.of() : lines(register, asked);
        List<DataCallTotal> sums = register == null ? List.of() : totals.list(register, asked.size());
        Twin page = Twin.page("intake/call")
                .with("call", call)
                .with("asked", asked)
                .with("register", register)
                .with("lines", lines.subList(0, Math.min(SHOWN, lines.size())))
                .with("records", lines.size())
                .with("totals", sums)
                .with(
                        "closedFor",
                        call.refusal(OffsetDateTime.now(Vietnamese.ZONE)).orElse(null))
                .with("entries", journal.list(DataCalls.subject(call.number())))
                .with("units", units)
                .with("problem", problem)
                .with("typed", typed)
                .with("mayReadPersonal", rights.mayReadPersonal(call.register()))
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    return body(call, register, asked, lines, sums);
                });
        return register == null
                ? page
                : page.csv(() -> Csv.of(
                        columns(register),
                        lines.stream().map(line -> json(register, line)).toList()));
    }

    /** The records that count, unit by unit. */
    private List<DataCallLine> lines(Register register, List<DataCallAnswer> asked) {
        Map<String, Row> byCode = new LinkedHashMap<>();
        lists.forEach(
                register,
                queries.read(register, new LinkedMultiValueMap<>(), List.of()),
                row -> byCode.put(row.code(), row));
        List<DataCallLine> lines = new ArrayList<>();
        for (DataCallAnswer answer : asked) {
            for (String code : answer.records()) {
                @Nullable Row row = byCode.get(code);
                if (row != null) {
                    lines.add(new DataCallLine(answer, row));
                }
            }
        }
        return lines;
    }

    private static List<String> columns(Register register) {
        List<String> columns = new ArrayList<>(List.of("unit", "unit-name", "answered-at", "late", "code"));
        register.columns().stream().map(Column::id).forEach(columns::add);
        return columns;
    }

    private Map<String, @Nullable Object> json(Register register, DataCallLine line) {
        Map<String, @Nullable Object> all = rows.json(register, line.row());
        Unit unit = units.get(line.answer().unit());
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("unit", unit.code());
        row.put("unit-name", unit.fullName());
        row.put("answered-at", text(line.answer().answeredAt()));
        row.put("late", line.answer().late());
        row.put("code", line.row().code());
        register.columns().forEach(column -> row.put(column.id(), all.get(column.id())));
        return row;
    }

    private Map<String, @Nullable Object> body(
            DataCall call,
            @Nullable Register register,
            List<DataCallAnswer> asked,
            List<DataCallLine> lines,
            List<DataCallTotal> sums) {
        int answered = (int) asked.stream().filter(DataCallAnswer::isAnswered).count();
        Map<String, @Nullable Object> body =
                new LinkedHashMap<>(DataCallPages.json(new DataCallProgress(call, asked.size(), answered)));
        body.put("purpose", call.purpose());
        body.put("document", call.document());
        body.put("late-until", text(call.lateUntil()));
        body.put("many", call.many());
        body.put("columns", call.columns());
        body.put("totals", sums.stream().map(DataCallTotal::json).toList());
        body.put("missing", missing(asked).stream().map(row -> row.get("unit")).toList());
        body.put(
                "rows",
                register == null
                        ? List.of()
                        : lines.stream().map(line -> json(register, line)).toList());
        body.put("next", null);
        return body;
    }

    private static @Nullable String text(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toString();
    }

    @Access(Access.Level.CALLS)
    @GetMapping("/calls/{number:\\d{1,9}}/missing")
    Twin missing(@PathVariable int number) {
        DataCall call = calls.get(number);
        List<DataCallAnswer> asked = answers.list(number);
        List<Map<String, @Nullable Object>> found = missing(asked);
        return Twin.page("intake/callmissing")
                .with("call", call)
                .with(
                        "missing",
                        asked.stream().filter(answer -> !answer.isAnswered()).toList())
                .with("units", units)
                .json(() -> Twin.rows(found, null))
                .csv(() -> Csv.of(MISSING, found));
    }

    private List<Map<String, @Nullable Object>> missing(List<DataCallAnswer> asked) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (DataCallAnswer answer : asked) {
            if (!answer.isAnswered()) {
                Unit unit = units.get(answer.unit());
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("unit", unit.code());
                row.put("name", unit.fullName());
                row.put("kind", unit.kind());
                row.put("draft-at", text(answer.draftedAt()));
                row.put("reminded-at", text(answer.remindedAt()));
                rows.add(row);
            }
        }
        return rows;
    }

    @Access(Access.Level.CALLS)
    @PostMapping(
            path = "/calls/{number:\\d{1,9}}/{act:open|close|reopen|remind}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin act(@PathVariable int number, @PathVariable String act, @RequestParam Map<String, String> sent) {
        int version = DataCallPages.version(sent.getOrDefault("version", ""));
        try {
            switch (act) {
                case "open" -> drawing.open(number, version);
                case "close" -> drawing.close(number, version);
                case "reopen" ->
                    drawing.reopen(number, version, sent.getOrDefault("until", ""), sent.getOrDefault("reason", ""));
                default -> remind(number);
            }
        } catch (Problem problem) {
            if (problem.status() != 422 && problem.status() != 409) {
                throw problem;
            }
            return page(calls.get(number), problem, sent);
        }
        return page(calls.get(number), null, Map.of()).seeOther("/calls/" + number);
    }

    private void remind(int number) {
        calls.get(number).refusal(OffsetDateTime.now(Vietnamese.ZONE)).ifPresent(refusal -> {
            throw refusal;
        });
        notices.remind(number);
    }
}
