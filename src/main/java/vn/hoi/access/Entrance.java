package vn.hoi.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.hoi.common.Problem;
import vn.hoi.common.ProblemPages;

/** Finds out who sends a request: by the token a machine sends, else by the session of who signed in. */
class Entrance extends OncePerRequestFilter {

    /** In a session: the number of the account that signed in. */
    static final String ACCOUNT = "hoi.account";

    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final TokenLimit limit;
    private final People people;
    private final ProblemPages problems;

    Entrance(Tokens tokens, TokenLimit limit, People people, ProblemPages problems) {
        this.tokens = tokens;
        this.limit = limit;
        this.people = people;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            @Nullable String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (sent != null && sent.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                Optional<Tokens.Bearer> machine =
                        tokens.find(sent.substring(BEARER.length()).strip());
                if (machine.isEmpty()) {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
                    problems.write(
                            new Problem(
                                    401,
                                    "ACC-011",
                                    "Khóa truy cập sai, hết hạn hoặc đã thu hồi; xin khóa mới ở trang quản trị."),
                            request,
                            response);
                    return;
                }
                Tokens.Bearer bearer = machine.get();
                long wait = limit.waitSeconds("token/" + bearer.token(), bearer.perMinute());
                if (wait > 0) {
                    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
                    problems.write(
                            new Problem(
                                    429,
                                    "ACC-041",
                                    "Khóa truy cập đã dùng quá " + bearer.perMinute() + " lần một phút; gửi lại sau "
                                            + wait + " giây."),
                            request,
                            response);
                    return;
                }
                AtWork.enter(bearer.person());
            } else {
                @Nullable HttpSession session = request.getSession(false);
                if (session != null && session.getAttribute(ACCOUNT) instanceof Long account) {
                    Optional<Person> person = people.find(account, null);
                    if (person.isPresent()) {
                        AtWork.enter(person.get());
                    } else {
                        // the account was closed meanwhile
                        session.invalidate();
                    }
                }
            }
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
