package vn.hoi.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only what is addressed to this server by a name of its own (loopback, and the names of {@code hoi.hosts}), so that no
 * foreign name can be pointed here, and refuses writes that a page of another site makes a browser send (decision 0017).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OwnHosts extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> names = new HashSet<>(LOOPBACK);

    /** @param hosts names beside those of loopback, without ports */
    OwnHosts(@Value("${hoi.hosts:}") List<String> hosts) {
        hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .forEach(names::add);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!names.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            refuse(
                    response,
                    "ACC-001: Máy chủ này không trả lời dưới tên đó; mở bằng địa chỉ localhost, hoặc bằng tên máy chủ mà"
                            + " quản trị đã khai báo.");
            return;
        }
        if (!READING.contains(request.getMethod()) && fromElsewhere(request)) {
            refuse(response, "ACC-002: Biểu mẫu được gửi từ một trang khác; mở lại trang trong Hồi rồi gửi.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean fromElsewhere(HttpServletRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        @Nullable String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        try {
            URI from = URI.create(origin);
            return from.getHost() == null
                    || !from.getHost().equalsIgnoreCase(request.getServerName())
                    || port(from) != request.getServerPort();
        } catch (IllegalArgumentException notAnOrigin) {
            return true;
        }
    }

    /** An origin leaves out the port that goes with its scheme. */
    private static int port(URI origin) {
        if (origin.getPort() >= 0) {
            return origin.getPort();
        }
        return "https".equalsIgnoreCase(origin.getScheme()) ? HTTPS : HTTP;
    }

    private static void refuse(HttpServletResponse response, String sentence) throws IOException {
        response.setStatus(403);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(sentence.getBytes(StandardCharsets.UTF_8));
    }
}
