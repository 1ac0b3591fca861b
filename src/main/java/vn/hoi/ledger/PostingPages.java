package vn.hoi.ledger;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Attached;
import vn.hoi.register.Files;

/** {@code /budget/postings}: the postings, one of them, and the form by which one is added. */
@Controller
class PostingPages {

    static final List<String> COLUMNS = List.of(
            "id",
            "line",
            "kind",
            "from",
            "to",
            "amount",
            "document",
            "document-day",
            "day",
            "budget-year",
            "plan-year",
            "contract",
            "author",
            "reason",
            "attachment",
            "corrects",
            "over-limit",
            "over-amount",
            "override-by",
            "override-reason",
            "at");

    private static final int LIMIT = 50;
    private static final int MOST = 500;
    private static final int KEY = 200;

    private final Postings postings;
    private final PostingRows rows;
    private final PostingReading reading;
    private final Overrides overrides;
    private final Movements movements;
    private final Lines lines;
    private final Budget budget;
    private final Files files;
    private final PostingFiles kept;
    private final Rights rights;
    private final CurrentPerson person;

    PostingPages(
            Postings postings,
            PostingRows rows,
            PostingReading reading,
            Overrides overrides,
            Movements movements,
            Lines lines,
            Budget budget,
            Files files,
            PostingFiles kept,
            Rights rights,
            CurrentPerson person) {
        this.postings = postings;
        this.rows = rows;
        this.reading = reading;
        this.overrides = overrides;
        this.movements = movements;
        this.lines = lines;
        this.budget = budget;
        this.files = files;
        this.kept = kept;
        this.rights = rights;
        this.person = person;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/postings")
    Twin list(@RequestParam Map<String, String> asked) {
        PostingRows.Filter filter = filter(asked, rights.reach(PostingReading.RIGHTS));
        Money money = Money.read(asked.getOrDefault("in", "dong"));
        @Nullable Long after = number(asked, "after");
        @Nullable Long limit = number(asked, "limit");
        int most = (int) Math.clamp(limit == null ? LIMIT : limit, 1, MOST);
        List<Posting> shown = rows.list(filter, after, most + 1);
        boolean more = shown.size() > most;
        List<Posting> page = more ? shown.subList(0, most) : shown;
        String next = more ? query(asked, page.getLast().id(), most) : "";
        return Twin.page("ledger/postings")
                .with("postings", page)
                .with("lines", named(page))
                .with("money", money)
                .with("asked", asked)
                .with("kinds", movements.list())
                .with("next", next.isEmpty() ? "" : "/budget/postings" + next)
                .json(() -> Twin.rows(
                        page.stream().map(Posting::row).toList(),
                        next.isEmpty() ? null : "/budget/postings.json" + next))
                .csv(() -> new Csv(COLUMNS, consumer -> {
                    @Nullable Long before = null;
                    List<Posting> part;
                    do {
                        part = rows.list(filter, before, MOST);
                        part.forEach(posting -> consumer.accept(posting.row()));
                        before = part.isEmpty() ? null : part.getLast().id();
                    } while (part.size() == MOST);
                }));
    }

    private Map<Long, Line> named(List<Posting> page) {
        Map<Long, Line> named = new HashMap<>();
        page.forEach(posting -> named.computeIfAbsent(posting.line(), lines::get));
        return named;
    }

    static PostingRows.Filter filter(Map<String, String> asked, Reach reach) {
        @Nullable Long year = number(asked, "year");
        return new PostingRows.Filter(
                number(asked, "line"),
                year == null ? null : Math.toIntExact(Math.min(year, Integer.MAX_VALUE)),
                text(asked, "kind"),
                text(asked, "project"),
                text(asked, "contract"),
                asked.containsKey("overrides"),
                day(asked, "from"),
                day(asked, "to"),
                reach.all(),
                reach.units().toArray(Integer[]::new));
    }

    private static @Nullable String text(Map<String, String> asked, String name) {
        String text = Typed.plain(asked.getOrDefault(name, ""));
        return text.isEmpty() ? null : text;
    }

    private static @Nullable LocalDate day(Map<String, String> asked, String name) {
        String text = text(asked, name);
        if (text == null) {
            return null;
        }
        return Vietnamese.readDay(text)
                .orElseThrow(
                        () -> Problem.badRequest("LED-400", "«" + text + "» không phải là ngày; viết như 2026-01-31."));
    }

    static @Nullable Long number(Map<String, String> asked, String name) {
        String text = text(asked, name);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Problem.badRequest("LED-400", "«" + text + "» không phải là số; sửa tham số " + name + ".");
        }
        return Long.valueOf(text);
    }

