package vn.hoi.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;

/** {@code /budget/overrides}: what was asked for beyond a limit, and the answer of a second person. */
@Controller
class OverridePages {

    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "asked-by",
            "code",
            "says",
            "line",
            "amount",
            "answered-at",
            "answered-by",
            "granted",
            "reason",
            "posting");

    private final Overrides overrides;

    OverridePages(Overrides overrides) {
        this.overrides = overrides;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/overrides")
    Twin list() {
        List<Overrides.Asked> asked = overrides.list();
        List<OverrideShown> all = asked.stream()
                .map(one -> OverrideShown.of(one, overrides.mayAnswer(one), overrides.file(one)))
                .toList();
        List<Map<String, @Nullable Object>> table =
                asked.stream().map(OverridePages::row).toList();
        return Twin.page("ledger/overrides")
                .with("all", all)
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(COLUMNS, table));
    }

    private static Map<String, @Nullable Object> row(Overrides.Asked asked) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", asked.id());
        row.put("at", asked.at().toString());
        row.put("asked-by", asked.askedBy());
        row.put("code", asked.code());
        row.put("says", asked.says());
        row.put("line", asked.line());
        row.put("amount", asked.request().get("amount"));
        row.put(
                "answered-at",
                asked.answeredAt() == null ? null : asked.answeredAt().toString());
        row.put("answered-by", asked.answeredBy());
        row.put("granted", asked.granted());
        row.put("reason", asked.reason());
        row.put("posting", asked.posting());
        return row;
    }

    /** Who may answer is tried with the request itself: a superior who is not who asked. */
    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @PostMapping("/budget/overrides/{number}")
    Twin answer(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String granted,
            @RequestParam(defaultValue = "") String reason) {
        if (!number.matches("\\d{1,18}")) {
            throw Problem.unknown("LED-404", "Không có đề nghị «" + number + "»; mở lại danh sách.");
        }
        Overrides.Asked answered = overrides.answer(Long.parseLong(number), granted.equals("yes"), reason);
        return list().seeOther("/budget/overrides").json(() -> row(answered));
    }
}
