package vn.hoi.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;

/**
 * {@code POST /oauth/token}: a machine changes its client secret into a token of one hour (RFC 6749, 4.4). The client id is
 * the account's name; it authenticates by HTTP Basic or by parameters of the form, not both (2.3.1).
 */
@Controller
class OAuthTokens {

    private static final int PER_MINUTE = 60;
    private static final String BASIC = "Basic ";
    private static final List<String> PARAMETERS = List.of("grant_type", "client_id", "client_secret", "scope");

    private final Clients clients;
    private final TokenLimit limit;

    OAuthTokens(Clients clients, TokenLimit limit) {
        this.clients = clients;
        this.limit = limit;
    }

    /** An error of RFC 6749, 5.2. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String error;

        Refused(int status, String error, String description) {
            super(description);
            this.status = status;
            this.error = error;
        }
    }

    private record Client(String id, String secret) {}

    @Access(Access.Level.PUBLIC)
    @PostMapping("/oauth/token")
    ResponseEntity<Map<String, Object>> token(
            @RequestParam MultiValueMap<String, String> sent, HttpServletRequest request) {
        try {
            return ResponseEntity.ok()
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.PRAGMA, "no-cache")
                    .body(answer(sent, request));
        } catch (Refused refused) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("error", refused.error);
            body.put("error_description", String.valueOf(refused.getMessage()));
            var answer = ResponseEntity.status(refused.status).header(HttpHeaders.CACHE_CONTROL, "no-store");
            if (refused.status == 401) {
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"hoi\", charset=\"UTF-8\"");
            }
            return answer.body(body);
        }
    }

    private Map<String, Object> answer(MultiValueMap<String, String> sent, HttpServletRequest request) throws Refused {
        if (request.getQueryString() != null) {
            throw new Refused(400, "invalid_request", "parameters are taken from the body only");
        }
        for (String name : PARAMETERS) {
            if (sent.getOrDefault(name, List.of()).size() > 1) {
                throw new Refused(400, "invalid_request", name + " is given twice");
            }
        }
        String grant = text(sent, "grant_type");
        if (grant.isEmpty()) {
            throw new Refused(400, "invalid_request", "grant_type is missing");
        }
        Client client = client(sent, request);
        if (!grant.equals("client_credentials")) {
            throw new Refused(400, "unsupported_grant_type", "only client_credentials is taken");
        }
        long wait = limit.waitSeconds("oauth/" + request.getRemoteAddr() + "/" + client.id(), PER_MINUTE);
        if (wait > 0) {
            throw new Refused(429, "temporarily_unavailable", "too many requests; wait " + wait + " s");
        }
        String scope = text(sent, "scope");
        List<String> asked = scope.isEmpty() ? List.of() : List.of(scope.split(" +"));
        Optional<Clients.Drawn> drawn;
        try {
            drawn = clients.draw(client.id(), client.secret(), asked);
        } catch (IllegalArgumentException beyond) {
            throw new Refused(400, "invalid_scope", "beyond what the client secret is for");
        }
        if (drawn.isEmpty()) {
            throw new Refused(401, "invalid_client", "unknown client, or a secret that is wrong, expired or revoked");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", drawn.get().token());
        body.put("token_type", "Bearer");
        body.put("expires_in", Clients.LIFE.toSeconds());
        body.put("scope", String.join(" ", drawn.get().scope()));
        return body;
    }

    private static Client client(MultiValueMap<String, String> sent, HttpServletRequest request) throws Refused {
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        String id = text(sent, "client_id");
        String secret = text(sent, "client_secret");
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            if (id.isEmpty() || secret.isEmpty()) {
                throw new Refused(401, "invalid_client", "the client did not authenticate");
            }
            return new Client(id, secret);
        }
        if (!secret.isEmpty()) {
            throw new Refused(400, "invalid_request", "the client authenticates in two ways");
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Client(decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)));
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below like any other that cannot be read
        }
        throw new Refused(401, "invalid_client", "the Authorization header cannot be read");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        @Nullable String text = sent.getFirst(name);
        return text == null ? "" : text;
    }
}