    private static String query(Map<String, String> asked, long after, int limit) {
        Map<String, String> next = new LinkedHashMap<>(asked);
        next.put("after", String.valueOf(after));
        next.put("limit", String.valueOf(limit));
        return BudgetPages.query(next);
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/postings/{number}")
    Twin one(@PathVariable String number) {
        if (!number.matches("\\d{1,18}")) {
            throw Problem.unknown("LED-404", "Không có bút toán «" + number + "»; mở lại danh sách bút toán.");
        }
        Posting posting = postings.get(Long.parseLong(number));
        Line line = lines.get(posting.line());
        if (!rights.reach(PostingReading.RIGHTS).includes(line.unit())) {
            throw Problem.unknown("LED-404", "Không có bút toán «" + number + "»; mở lại danh sách bút toán.");
        }
        long corrected = rows.corrected(posting.id());
        return Twin.page("ledger/posting")
                .with("posting", posting)
                .with("line", line)
                .with("corrected", corrected)
                .with("file", kept.shown(posting.attachment()))
                .with("mayPost", rights.mayWrite(PostingReading.RIGHTS, line.unit()))
                .with("key", UUID.randomUUID().toString())
                .json(() -> {
                    Map<String, @Nullable Object> body = posting.row();
                    body.put("corrected", corrected);
                    return body;
                });
    }

    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @GetMapping("/budget/postings/new")
    Twin blank(@RequestParam Map<String, String> typed) {
        return form(typed, null);
    }

    private @Nullable Attached file(Map<String, String> values) {
        String number = values.getOrDefault("attachment", "");
        return number.matches("\\d{1,18}")
                ? kept.find(Long.parseLong(number), person.account()).orElse(null)
                : null;
    }

    private Twin form(Map<String, String> typed, @Nullable Problem problem) {
        Map<String, String> values = new HashMap<>(typed);
        values.putIfAbsent("key", UUID.randomUUID().toString());
        values.putIfAbsent("day", Vietnamese.day(Vietnamese.today()));
        String named = values.getOrDefault("line", "");
        Optional<Line> line = named.matches("\\d{1,18}") ? lines.find(Long.parseLong(named)) : lines.find(named);
        return Twin.page("ledger/form")
                .with("typed", values)
                .with("kinds", movements.list())
                .with("line", line.orElse(null))
                .with("file", file(values))
                .with(
                        "sums",
                        line.map(one -> budget.balance(one.id(), Vietnamese.today()))
                                .orElse(null))
                .with("problem", problem)
                .with(
                        "overridable",
                        problem != null && Boolean.TRUE.equals(problem.details().get("overridable")))
                .status(problem == null ? 200 : problem.status());
    }

    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping(path = "/budget/postings", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin add(@RequestParam Map<String, String> typed) {
        try {
            return book(typed, typed.getOrDefault("key", ""));
        } catch (Problem problem) {
            return form(typed, problem).json(() -> {
                throw problem;
            });
        }
    }

    /** The form with a document; once kept, it need not be sent again with a form that had a fault. */
    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping(path = "/budget/postings", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin add(
            @RequestParam Map<String, String> typed,
            @RequestParam(name = "document-file", required = false) @Nullable MultipartFile sent)
            throws IOException {
        Map<String, String> values = new LinkedHashMap<>(typed);
        if (sent != null && !sent.isEmpty()) {
            try {
                values.put("attachment", String.valueOf(files.keep(sent).number()));
            } catch (Problem problem) {
                return form(values, problem).json(() -> {
                    throw problem;
                });
            }
        }
        return add(values);
    }

    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping(path = "/budget/postings", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin add(
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key) {
        Map<String, String> typed = new LinkedHashMap<>();
        body.forEach((name, value) -> {
            if (value != null) {
                typed.put(Typed.plain(name), value instanceof Number number ? plain(number) : value.toString());
            }
        });
        return book(typed, key);
    }

    /** A JSON number as it is, not as one with groups of thousands; one beyond all bounds as the word that no form takes. */
    private static String plain(Number number) {
        return Double.isFinite(number.doubleValue())
                ? new java.math.BigDecimal(number.toString()).toPlainString()
                : number.toString();
    }

    private Twin book(Map<String, String> typed, String key) {
        if (key.isBlank() || key.length() > KEY) {
            throw new Problem(
                    428,
                    "LED-001",
                    "Thiếu khóa yêu cầu: gửi tiêu đề Idempotency-Key, mỗi yêu cầu mới một khóa không quá 200 ký tự.");
        }
        List<Entry> entries = reading.read(typed);
        if (typed.containsKey("ask-override")) {
            long asked = overrides.ask(entries, key, typed);
            return Twin.page("ledger/postings")
                    .status(202)
                    .seeOther("/budget/overrides")
                    .json(() -> Map.of("override", asked));
        }
        List<Posting> made = postings.post(entries, key);
        return Twin.page("ledger/postings")
                .status(201)
                .seeOther(
                        entries.size() == 1
                                ? "/budget/postings/" + made.getFirst().id()
                                : "/budget/lines/" + made.getFirst().line())
                .json(() -> Map.of("postings", made.stream().map(Posting::row).toList()));
    }
}
