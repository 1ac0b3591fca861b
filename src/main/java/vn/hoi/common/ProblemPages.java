package vn.hoi.common;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns every problem into an answer in the form asked for: a page, or problem details (RFC 9457) with a code. */
@ControllerAdvice
public class ProblemPages {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);

    private final Pages pages;

    ProblemPages(Pages pages) {
        this.pages = pages;
    }

    @ExceptionHandler(Exception.class)
    void answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            LOG.warn("answer to {} broke off: {}", request.getRequestURI(), thrown.toString());
            return;
        }
        write(problemOf(thrown, request), request, response);
    }

    /** Answers with this problem in the form asked for; for filters, which no exception handler stands behind. */
    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        if (Pages.form(request).equals("html")) {
            Twin page = Twin.page("common/problem").status(problem.status()).with("problem", problem);
            pages.write(page, request, response);
            return;
        }
        response.setStatus(problem.status());
        pages.writeJson(body(problem, request), "application/problem+json", response);
    }

    static Map<String, Object> body(Problem problem, HttpServletRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", HttpStatus.valueOf(problem.status()).getReasonPhrase());
        body.put("status", problem.status());
        body.put("code", problem.code());
        body.put("detail", problem.getMessage());
        body.put("instance", request.getRequestURI());
        if (!problem.faults().isEmpty()) {
            body.put("errors", problem.faults());
        }
        body.putAll(problem.details());
        return body;
    }

    private static Problem problemOf(Exception thrown, HttpServletRequest request) {
        if (thrown instanceof Problem problem) {
            return problem;
        }
        if (thrown instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            return switch (status) {
                case 404 ->
                    Problem.unknown(
                            "COM-404", "Không có trang nào ở địa chỉ này; kiểm tra lại địa chỉ hoặc đi từ trang đầu.");
                case 405 -> new Problem(405, "COM-405", "Địa chỉ này không nhận cách gửi " + request.getMethod() + ".");
                case 413 -> new Problem(413, "COM-413", "Nội dung gửi lên quá lớn; chia nhỏ rồi gửi lại.");
                case 415 ->
                    new Problem(415, "COM-415", "Kiểu nội dung không được nhận; gửi biểu mẫu hoặc application/json.");
                default -> new Problem(status, "COM-" + status, "Yêu cầu không hợp lệ; kiểm tra lại các tham số.");
            };
        }
        String trace = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{} {} failed [{}]", request.getMethod(), request.getRequestURI(), trace, thrown);
        return new Problem(
                500,
                "COM-500",
                "Hệ thống gặp lỗi, chưa có gì được ghi; thử lại, nếu vẫn lỗi hãy báo quản trị mã " + trace + ".");
    }
}
