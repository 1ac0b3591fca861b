package vn.hoi.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only what is addressed to this machine by its loopback names (so that no foreign name can be pointed here) and
 * refuses writes that a page of another site makes a browser send.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class LoopbackOnly extends OncePerRequestFilter {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            refuse(response, "ACC-001: Máy chủ này chỉ trả lời trên chính máy đang chạy; mở bằng địa chỉ localhost.");
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
                    || from.getPort() != request.getServerPort();
        } catch (IllegalArgumentException notAnOrigin) {
            return true;
        }
    }

    private static void refuse(HttpServletResponse response, String sentence) throws IOException {
        response.setStatus(403);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(sentence.getBytes(StandardCharsets.UTF_8));
    }
}
