package vn.hoi.common;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;

/** Turns every problem into an answer in the form asked for: a page, or problem details (RFC 9457) with a code. */
@ControllerAdvice
public class ProblemPages {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);

    /** What PostgreSQL says of characters no text of it holds: zero, as it is and in JSON. */
    private static final Set<String> NOT_KEPT = Set.of("22021", "22P05");

    private static final List<String> OF_ANSWER = List.of(
            "Content-Disposition", "Content-Type", "Content-Length", "Content-Encoding", "ETag", "Location", "Allow");

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
        // what every answer carries stays, what belonged to the answer that broke off goes
        response.resetBuffer();
        OF_ANSWER.forEach(header -> response.setHeader(header, null));
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

    /** A request that was wrong before any page saw it. */
    private static Optional<Problem> problemOfRequest(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
            if (cause instanceof InvalidParameterException wrong) {
                return Optional.of(ofStatus(wrong.getErrorCode()));
            }
            if (cause instanceof SQLException refused && NOT_KEPT.contains(String.valueOf(refused.getSQLState()))) {
                return Optional.of(Problem.badRequest(
                        "COM-403", "Nội dung gửi lên có ký tự không lưu được (ký tự rỗng); xóa ký tự đó rồi gửi lại."));
            }
        }
        return switch (thrown) {
            case ErrorResponse known ->
                Optional.of(ofStatus(known.getStatusCode().value()));
            case HttpMessageNotReadableException unreadable ->
                Optional.of(
                        Problem.badRequest(
                                "COM-402",
                                "Không đọc được nội dung gửi lên; gửi JSON đúng cú pháp, mã UTF-8, mỗi tên một lần và không lồng quá sâu."));
            case TypeMismatchException mismatched -> Optional.of(ofStatus(400));
            case MultipartException broken -> Optional.of(ofStatus(400));
            default -> Optional.empty();
        };
    }

    /** What is said of a request that no page took, by the status it is answered with. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 ->
                Problem.unknown(
                        "COM-404", "Không có trang nào ở địa chỉ này; kiểm tra lại địa chỉ hoặc đi từ trang đầu.");
            case 405 -> new Problem(405, "COM-405", "Địa chỉ này không nhận cách gửi này; mở trang rồi gửi từ đó.");
            case 413 -> new Problem(413, "COM-413", "Nội dung gửi lên quá lớn; chia nhỏ rồi gửi lại.");
            case 415 ->
                new Problem(415, "COM-415", "Kiểu nội dung không được nhận; gửi biểu mẫu hoặc application/json.");
            default -> new Problem(status, "COM-" + status, "Yêu cầu không hợp lệ; kiểm tra lại các tham số.");
        };
    }

    private static Problem problemOf(Exception thrown, HttpServletRequest request) {
        if (thrown instanceof Problem problem) {
            return problem;
        }
        Optional<Problem> known = problemOfRequest(thrown);
        if (known.isPresent()) {
            return known.get();
        }
        String trace = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{} {} failed [{}]", request.getMethod(), request.getRequestURI(), trace, thrown);
        return new Problem(
                500,
                "COM-500",
                "Hệ thống gặp lỗi, chưa có gì được ghi; thử lại, nếu vẫn lỗi hãy báo quản trị mã " + trace + ".");
    }
}
