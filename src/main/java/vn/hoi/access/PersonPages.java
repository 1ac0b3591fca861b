package vn.hoi.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** {@code /admin/people/{account}}: one account, its roles, and what is done with it. */
@Controller
class PersonPages {

    private static final String HOME = "/admin/people/";
    private static final int ENTRIES = 50;

    private final AccountReading accounts;
    private final AccountKeeping keeping;
    private final Delegations delegations;
    private final PeopleWords words;
    private final Roles roles;
    private final Units units;
    private final Journal journal;

    PersonPages(
            AccountReading accounts,
            AccountKeeping keeping,
            Delegations delegations,
            PeopleWords words,
            Roles roles,
            Units units,
            Journal journal) {
        this.accounts = accounts;
        this.keeping = keeping;
        this.delegations = delegations;
        this.words = words;
        this.roles = roles;
        this.units = units;
        this.journal = journal;
    }

    /** One thing done with an account. */
    private interface Act {
        void on(Account account);
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping(HOME + "{account}")
    Twin person(@PathVariable String account, @RequestParam(defaultValue = "") String on) {
        return page(accounts.get(account), PeopleWords.day(on), null, new LinkedMultiValueMap<>(), null);
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(path = HOME + "{account}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin change(@PathVariable String account, @RequestParam MultiValueMap<String, String> sent) {
        return done(account, sent, one -> keeping.change(one, version(sent), AccountForm.read(sent, units)));
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(HOME + "{account}/close")
    Twin close(@PathVariable String account, @RequestParam MultiValueMap<String, String> sent) {
        return done(account, sent, one -> keeping.close(one, version(sent), reason(sent, "close-reason")));
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(HOME + "{account}/open")
    Twin reopen(@PathVariable String account, @RequestParam MultiValueMap<String, String> sent) {
        return done(account, sent, one -> keeping.reopen(one, version(sent), reason(sent, "close-reason")));
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(HOME + "{account}/roles")
    Twin give(@PathVariable String account, @RequestParam MultiValueMap<String, String> sent) {
        return done(
                account,
                sent,
                one -> keeping.give(
                        one, RoleForm.read(sent, roles, units, words.fields().keySet())));
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(HOME + "{account}/roles/{id:\\d{1,18}}/end")
    Twin end(@PathVariable String account, @PathVariable long id, @RequestParam MultiValueMap<String, String> sent) {
        return done(account, sent, one -> {
            List<Problem.Fault> faults = new ArrayList<>();
            Optional<LocalDate> last = RoleForm.day(sent, "end-last", faults);
            AccountForm.refuse(faults);
            keeping.end(one, id, last.orElse(null), reason(sent, "end-reason"));
        });
    }

    /** The answer is the page itself and no redirect: the link is shown once. */
    @Access(Access.Level.ADMINISTER)
    @PostMapping(HOME + "{account}/link")
    Twin link(@PathVariable String account) {
        Account one = accounts.get(account);
        String address = keeping.link(one);
        return page(one, Vietnamese.today(), null, new LinkedMultiValueMap<>(), address)
                .status(201)
                .json(() -> Map.of("account", account, "link", address));
    }

    private Twin done(String account, MultiValueMap<String, String> sent, Act act) {
        Account one = accounts.get(account);
        try {
            act.on(one);
        } catch (Problem problem) {
            return page(one, Vietnamese.today(), problem, sent, null)
                    .status(problem.status())
                    .json(() -> {
                        throw problem;
                    });
        }
        return page(accounts.get(account), Vietnamese.today(), null, new LinkedMultiValueMap<>(), null)
                .seeOther(HOME + account);
    }

    private static int version(MultiValueMap<String, String> sent) {
        String version = AccountForm.text(sent, "version");
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
    }

    private static String reason(MultiValueMap<String, String> sent, String name) {
        String reason = AccountForm.text(sent, name);
        if (reason.isEmpty() || reason.length() > RoleForm.REASON_LENGTH) {
            AccountForm.refuse(List.of(
                    new Problem.Fault(name, "ACC-032", "Ghi lý do, không quá " + RoleForm.REASON_LENGTH + " ký tự")));
        }
        return reason;
    }

    private Twin page(
            Account account,
            LocalDate day,
            @Nullable Problem problem,
            MultiValueMap<String, String> typed,
            @Nullable String link) {
        List<Assignment> all = accounts.assignments(List.of(account.id()));
        List<Delegation> acting = delegations.list(account.name()).stream()
                .filter(one -> one.on(day))
                .toList();
        return Twin.page("access/person")
                .with("account", account)
                .with("assignments", all)
                .with("delegations", acting)
                .with("day", day)
                .with("words", words)
                .with("journal", journal.list(List.of(AccountKeeping.subject(account.name())), null, ENTRIES))
                .with("problem", problem)
                .with("typed", typed)
                .with("link", link)
                .tag(account.version())
                .json(() -> {
                    Map<String, @Nullable Object> body = words.row(account);
                    body.put("version", account.version());
                    body.put("on", day);
                    body.put(
                            "roles",
                            all.stream().map(one -> words.row(one, day)).toList());
                    body.put(
                            "delegations",
                            acting.stream().map(DelegationPages::row).toList());
                    return body;
                });
    }
}
