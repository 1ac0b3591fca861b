package vn.hoi.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** {@code /account/delegations}: who acts for one while away, and for whom one acts; {@code /admin/delegations}: all of them. */
@Controller
class DelegationPages {

    private static final String OWN = "/account/delegations";
    private static final String ALL = "/admin/delegations";
    private static final List<String> COLUMNS = List.of(
            "delegation", "delegator", "delegate", "first", "last", "reason", "madeBy", "ended", "endedBy", "inForce");

    private final Delegations delegations;
    private final AccountReading accounts;
    private final CurrentPerson person;

    DelegationPages(Delegations delegations, AccountReading accounts, CurrentPerson person) {
        this.delegations = delegations;
        this.accounts = accounts;
        this.person = person;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping(OWN)
    Twin own() {
        return page(OWN, null, new LinkedMultiValueMap<>());
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = OWN, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin make(@RequestParam MultiValueMap<String, String> sent) {
        try {
            delegations.make(person.account(), Delegations.Form.read(sent));
        } catch (Problem problem) {
            return page(OWN, problem, sent).status(problem.status()).json(() -> {
                throw problem;
            });
        }
        return page(OWN, null, new LinkedMultiValueMap<>()).status(201).seeOther(OWN);
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(OWN + "/{id:\\d{1,18}}/end")
    Twin endOwn(@PathVariable long id, @RequestParam(defaultValue = "") String reason) {
        delegations.end(id, person.account(), Vietnamese.clean(reason));
        return page(OWN, null, new LinkedMultiValueMap<>()).seeOther(OWN);
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping(ALL)
    Twin all() {
        return page(ALL, null, new LinkedMultiValueMap<>());
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(ALL + "/{id:\\d{1,18}}/end")
    Twin end(@PathVariable long id, @RequestParam(defaultValue = "") String reason) {
        delegations.end(id, null, Vietnamese.clean(reason));
        return page(ALL, null, new LinkedMultiValueMap<>()).seeOther(ALL);
    }

    private Twin page(String address, @Nullable Problem problem, MultiValueMap<String, String> typed) {
        boolean own = address.equals(OWN);
        List<Delegation> all = delegations.list(own ? person.account() : null);
        List<Map<String, @Nullable Object>> rows =
                all.stream().map(DelegationPages::row).toList();
        return Twin.page("access/delegations")
                .with("address", address)
                .with("own", own)
                .with("account", person.account())
                .with("delegations", all)
                .with("people", own ? people() : List.of())
                .with("problem", problem)
                .with("typed", typed)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private List<Account> people() {
        return accounts
                .list(new AccountReading.Asked("", "", null, "", "open", Vietnamese.today(), "", 10_000))
                .stream()
                .filter(other -> !other.isMachine() && !other.name().equals(person.account()))
                .sorted(java.util.Comparator.comparing(Account::fullName, Vietnamese.collator()))
                .toList();
    }

    static Map<String, @Nullable Object> row(Delegation one) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("delegation", one.id());
        row.put("delegator", one.delegator());
        row.put("delegate", one.delegate());
        row.put("first", one.first());
        row.put("last", one.last());
        row.put("reason", one.reason());
        row.put("madeBy", one.madeBy());
        row.put("ended", one.ended() == null ? null : one.ended().toString());
        row.put("endedBy", one.endedBy());
        row.put("inForce", one.on(Vietnamese.today()));
        return row;
    }
}
