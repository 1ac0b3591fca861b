package vn.hoi.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
import vn.hoi.common.FigureNames;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** {@code /account/tokens}: one's own keys; {@code /admin/tokens}: all of them, and those of machines with their client secrets. */
@Controller
class TokenPages {

    private static final String OWN = "/account/tokens";
    private static final String ALL = "/admin/tokens";
    private static final List<String> COLUMNS = List.of(
            "token",
            "kind",
            "account",
            "name",
            "purpose",
            "scope",
            "perMinute",
            "madeBy",
            "made",
            "until",
            "used",
            "revoked",
            "revokedBy",
            "inForce");

    private final Tokens tokens;
    private final Clients clients;
    private final KeyOffers offers;
    private final AccountReading accounts;
    private final ObjectProvider<FigureNames> figures;
    private final CurrentPerson person;

    TokenPages(
            Tokens tokens,
            Clients clients,
            KeyOffers offers,
            AccountReading accounts,
            ObjectProvider<FigureNames> figures,
            CurrentPerson person) {
        this.tokens = tokens;
        this.clients = clients;
        this.offers = offers;
        this.accounts = accounts;
        this.figures = figures;
        this.person = person;
    }

    /** @param secret shown once; null when none was just made */
    private record Shown(
            @Nullable Problem problem,
            MultiValueMap<String, String> typed,
            @Nullable String secret) {
        static final Shown PLAIN = new Shown(null, new LinkedMultiValueMap<>(), null);
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping(OWN)
    Twin own() {
        return page(OWN, person.account(), Shown.PLAIN);
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = OWN, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin makeOwn(@RequestParam MultiValueMap<String, String> sent) {
        return make(OWN, person.account(), sent);
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(OWN + "/{id:\\d{1,18}}/revoke")
    Twin revokeOwn(@PathVariable long id) {
        tokens.revoke(id, person.account());
        return done(OWN);
    }

    /** @param account whose keys only, and for which one may be made; empty for all */
    @Access(Access.Level.ADMINISTER)
    @GetMapping(ALL)
    Twin all(@RequestParam(defaultValue = "") String account) {
        return page(
                ALL, account.isBlank() ? null : accounts.get(account.strip()).name(), Shown.PLAIN);
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(path = ALL, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin makeForMachine(@RequestParam MultiValueMap<String, String> sent) {
        Account owner = accounts.get(AccountForm.text(sent, "account"));
        if (!owner.isMachine()) {
            throw new Problem(
                    422,
                    "ACC-044",
                    "Khóa của một người do chính người đó tạo ở /account/tokens; ở đây chỉ tạo khóa cho hệ thống.");
        }
        return make(ALL, owner.name(), sent);
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping(ALL + "/{id:\\d{1,18}}/revoke")
    Twin revoke(@PathVariable long id) {
        tokens.revoke(id, null);
        return done(ALL);
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping("/admin/clients/{id:\\d{1,18}}/revoke")
    Twin revokeClient(@PathVariable long id) {
        clients.revoke(id);
        return done(ALL);
    }

    private static Twin done(String address) {
        return Twin.page("access/tokens").seeOther(address).json(() -> Map.of("revoked", true));
    }

    private Twin make(String address, String account, MultiValueMap<String, String> sent) {
        boolean client = address.equals(ALL) && AccountForm.text(sent, "kind").equals("client");
        String secret;
        try {
            Tokens.Grant grant = KeyForm.read(
                    sent, offers.list(account), figure -> figures.stream().anyMatch(all -> all.has(figure)));
            secret = client ? clients.make(account, grant) : tokens.make(account, grant);
        } catch (Problem problem) {
            return page(address, account, new Shown(problem, sent, null))
                    .status(problem.status())
                    .json(() -> {
                        throw problem;
                    });
        }
        // shown once, so the answer is the page itself and no redirect
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("account", account);
        body.put("kind", client ? "client" : "token");
        body.put(client ? "secret" : "token", secret);
        return page(address, account, new Shown(null, new LinkedMultiValueMap<>(), secret))
                .status(201)
                .json(() -> body);
    }

    private Twin page(String address, @Nullable String account, Shown shown) {
        List<Key> made = tokens.list(account);
        List<Key> secrets = address.equals(ALL) ? clients.list(account) : List.of();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        made.forEach(key -> rows.add(row(key, "token")));
        secrets.forEach(key -> rows.add(row(key, "client")));
        @Nullable
        Account owner = account == null
                ? null
                : accounts.find(account).filter(Account::isOpen).orElse(null);
        boolean mayMake = owner != null && (address.equals(OWN) || owner.isMachine());
        return Twin.page("access/tokens")
                .with("address", address)
                .with("account", account == null ? "" : account)
                .with("owner", mayMake ? owner : null)
                .with("offers", mayMake && owner != null ? offers.list(owner.name()) : List.of())
                .with("machines", address.equals(ALL) ? machines() : List.of())
                .with("tokens", made)
                .with("clients", secrets)
                .with("problem", shown.problem())
                .with("typed", shown.typed())
                .with("secret", shown.secret())
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private List<Account> machines() {
        return accounts
                .list(new AccountReading.Asked("", "", null, "", "open", Vietnamese.today(), "", 10_000))
                .stream()
                .filter(Account::isMachine)
                .toList();
    }

    private static Map<String, @Nullable Object> row(Key key, String kind) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("token", key.id());
        row.put("kind", kind);
        row.put("account", key.account());
        row.put("name", key.name());
        row.put("purpose", key.purpose());
        row.put("scope", String.join(" ", KeyScopes.words(key)));
        row.put("perMinute", key.perMinute());
        row.put("madeBy", key.madeBy());
        row.put("made", key.made().toString());
        row.put("until", key.until().toString());
        row.put("used", key.used() == null ? null : key.used().toString());
        row.put("revoked", key.revoked() == null ? null : key.revoked().toString());
        row.put("revokedBy", key.revokedBy());
        row.put("inForce", key.isInForce());
        return row;
    }
}
