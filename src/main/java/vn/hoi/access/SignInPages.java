package vn.hoi.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Pages;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** {@code /sign-in}, {@code /sign-in/code}, {@code /sign-out}. */
@Controller
class SignInPages {

    private final SignIn signIn;
    private final Sessions sessions;
    private final AtWork atWork;
    private final InstantSource clock;
    private final ObjectProvider<ExternalSignIn> external;

    SignInPages(
            SignIn signIn,
            Sessions sessions,
            AtWork atWork,
            InstantSource clock,
            ObjectProvider<ExternalSignIn> external) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.atWork = atWork;
        this.clock = clock;
        this.external = external;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/sign-in")
    Twin page(@RequestParam(defaultValue = "/") String then, @RequestParam(defaultValue = "") String done) {
        if (atWork.isKnown()) {
            return Twin.page("access/sign-in").seeOther(own(then));
        }
        return form(then, "", null).with("done", done.equals("password") || done.equals("out") ? done : "");
    }

    private Twin form(String then, String account, @Nullable Problem problem) {
        return Twin.page("access/sign-in")
                .with("then", own(then))
                .with("account", account)
                .with("done", "")
                .with("external", external.orderedStream().toList())
                .with("problem", problem)
                .withoutMenu()
                .status(problem == null ? 200 : problem.status());
    }

    @Access(Access.Level.PUBLIC)
    @PostMapping(path = "/sign-in", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin sent(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String then,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return answer(signIn.password(account, password, request.getRemoteAddr()), then, request, response);
        } catch (Problem problem) {
            return form(then, account, problem).json(() -> {
                throw problem;
            });
        }
    }

    /** A machine or a program signs in: {@code {"account", "password"}}; a second factor is sent to {@code /sign-in/code}. */
    @Access(Access.Level.PUBLIC)
    @PostMapping(path = "/sign-in", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin json(@RequestBody Map<String, String> sent, HttpServletRequest request, HttpServletResponse response) {
        return answer(
                signIn.password(
                        sent.getOrDefault("account", ""), sent.getOrDefault("password", ""), request.getRemoteAddr()),
                sent.getOrDefault("then", "/"),
                request,
                response);
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/sign-in/code")
    Twin codePage(@RequestParam(defaultValue = "/") String then, HttpServletRequest request) {
        return awaited(request).isEmpty() ? Twin.page("access/code").seeOther("/sign-in") : code(then, null);
    }

    private static Twin code(String then, @Nullable Problem problem) {
        return Twin.page("access/code")
                .with("then", own(then))
                .with("problem", problem)
                .withoutMenu()
                .status(problem == null ? 200 : problem.status());
    }

    @Access(Access.Level.PUBLIC)
    @PostMapping(path = "/sign-in/code", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin codeSent(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String then,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Sessions.Waiting> asked = awaited(request);
        if (asked.isEmpty() && Pages.isForPeople(request)) {
            return Twin.page("access/code").seeOther("/sign-in");
        }
        try {
            return second(asked, code, then, request, response);
        } catch (Problem problem) {
            return code(then, problem).json(() -> {
                throw problem;
            });
        }
    }

    @Access(Access.Level.PUBLIC)
    @PostMapping(path = "/sign-in/code", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin codeJson(@RequestBody Map<String, String> sent, HttpServletRequest request, HttpServletResponse response) {
        return second(
                awaited(request), sent.getOrDefault("code", ""), sent.getOrDefault("then", "/"), request, response);
    }

    private Twin second(
            Optional<Sessions.Waiting> asked,
            String code,
            String then,
            HttpServletRequest request,
            HttpServletResponse response) {
        Sessions.Waiting waiting = asked.orElseThrow(
                () -> new Problem(401, "ACC-069", "Bước nhập mã đã quá 10 phút; đăng nhập lại từ đầu."));
        return answer(
                signIn.code(waiting.account(), waiting.name(), waiting.how(), code, request.getRemoteAddr()),
                then,
                request,
                response);
    }

    private Optional<Sessions.Waiting> awaited(HttpServletRequest request) {
        return Sessions.awaited(request, clock.instant());
    }

    private Twin answer(SignIn.Outcome outcome, String then, HttpServletRequest request, HttpServletResponse response) {
        return switch (outcome) {
            case SignIn.Entered entered -> {
                sessions.begin(request, entered.id(), entered.account());
                yield answered(own(then), entered.account(), false);
            }
            case SignIn.CodeAsked asked -> {
                Sessions.await(
                        request, new Sessions.Waiting(asked.id(), asked.account(), asked.how(), clock.instant()));
                yield answered(toCode(then), asked.account(), true);
            }
            case SignIn.Wrong wrong ->
                throw new Problem(401, "ACC-067", "Tên tài khoản, mật khẩu hoặc mã không đúng; kiểm tra rồi nhập lại.");
            case SignIn.TooEarly early -> throw tooEarly(early.until(), clock.instant(), response);
        };
    }

    /** Where the code is asked for, and where to go on from there. */
    static String toCode(String then) {
        return own(then).equals("/") ? "/sign-in/code" : "/sign-in/code?then=" + OneTimeLinks.encoded(own(then));
    }

    private static Twin answered(String to, String account, boolean code) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("account", account);
        body.put("secondFactor", code);
        return Twin.page("access/sign-in").seeOther(to).json(() -> body);
    }

    /** With {@code Retry-After}: after so many failed attempts the next has to wait. */
    static Problem tooEarly(Instant until, Instant now, HttpServletResponse response) {
        long seconds = Math.max(1, Duration.between(now, until).toSeconds() + 1);
        response.setHeader("Retry-After", String.valueOf(seconds));
        return new Problem(
                429,
                "ACC-068",
                "Đã có nhiều lần nhập sai; thử lại sau "
                        + (seconds < 60 ? seconds + " giây" : (seconds + 59) / 60 + " phút") + ", từ "
                        + Vietnamese.moment(until.atOffset(ZoneOffset.UTC)) + ".");
    }

    @Access(Access.Level.PUBLIC)
    @PostMapping("/sign-out")
    Twin out(@RequestParam(defaultValue = "false") boolean everywhere, HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null) {
            if (session.getAttribute(Entrance.ACCOUNT) != null && atWork.isKnown()) {
                String account = atWork.account();
                signIn.signedOut(account, request.getRemoteAddr(), everywhere);
                if (everywhere) {
                    sessions.endOthers(account, session.getId());
                }
            }
            session.invalidate();
        }
        return Twin.page("access/sign-in").seeOther("/sign-in?done=out").json(() -> Map.of("signedOut", true));
    }

    /** Only addresses of this site: a second slash would name another host. */
    static String own(String then) {
        boolean own = then.startsWith("/")
                && !then.startsWith("//")
                && !then.contains("\\")
                && then.chars().noneMatch(letter -> letter < ' ')
                && !then.startsWith("/sign-in");
        return own ? then : "/";
    }
}
