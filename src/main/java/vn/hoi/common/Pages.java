package vn.hoi.common;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Twin} in the form asked for: by the address's ending, else by {@code Accept}, else as a page. */
@Component
public class Pages implements HandlerMethodReturnValueHandler {

    static final String LANGUAGE_COOKIE = "hoi-language";
    private static final CSVFormat CSV = CSVFormat.RFC4180;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    /** Forms for paper, by their ending. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "pdf",
            "application/pdf");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final JsonMapper json;
    private final ObjectProvider<Menu> menus;
    private final ObjectProvider<Notice> notices;
    private final ProvinceName province;
    private final ObjectProvider<Spreadsheet> spreadsheet;
    private final ObjectProvider<CurrentPerson> person;

    Pages(
            JsonMapper json,
            ObjectProvider<Menu> menus,
            ObjectProvider<Notice> notices,
            ProvinceName province,
            ObjectProvider<Spreadsheet> spreadsheet,
            ObjectProvider<CurrentPerson> person) {
        this.json = json;
        this.menus = menus;
        this.notices = notices;
        this.province = province;
        this.spreadsheet = spreadsheet;
        this.person = person;
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
        boolean table = form.equals("csv") || (form.equals("xlsx") && !twin.hasDocument(form));
        if ((form.equals("json") && !twin.hasJson())
                || (table && !twin.hasTable())
                || (DOCUMENTS.containsKey(form) && !twin.hasDocument(form))) {
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
        if (twin.tag() != null && form.equals("json")) {
            response.setHeader("ETag", twin.tag());
        }
        response.setStatus(twin.status());
        switch (form) {
            case "json" -> writeJson(twin.json(), "application/json", response);
            case "csv" -> writeCsv(twin.table(), request, response);
            case "xlsx" -> {
                if (twin.hasDocument(form)) {
                    writeDocument(twin.document(form), form, twin.isForeign(), request, response);
                } else {
                    writeXlsx(twin.table(), request, response);
                }
            }
            case "docx", "pdf" -> writeDocument(twin.document(form), form, twin.isForeign(), request, response);
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
        model.put("ui", ui(request, twin.hasMenu()));
        var output = new Utf8ByteOutput();
        templates.render(twin.template() + ".jte", model, output);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }

    /** Written whole before the first byte is sent, so that what cannot be written is a problem and no broken file. */
    private void writeXlsx(Csv table, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Path file = Files.createTempFile("hoi-", ".xlsx");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                spreadsheet.getObject().write(table, fileName(request), out);
            }
            response.setContentType(XLSX);
            response.setContentLengthLong(Files.size(file));
            nameFile(request, response, "xlsx");
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Part of a page of another module, drawn in the running request by a template of its own. */
    public Content part(String template, Map<String, Object> values) {
        Map<String, Object> model = new HashMap<>(values);
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes) {
            model.put("ui", ui(attributes.getRequest(), false));
        }
        return output -> templates.render(template + ".jte", model, output);
    }

    private static void writeDocument(
            byte[] content, String ending, boolean foreign, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(ending.equals("xlsx") ? XLSX : DOCUMENTS.get(ending));
        response.setContentLength(content.length);
        boolean shown = ending.equals("pdf") && !foreign;
        response.setHeader(
                "Content-Disposition",
                (shown ? "inline" : "attachment") + "; filename=\"" + fileName(request) + "." + ending + "\"");
        if (foreign) {
            response.setHeader("Content-Security-Policy", SecurityHeaders.SANDBOX);
        }
        response.getOutputStream().write(content);
    }

    /** {@code /figures/cert.total/records} is saved as {@code figures-cert.total-records}. */
    private static String fileName(HttpServletRequest request) {
        String name = request.getRequestURI().replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "hoi" : name;
    }

    private static void nameFile(HttpServletRequest request, HttpServletResponse response, String ending) {
        response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName(request) + "." + ending + "\"");
    }

    private static void writeCsv(Csv csv, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        nameFile(request, response, "csv");
        Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        // spreadsheet programs read UTF-8 only behind a byte order mark
        writer.write('\ufeff');
        CSVPrinter printer = new CSVPrinter(writer, CSV);
        printer.printRecord(csv.columns().stream().map(Csv::neutral).toList());
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

    private static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case java.math.BigDecimal number -> number.toPlainString();
            case Number number -> number;
            default -> Csv.neutral(value.toString());
        };
    }

    /** Whether a page is asked for, and none of its twins. */
    public static boolean isForPeople(HttpServletRequest request) {
        return form(request).equals("html");
    }

    /** {@code html}, {@code json}, {@code csv}, {@code xlsx}, {@code docx} or {@code pdf}. */
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
        for (Map.Entry<String, String> document : DOCUMENTS.entrySet()) {
            if (accept.contains(document.getValue())) {
                return document.getKey();
            }
        }
        String sent = request.getContentType();
        if (sent != null && sent.startsWith("application/json")) {
            return "json";
        }
        if (accept.contains(XLSX)) {
            return "xlsx";
        }
        return accept.contains("text/csv") ? "csv" : "html";
    }

    private Ui ui(HttpServletRequest request, boolean menu) {
        Language language = language(request);
        List<Ui.MenuItem> items = new ArrayList<>();
        String notice = "";
        if (menu) {
            menus.stream().sorted(Comparator.comparingInt(Menu::order)).forEach(part -> items.addAll(part.items()));
            notice = notices.stream()
                    .map(source -> source.text(language))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        String query = request.getQueryString();
        return new Ui(
                language,
                request.getRequestURI(),
                query == null ? "" : query,
                items,
                notice,
                province.name(),
                menu ? signedIn() : null);
    }

    private @Nullable Label signedIn() {
        @Nullable CurrentPerson current = person.getIfAvailable();
        return current != null && current.isKnown() ? current.name() : null;
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
