package vn.hoi.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.hoi.common.Access;
import vn.hoi.common.Pages;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.RegisterRoles;
import vn.hoi.common.StartStep;

/** Whom each route answers, as its {@link Access} declares. A route that declares nothing stops the start. */
@Component
class Routes implements HandlerInterceptor, StartStep {

    private static final int ORDER = 900;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OWN = "/account";
    /** Where registers, steps and figures are; each page of these asks {@link AtWork} about the one it shows. */
    private static final List<String> NAMED = List.of("/registers", "/figures", "/files", "/fields", "/reports");

    private final AtWork atWork;
    private final ObjectProvider<RegisterRoles> registers;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    Routes(
            AtWork atWork,
            ObjectProvider<RegisterRoles> registers,
            ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.atWork = atWork;
        this.registers = registers;
        this.mappings = mappings;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String says() {
        return "quyền của các đường dẫn";
    }

    @Override
    public void run() {
        List<String> undeclared = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(method -> method.getBeanType().getName().startsWith("vn.hoi."))
                .filter(method -> find(method).isEmpty())
                .map(HandlerMethod::toString)
                .toList();
        if (!undeclared.isEmpty()) {
            throw new IllegalStateException("routes without @Access: " + undeclared);
        }
    }

    static Optional<Access> find(HandlerMethod method) {
        @Nullable Access own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Access.class);
        return Optional.ofNullable(
                own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Access.class));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith("vn.hoi.")) {
            return true;
        }
        Access access = find(method).orElseThrow(() -> new IllegalStateException("no @Access: " + method));
        if (access.value() == Access.Level.PUBLIC) {
            return true;
        }
        if (!atWork.isKnown()) {
            return askToSignIn(request, response);
        }
        requireInScope(request);
        if (!lets(access, request)) {
            throw new Problem(
                    403,
                    "ACC-010",
                    "Tài khoản của bạn không có quyền dùng trang này; đề nghị quản trị giao vai trò phù hợp.");
        }
        return true;
    }

    /**
     * What a token is not for, it does not open: one that reads sends no writes; one for named registers, steps or figures
     * reaches only pages of those; and the account's own pages take the account itself.
     */
    private void requireInScope(HttpServletRequest request) {
        Person.@Nullable Scope scope = atWork.person().scope();
        if (scope == null || scope.isWhole()) {
            return;
        }
        if (scope.isReadOnly() && !READING.contains(request.getMethod())) {
            throw new Problem(403, "ACC-042", "Khóa truy cập này chỉ để đọc; dùng khóa được phép ghi.");
        }
        String path = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        boolean own = path.equals(OWN) || path.startsWith(OWN + "/");
        boolean named = NAMED.stream().anyMatch(part -> path.equals(part) || path.startsWith(part + "/"));
        if (own || (!scope.isWide() && !named)) {
            throw new Problem(
                    403,
                    "ACC-043",
                    "Khóa truy cập này không dùng cho trang này; đăng nhập, hoặc dùng khóa có phạm vi phù hợp.");
        }
    }

    private boolean lets(Access access, HttpServletRequest request) {
        return switch (access.value()) {
            case PUBLIC, SIGNED_IN -> true;
            case READ ->
                unknown(access, request)
                        || !atWork.reach(register(access, request)).isNone();
            case WRITE -> unknown(access, request) || atWork.mayWrite(register(access, request));
            case CALLS -> atWork.may(Power.CALLS);
            case REPORT -> atWork.may(Power.REPORT);
            case PLAN -> atWork.may(Power.PLAN);
            case SEAL -> atWork.may(Power.SEAL);
            case AUDIT -> atWork.may(Power.AUDIT);
            case ADMINISTER -> atWork.may(Power.ADMINISTER);
        };
    }

    /** A register that is not there is answered by the page itself: there is no such thing. */
    private boolean unknown(Access access, HttpServletRequest request) {
        return registers.getObject().roles(register(access, request)).isEmpty();
    }

    private static String register(Access access, HttpServletRequest request) {
        if (!access.of().isEmpty()) {
            return access.of();
        }
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        @Nullable Object register = variables instanceof Map<?, ?> map ? map.get(access.register()) : null;
        if (register == null) {
            throw new IllegalStateException("no path variable " + access.register() + " in " + request.getRequestURI());
        }
        return register.toString();
    }

    /** A person who asked for a page is sent to sign in and comes back to it; everybody else is told. */
    private static boolean askToSignIn(HttpServletRequest request, HttpServletResponse response) {
        if (request.getMethod().equals("GET") && Pages.isForPeople(request)) {
            String query = request.getQueryString();
            String there = request.getRequestURI() + (query == null ? "" : "?" + query);
            response.setStatus(303);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Location", "/sign-in?then=" + URLEncoder.encode(there, StandardCharsets.UTF_8));
            return false;
        }
        response.setHeader("WWW-Authenticate", "Bearer");
        throw new Problem(401, "ACC-012", "Cần đăng nhập, hoặc gửi khóa truy cập trong tiêu đề Authorization.");
    }
}
