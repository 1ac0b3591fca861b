package vn.hoi.common;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the web server or a filter refused, said as every other problem is; nothing of the fault itself is shown. */
@Controller
class ErrorPages implements ErrorController {

    @Access(Access.Level.PUBLIC)
    @RequestMapping("/error")
    Twin refused(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        && HttpStatus.resolve(code) != null
                ? code
                : 404;
        if (status < 500) {
            throw ProblemPages.ofStatus(status);
        }
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        throw thrown instanceof RuntimeException failure
                ? failure
                : new IllegalStateException("status " + status + " without a page");
    }
}
