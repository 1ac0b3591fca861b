package vn.hoi.common;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes a known ending off the address and remembers it as the form asked for. Only known endings are taken, since keys
 * contain dots: {@code /figures/cert.total.json} is the JSON of {@code cert.total}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class TwinFilter extends OncePerRequestFilter {

    static final String FORM = "vn.hoi.form";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (!path.startsWith("/static/")) {
            for (String ending : Twin.ENDINGS) {
                if (path.endsWith("." + ending)) {
                    request.setAttribute(FORM, ending);
                    chain.doFilter(new Stripped(request, ending.length() + 1), response);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    /** The same request without the ending. */
    private static final class Stripped extends HttpServletRequestWrapper {
        private final int cut;

        Stripped(HttpServletRequest request, int cut) {
            super(request);
            this.cut = cut;
        }

        @Override
        public String getRequestURI() {
            String uri = super.getRequestURI();
            return uri.substring(0, uri.length() - cut);
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            url.setLength(url.length() - cut);
            return url;
        }

        @Override
        public String getServletPath() {
            String path = super.getServletPath();
            return path.length() >= cut ? path.substring(0, path.length() - cut) : path;
        }
    }
}
