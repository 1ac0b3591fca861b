package vn.hoi.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions of who signed in, as any node sees them. */
@Component
public class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String ADDRESS = "hoi.address";
    private static final String BROWSER = "hoi.browser";
    private static final String WAITING = "hoi.second";
    private static final Duration CODE_WITHIN = Duration.ofMinutes(10);
    private static final int BROWSER_LENGTH = 300;

    /**
     * One session.
     *
     * @param key names it in a form; never what the browser holds
     * @param agent the browser as it names itself
     * @param here whether it is the one that asks
     */
    public record Open(String key, Instant began, Instant last, String address, String agent, boolean here) {

        /** The browser as people know it. */
        public String browser() {
            return BROWSERS.entrySet().stream()
                    .filter(known -> agent.contains(known.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(agent.isEmpty() ? "?" : agent.substring(0, Math.min(40, agent.length())));
        }
    }

    /**
     * Whose second factor is asked for.
     *
     * @param how the first step was taken, as the journal tells it
     */
    record Waiting(long account, String name, String how, Instant since) implements Serializable {}

    /** By what stands in their names, those first that others pretend to be. */
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

    static {
        BROWSERS.put("coc_coc", "Cốc Cốc");
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
    }

    private final JdbcClient database;
    private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> stored;

    Sessions(JdbcClient database, ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> stored) {
        this.database = database;
        this.stored = stored;
    }

    /** Begins one under a new number: what a browser brought along is worth nothing any more. */
    void begin(HttpServletRequest request, long id, String account) {
        HttpSession session = fresh(request);
        session.setAttribute(Entrance.ACCOUNT, id);
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, account);
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        session.setAttribute(BROWSER, agent.substring(0, Math.min(BROWSER_LENGTH, agent.length())));
    }

    /** Begins one that waits for the code of a second factor, for ten minutes. */
    static void await(HttpServletRequest request, Waiting waiting) {
        fresh(request).setAttribute(WAITING, waiting);
    }

    /** What the session of this request waits for. */
    static Optional<Waiting> awaited(HttpServletRequest request, Instant now) {
        @Nullable HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(WAITING) instanceof Waiting waiting
                        && waiting.since().plus(CODE_WITHIN).isAfter(now)
                ? Optional.of(waiting)
                : Optional.empty();
    }

    /** An empty one, whatever there was before. */
    static HttpSession fresh(HttpServletRequest request) {
        @Nullable HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        return request.getSession(true);
    }

    /**
     * Those of an account, the last used first.
     *
     * @param here number of the one that asks
     */
    List<Open> list(String account, @Nullable String here) {
        return found(account).entrySet().stream()
                .map(entry -> open(entry.getKey(), entry.getValue(), here))
                .sorted(Comparator.comparing(Open::here)
                        .thenComparing(Open::last)
                        .reversed())
                .toList();
    }

    private Map<String, ? extends Session> found(String account) {
        @Nullable FindByIndexNameSessionRepository<? extends Session> sessions = stored.getIfAvailable();
        return sessions == null ? Map.of() : sessions.findByPrincipalName(account);
    }

    private static Open open(String id, Session session, @Nullable String here) {
        return new Open(
                key(id),
                session.getCreationTime(),
                session.getLastAccessedTime(),
                Objects.requireNonNullElse(session.<String>getAttribute(ADDRESS), ""),
                Objects.requireNonNullElse(session.<String>getAttribute(BROWSER), ""),
                id.equals(here));
    }

    private static String key(String id) {
        return HexFormat.of().formatHex(Secrets.hash(id), 0, 12);
    }

    /** Ends one by its key; one that is not there is ended already. */
    void end(String account, String key) {
        found(account).keySet().stream()
                .filter(id -> key(id).equals(key))
                .forEach(id -> database.sql("delete from access.session where session_id = :id")
                        .param("id", id)
                        .update());
    }

    /** Ends all of an account, within the running transaction: after a closing, a new password, a change of roles. */
    public int endAll(String account) {
        return endOthers(account, null);
    }

    /** Whose account was closed or whose roles changed signs in anew, on every node. */
    @EventListener
    void onRightsChanged(RightsChanged event) {
        int ended = endAll(event.account());
        LOG.debug("{}: {} sessions ended", event.account(), ended);
    }

    /** Ends all but one. @param here null to end that too @return how many ended */
    int endOthers(String account, @Nullable String here) {
        return database.sql("delete from access.session where principal_name = :account and session_id <> :here")
                .param("account", account)
                .param("here", here == null ? "" : here)
                .update();
    }
}
