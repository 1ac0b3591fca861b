package vn.hoi.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;

/** The journal as an auditor reads it: who did what, how far it is sealed, and the proof of one entry. */
@Controller
class JournalPages {

    static final int LIMIT = 50;

    private static final int MOST = 500;
    private static final int TABLE_PAGE = 1000;
    private static final List<String> COLUMNS =
            List.of("id", "at", "account", "action", "subject", "columns", "reason");

    private final Journal journal;
    private final Seals seals;
    private final Heads heads;
    private final KnownSubjects subjects;
    private final Inclusion inclusion;

    JournalPages(Journal journal, Seals seals, Heads heads, KnownSubjects subjects, Inclusion inclusion) {
        this.journal = journal;
        this.seals = seals;
        this.heads = heads;
        this.subjects = subjects;
        this.inclusion = inclusion;
    }

    @Access(Access.Level.AUDIT)
    @GetMapping("/admin/journal")
    Twin list(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "" + LIMIT) String limit) {
        var filter = new JournalFilter(account, subject, action, from, to);
        int most = (int) Math.clamp(number("limit", limit), 1, MOST);
        Journal.@Nullable Entry last = after.isEmpty() ? null : entry(after);
        List<Journal.Entry> entries = new ArrayList<>(page(filter, last, most + 1));
        @Nullable Long next = null;
        if (entries.size() > most) {
            entries.removeLast();
            next = entries.getLast().id();
        }
        @Nullable Long further = next;
        Seals.Progress progress = seals.progress();
        return Twin.page("journal/list")
                .with(
                        "lines",
                        entries.stream()
                                .map(entry -> new JournalLine(entry, subjects.get(entry.subject())))
                                .toList())
                .with("filter", filter)
                .with("progress", progress)
                .with("faults", heads.faults())
                .with("next", further == null ? "" : "/admin/journal" + filter.query(further, most))
                .json(() -> {
                    Map<String, @Nullable Object> body = Twin.rows(
                            entries.stream().map(JournalPages::row).toList(),
                            further == null ? null : "/admin/journal.json" + filter.query(further, most));
                    body.put("sealing", sealing(progress));
                    return body;
                })
                .csv(() -> new Csv(COLUMNS, consumer -> all(filter, consumer)));
    }

    private List<Journal.Entry> page(JournalFilter filter, Journal.@Nullable Entry after, int limit) {
        JournalFilter.Conditions conditions = filter.conditions(after);
        return journal.list(conditions.sql(), conditions.values(), limit);
    }

    /** All that the filter chooses, page by page. */
    private void all(JournalFilter filter, Consumer<Map<String, ? extends @Nullable Object>> consumer) {
        Journal.@Nullable Entry last = null;
        List<Journal.Entry> entries;
        do {
            entries = page(filter, last, TABLE_PAGE);
            for (Journal.Entry entry : entries) {
                Map<String, @Nullable Object> row = row(entry);
                row.put("columns", String.join(", ", entry.changes().keySet()));
                consumer.accept(row);
                last = entry;
            }
        } while (entries.size() == TABLE_PAGE);
    }

    /** Names of columns alone: values are on the entry's own page. */
    private static Map<String, @Nullable Object> row(Journal.Entry entry) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", entry.id());
        row.put("at", entry.at().toString());
        row.put("account", entry.account());
        row.put("action", entry.action());
        row.put("subject", entry.subject());
        row.put("columns", List.copyOf(entry.changes().keySet()));
        row.put("reason", entry.reason());
        return row;
    }

    private Map<String, @Nullable Object> sealing(Seals.Progress progress) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        @Nullable Seal last = progress.last();
        body.put("seal", last == null ? null : last.number());
        body.put("at", last == null ? null : last.at().toString());
        body.put("head", last == null ? null : last.head());
        body.put("unsealed", progress.unsealed());
        body.put("more", progress.more());
        body.put("faults", heads.faults());
        return body;
    }

    @Access(Access.Level.AUDIT)
    @GetMapping("/admin/journal/{number}")
    Twin one(@PathVariable String number) {
        Journal.Entry entry = entry(number);
        Journal.Entry shown = subjects.shown(entry);
        Inclusion.@Nullable Proof proof = inclusion.find(entry, shown).orElse(null);
        return Twin.page("journal/entry")
                .with("line", new JournalLine(shown, subjects.get(entry.subject())))
                .with("seal", proof == null ? null : proof.seal())
                .with("position", proof == null ? null : proof.position() + 1)
                .with("leaf", proof == null ? null : Hash.hex(Hash.leaf(proof.leaf())))
                .with("script", Inclusion.script())
                .json(() -> {
                    Map<String, @Nullable Object> body = new LinkedHashMap<>();
                    body.put("entry", shown);
                    body.put("proof", proof);
                    return body;
                });
    }

    private Journal.Entry entry(String number) {
        return journal.find(number("number", number))
                .orElseThrow(() -> Problem.unknown(
                        "JOU-404", "Không có mục nhật ký số " + number + "; chọn trong danh sách nhật ký."));
    }

    private static long number(String parameter, String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.badRequest("JOU-400", "Tham số «" + parameter + "» phải là một số nguyên, ví dụ 50.");
        }
        return Long.parseLong(text);
    }
}
