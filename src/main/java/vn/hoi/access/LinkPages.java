package vn.hoi.access;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** {@code /link/{secret}}: opening it changes nothing, so that a program that looks at mail does not use it up. */
@Controller
class LinkPages {

    private final OneTimeLinks links;

    LinkPages(OneTimeLinks links) {
        this.links = links;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/link/{secret}")
    Twin page(@PathVariable String secret) {
        return form(secret, links.get(secret), "", "", null);
    }

    private static Twin form(
            String secret, OneTimeLinks.Link link, String account, String fullName, @Nullable Problem problem) {
        return Twin.page("access/link")
                .with("secret", secret)
                .with("first", link.account() == null)
                .with("named", link.account() == null ? "" : link.account())
                .with("account", account)
                .with("fullName", fullName)
                .with("problem", problem)
                .withoutMenu()
                .status(problem == null ? 200 : problem.status());
    }

    @Access(Access.Level.PUBLIC)
    @PostMapping(path = "/link/{secret}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin sent(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(name = "full-name", defaultValue = "") String fullName,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again) {
        OneTimeLinks.Link link = links.get(secret);
        try {
            return used(secret, link, account, fullName, password, again);
        } catch (Problem problem) {
            if (problem.code().equals("ACC-061")) {
                throw problem;
            }
            return form(secret, link, account, fullName, problem).json(() -> {
                throw problem;
            });
        }
    }

    /** {@code {"password"}}; the first administrator's also has {@code "account"} and {@code "fullName"}. */
    @Access(Access.Level.PUBLIC)
    @PostMapping(path = "/link/{secret}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin json(@PathVariable String secret, @RequestBody Map<String, String> sent) {
        String password = sent.getOrDefault("password", "");
        return used(
                secret,
                links.get(secret),
                sent.getOrDefault("account", ""),
                sent.getOrDefault("fullName", ""),
                password,
                password);
    }

    private Twin used(
            String secret, OneTimeLinks.Link link, String account, String fullName, String password, String again) {
        if (!password.equals(again)) {
            throw new Problem(422, "ACC-058", "Hai lần nhập mật khẩu không giống nhau; nhập lại cả hai.");
        }
        String name = link.account() == null
                ? links.useFirst(secret, Vietnamese.clean(account).toLowerCase(Locale.ROOT), fullName, password)
                : links.use(secret, password);
        return Twin.page("access/link").seeOther("/sign-in?done=password").json(() -> Map.of("account", name));
    }
}
