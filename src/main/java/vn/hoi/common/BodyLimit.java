package vn.hoi.common;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * How large a body that is neither a form nor a form with files may be ({@code hoi.max-body-size}); those two the web
 * server limits itself. A length that says it is too large is refused unread, one that does not say is counted.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {

    private final long mostBytes;
    /** Not there where a command starts no web server. */
    private final ObjectProvider<HandlerExceptionResolver> problems;

    BodyLimit(
            @Value("${hoi.max-body-size}") DataSize most,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        this.mostBytes = most.toBytes();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForm(request.getContentType())) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > mostBytes) {
            problems.getObject().resolveException(request, response, null, tooLarge(mostBytes));
        } else {
            chain.doFilter(new Limited(request, mostBytes), response);
        }
    }

    private static boolean isForm(@Nullable String type) {
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return lower.startsWith("multipart/form-data") || lower.startsWith("application/x-www-form-urlencoded");
    }

    private static Problem tooLarge(long mostBytes) {
        return new Problem(
                413,
                "COM-413",
                "Nội dung gửi lên lớn hơn " + mostBytes / (1024 * 1024)
                        + " MB; chia nhỏ rồi gửi lại, hoặc nhập bằng tệp.");
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long mostBytes;
        private @Nullable Counted counted;

        Limited(HttpServletRequest request, long mostBytes) {
            super(request);
            this.mostBytes = mostBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (counted == null) {
                counted = new Counted(super.getInputStream(), mostBytes);
            }
            return counted;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /** Refuses the byte beyond the last. */
    static final class Counted extends ServletInputStream {
        private final ServletInputStream in;
        private final long mostBytes;
        private long seen;

        Counted(ServletInputStream in, long mostBytes) {
            this.in = in;
            this.mostBytes = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            seen += read;
            if (seen > mostBytes) {
                throw tooLarge(mostBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
