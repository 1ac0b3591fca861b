package vn.hoi.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.document.QrCode;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** {@code /account}: what a person keeps of the own account. */
@Controller
@RequestMapping("/account")
@Access(Access.Level.SIGNED_IN)
class OwnPages {

    private static final String ADDRESS = "/account";
    private static final Set<String> DONE = Set.of("password", "second-factor-off", "sessions");

    private final AtWork atWork;
    private final RolesHeld rolesHeld;
    private final Units units;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    OwnPages(
            AtWork atWork,
            RolesHeld rolesHeld,
            Units units,
            Passwords passwords,
            SecondFactor secondFactor,
            Sessions sessions,
            SignIn signIn,
            Journal journal,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.atWork = atWork;
        this.rolesHeld = rolesHeld;
        this.units = units;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.signIn = signIn;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    Twin page(@RequestParam(defaultValue = "") String done, HttpServletRequest request) {
        return page(done, null, request);
    }

    private Twin page(String done, @Nullable Problem problem, HttpServletRequest request) {
        Person person = atWork.person();
        SecondFactor.State state = person.id() == 0 ? new SecondFactor.State(null, 0) : secondFactor.state(person.id());
        var own = new OwnAccount(
                person.account(),
                person.name(),
                rolesHeld.list(person.id()),
                person.scope() == null,
                state.since(),
                state.left(),
                sessions.list(person.account(), here(request)));
        return Twin.page("access/account")
                .with("own", own)
                .with("units", units)
                .with("done", DONE.contains(done) ? done : "")
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    return json(own);
                });
    }

    private Map<String, @Nullable Object> json(OwnAccount own) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("account", own.account());
        body.put("name", own.name().vi());
        body.put("secondFactor", own.secondFactorSince() != null);
        body.put("roles", own.roles().stream().map(this::json).toList());
        return body;
    }

    private Map<String, @Nullable Object> json(OwnAccount.Role role) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("role", role.id());
        row.put("unit", units.get(role.unit()).code());
        row.put("fields", role.fields().keySet());
        row.put("from", role.first().toString());
        row.put("to", role.last() == null ? null : role.last().toString());
        row.put("of", role.of());
        return row;
    }

    private static @Nullable String here(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }

    @PostMapping("/password")
    Twin password(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Person person = signedIn();
            if (!password.equals(again)) {
                throw new Problem(422, "ACC-058", "Hai lần nhập mật khẩu không giống nhau; nhập lại cả hai.");
            }
            passwords.check(password, person.account());
            prove(person, old, request, response);
            passwords.set(person.account(), password, here(request), "password-changed");
            request.changeSessionId();
            return done("password");
        } catch (Problem problem) {
            return page("", problem, request);
        }
    }

    /** Begins to set the second factor up. */
    @PostMapping("/second-factor")
    Twin begin(HttpServletRequest request) {
        try {
            secondFactor.begin(signedIn().id());
            return Twin.page("access/second-factor").seeOther(ADDRESS + "/second-factor");
        } catch (Problem problem) {
            return page("", problem, request);
        }
    }

    @GetMapping("/second-factor")
    Twin secondFactor() {
        return secondFactor(null);
    }

    private Twin secondFactor(@Nullable Problem problem) {
        Person person = signedIn();
        @Nullable String secret = secondFactor.pending(person.id()).orElse(null);
        if (secret == null) {
            return Twin.page("access/second-factor").seeOther(ADDRESS);
        }
        return Twin.page("access/second-factor")
                .with("code", QrCode.of(SecondFactor.address(secret, person.account())))
                .with("secret", String.join(" ", secret.split("(?<=\\G.{4})")))
                .with("account", person.account())
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status());
    }

    /** The first right code turns it on; the page that follows shows the recovery codes this once. */
    @PostMapping("/second-factor/confirm")
    Twin confirm(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        Person person = signedIn();
        try {
            List<String> recovery = secondFactor.confirm(person.id(), person.account(), code);
            return Twin.page("access/recovery").with("codes", recovery);
        } catch (Problem problem) {
            return secondFactor(problem);
        }
    }

    @PostMapping("/second-factor/off")
    Twin off(
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Person person = signedIn();
            prove(person, password, request, response);
            secondFactor.turnOff(person.account(), null);
            return done("second-factor-off");
        } catch (Problem problem) {
            return page("", problem, request);
        }
    }

    /** Ends one session by its key, or all others. */
    @PostMapping("/sessions")
    Twin end(@RequestParam(defaultValue = "") String key, HttpServletRequest request) {
        Person person = signedIn();
        transaction.executeWithoutResult(status -> {
            if (key.isEmpty()) {
                int ended = sessions.endOthers(person.account(), here(request));
                journal.write(
                        "account/" + person.account(),
                        "sessions-ended",
                        Map.of("sessions", new Journal.Change(ended, null)),
                        null);
            } else {
                sessions.end(person.account(), key);
                journal.write("account/" + person.account(), "sessions-ended", Map.of(), null);
            }
        });
        return done("sessions");
    }

    private static Twin done(String what) {
        return Twin.page("access/account").seeOther(ADDRESS + "?done=" + what).json(() -> Map.of("done", what));
    }

    /** A token does the work of its owner; it does not change how the owner comes in. */
    private Person signedIn() {
        Person person = atWork.person();
        if (person.scope() != null || person.id() == 0) {
            throw new Problem(
                    403,
                    "ACC-063",
                    "Khóa truy cập không đổi được cách đăng nhập; đăng nhập rồi làm ở trang tài khoản.");
        }
        return person;
    }

    private void prove(Person person, String password, HttpServletRequest request, HttpServletResponse response) {
        switch (signIn.again(person.id(), person.account(), password, request.getRemoteAddr())) {
            case SignIn.TooEarly early -> throw SignInPages.tooEarly(early.until(), clock.instant(), response);
            case SignIn.Wrong wrong -> throw new Problem(422, "ACC-057", "Mật khẩu đang dùng không đúng; nhập lại.");
            default -> {}
        }
    }
}
