package vn.hoi.common;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Twin} in the form asked for: by the address's ending, else by {@code Accept}, else as a page. */
@Component
public class Pages implements HandlerMethodReturnValueHandler {

    static final String LANGUAGE_COOKIE = "hoi-language";
    private static final CSVFormat CSV = CSVFormat.RFC4180;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final JsonMapper json;
    private final ObjectProvider<Menu> menus;
    private final ObjectProvider<Notice> notices;
    private final ProvinceName province;

    Pages(JsonMapper json, ObjectProvider<Menu> menus, ObjectProvider<Notice> notices, ProvinceName province) {
        this.json = json;
        this.menus = menus;
        this.notices = notices;
        this.province = province;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Twin.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object twin, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        HttpServletResponse response = web.getNativeResponse(HttpServletResponse.class);
        if (twin == null || request == null || response == null) {
            throw new IllegalStateException("a page without a request");
        }
        write((Twin) twin, request, response);
    }

    /** Writes the answer; a form that this page does not have is a 404 like any other unknown address. */
    void write(Twin twin, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String form = form(request);
        if ((form.equals("json") && !twin.hasJson()) || (form.equals("csv") && !twin.hasCsv())) {
            throw Problem.unknown("COM-404", "Trang này không có ở dạng ." + form + "; bỏ phần đuôi để xem trang.");
        }
        response.setHeader("Cache-Control", "no-store");
        if (twin.location() != null && form.equals("html")) {
            response.setStatus(303);
            response.setHeader("Location", twin.location());
            return;
        }
        if (twin.location() != null) {
            response.setHeader("Location", twin.location());
        }
        response.setStatus(twin.status());
        switch (form) {
            case "json" -> writeJson(twin.json(), "application/json", response);
            case "csv" -> writeCsv(twin.csv(), response);
            default -> writeHtml(twin, request, response);
        }
    }

    void writeJson(Object body, String type, HttpServletResponse response) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private void writeHtml(Twin twin, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> model = new HashMap<>(twin.model());
        model.put("ui", ui(request));
        var output = new Utf8ByteOutput();
        templates.render(twin.template() + ".jte", model, output);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }

    private static void writeCsv(Csv csv, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment");
        Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        // spreadsheet programs read UTF-8 only behind a byte order mark
        writer.write('\ufeff');
        CSVPrinter printer = new CSVPrinter(writer, CSV);
        printer.printRecord(csv.columns());
        csv.rows().forEach(row -> {
            try {
                printer.printRecord(csv.columns().stream()
                        .map(column -> cell(row.get(column)))
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        printer.flush();
    }

    /** A text that a spreadsheet would run as a formula is given a leading apostrophe. */
    private static @Nullable Object cell(@Nullable Object value) {
        if (value instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            return "'" + text;
        }
        return value instanceof java.math.BigDecimal number ? number.toPlainString() : value;
    }

    /** {@code html}, {@code json} or {@code csv}. */
    static String form(HttpServletRequest request) {
        Object ending = request.getAttribute(TwinFilter.FORM);
        if (ending != null) {
            return ending.toString();
        }
        String accept = request.getHeader("Accept");
        if (accept == null) {
            String sent = request.getContentType();
            return sent != null && sent.startsWith("application/json") ? "json" : "html";
        }
        if (accept.contains("text/html")) {
            return "html";
        }
        if (accept.contains("json")) {
            return "json";
        }
        String sent = request.getContentType();
        if (sent != null && sent.startsWith("application/json")) {
            return "json";
        }
        return accept.contains("text/csv") ? "csv" : "html";
    }

    private Ui ui(HttpServletRequest request) {
        Language language = language(request);
        List<Ui.MenuItem> items = new ArrayList<>();
        menus.stream().sorted(Comparator.comparingInt(Menu::order)).forEach(menu -> items.addAll(menu.items()));
        String notice = notices.stream()
                .map(source -> source.text(language))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String query = request.getQueryString();
        return new Ui(language, request.getRequestURI(), query == null ? "" : query, items, notice, province.name());
    }

    /** The language this reader chose. */
    public static Language language(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(LANGUAGE_COOKIE)) {
                    return Language.of(cookie.getValue());
                }
            }
        }
        return Language.VI;
    }
}
