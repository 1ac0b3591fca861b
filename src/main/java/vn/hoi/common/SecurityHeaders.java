package vn.hoi.common;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The headers every answer carries: what a browser may load, that it guesses no types, tells no other site where it came
 * from, uses no device, and keeps nothing. An answer that may be kept (the files of {@code /static}) or needs a narrower
 * policy (a file from outside) says so over them.
 *
 * <p>Set by the filter, again when an error is dispatched, and by {@link WebServerAnswers} before any page is found, so
 * that what the web server refuses by itself has them too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class SecurityHeaders extends OncePerRequestFilter {

    /** For content made elsewhere: nothing in it runs, loads or is shown inside this site. */
    public static final String SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox";

    static final Map<String, String> ALL = all();

    private static final String TRANSPORT = "Strict-Transport-Security";
    private static final String A_YEAR = "max-age=31536000; includeSubDomains";

    private static Map<String, String> all() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "same-origin");
        headers.put(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                        + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
        headers.put(
                "Permissions-Policy",
                "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                        + " hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        set(response);
        // over plain http a browser ignores it, and one that did not would be locked out of this machine
        if (request.isSecure()) {
            response.setHeader(TRANSPORT, A_YEAR);
        }
        chain.doFilter(request, response);
    }

    /** What fails outside of the pages is answered anew, from an empty answer. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    static void set(HttpServletResponse response) {
        ALL.forEach(response::setHeader);
    }
}
