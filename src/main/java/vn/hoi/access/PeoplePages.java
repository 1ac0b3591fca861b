package vn.hoi.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /admin/people}: accounts, who holds what on a day, and the making of an account. */
@Controller
class PeoplePages {

    private static final int PAGE = 50;
    private static final int ALL = 1_000_000;
    /** Addresses below {@code /admin/people} that no account may have. */
    private static final Set<String> TAKEN = Set.of("new", "import");

    private static final List<String> COLUMNS =
            List.of("account", "fullName", "email", "kind", "unit", "roles", "open", "created");

    private final AccountReading accounts;
    private final AccountKeeping keeping;
    private final PeopleWords words;
    private final Units units;

    PeoplePages(AccountReading accounts, AccountKeeping keeping, PeopleWords words, Units units) {
        this.accounts = accounts;
        this.keeping = keeping;
        this.words = words;
        this.units = units;
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/admin/people")
    Twin list(@RequestParam MultiValueMap<String, String> sent) {
        LocalDate day = PeopleWords.day(AccountForm.text(sent, "on"));
        String state = AccountForm.text(sent, "state");
        if (!Set.of("", "open", "closed").contains(state)) {
            throw Problem.badRequest("ACC-049", "Tham số «state» là open hoặc closed.");
        }
        String named = AccountForm.text(sent, "unit");
        @Nullable Unit unit = named.isEmpty() ? null : units.get(named, day);
        var asked = new AccountReading.Asked(
                AccountForm.text(sent, "q"),
                AccountForm.text(sent, "role"),
                unit == null ? null : unit.id(),
                AccountForm.text(sent, "field"),
                state,
                day,
                AccountForm.text(sent, "after"),
                PAGE + 1);
        List<Account> found = accounts.list(asked);
        List<Account> shown = found.subList(0, Math.min(PAGE, found.size()));
        @Nullable String next = found.size() > PAGE ? next(sent, shown.getLast().name()) : null;
        Map<String, List<Assignment>> held = held(shown, day);
        return Twin.page("access/people")
                .with("people", shown)
                .with("held", held)
                .with("words", words)
                .with("asked", sent)
                .with("day", day)
                .with("unit", unit)
                .with("next", next == null ? "" : "/admin/people" + next)
                .json(() -> Twin.rows(rows(shown, held), next == null ? null : "/admin/people.json" + next))
                .csv(() -> {
                    List<Account> all = accounts.list(new AccountReading.Asked(
                            asked.words(), asked.role(), asked.unit(), asked.field(), state, day, "", ALL));
                    return Csv.of(COLUMNS, rows(all, held(all, day)));
                });
    }

    private static String next(MultiValueMap<String, String> sent, String after) {
        var query = UriComponentsBuilder.newInstance();
        for (String name : List.of("q", "role", "unit", "field", "state", "on")) {
            String text = AccountForm.text(sent, name);
            if (!text.isEmpty()) {
                query.queryParam(name, "{" + name + "}");
            }
        }
        query.queryParam("after", "{after}");
        Map<String, String> values = new LinkedHashMap<>(sent.toSingleValueMap());
        values.put("after", after);
        return query.encode().buildAndExpand(values).toUriString();
    }

    /** Roles held on the day, by account. */
    private Map<String, List<Assignment>> held(List<Account> people, LocalDate day) {
        Map<String, List<Assignment>> held = new LinkedHashMap<>();
        accounts.assignments(people.stream().map(Account::id).toList()).stream()
                .filter(one -> one.on(day))
                .forEach(one -> held.computeIfAbsent(one.account(), none -> new ArrayList<>())
                        .add(one));
        return held;
    }

    private List<Map<String, @Nullable Object>> rows(List<Account> people, Map<String, List<Assignment>> held) {
        return people.stream()
                .map(one -> {
                    Map<String, @Nullable Object> row = words.row(one);
                    row.put(
                            "roles",
                            String.join(
                                    " ",
                                    held.getOrDefault(one.name(), List.of()).stream()
                                            .map(Assignment::role)
                                            .distinct()
                                            .toList()));
                    return row;
                })
                .toList();
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/admin/people/new")
    Twin blank() {
        return form(null, new LinkedMultiValueMap<>());
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(path = "/admin/people", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin create(@RequestParam MultiValueMap<String, String> sent) {
        String name = AccountForm.text(sent, "account");
        try {
            if (TAKEN.contains(name) || Twin.ENDINGS.stream().anyMatch(ending -> name.endsWith("." + ending))) {
                throw new Problem(422, "ACC-022", "Không dùng được tên tài khoản «" + name + "»; chọn tên khác.");
            }
            keeping.create(name, AccountForm.read(sent, units));
        } catch (Problem problem) {
            return form(problem, sent).status(problem.status()).json(() -> {
                throw problem;
            });
        }
        Map<String, @Nullable Object> made = words.row(accounts.get(name));
        return form(null, sent).status(201).seeOther("/admin/people/" + name).json(() -> made);
    }

    private Twin form(@Nullable Problem problem, MultiValueMap<String, String> typed) {
        return Twin.page("access/newperson")
                .with("problem", problem)
                .with("typed", typed)
                .with("words", words)
                .json(() -> Map.of("kinds", List.of("person", "machine")));
    }
}
