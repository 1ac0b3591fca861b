package vn.hoi.print;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hoi.common.Access;
import vn.hoi.common.Twin;
import vn.hoi.document.Documents;
import vn.hoi.document.OfficialDocument;
import vn.hoi.register.ListPrint;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** A document of the records of a list: those its address asks for, or those chosen in it. */
@Controller
class ListPrintPages {

    /** What is sent with records chosen in a list: each as {@code version:code}, and the step that is not wanted here. */
    private static final String CHOSEN = "record";

    private static final List<String> OF_FORM = List.of(CHOSEN, "step", "after", "before", "limit", "columns");

    private final Registers registers;
    private final RecordQueries queries;
    private final ListPrints prints;
    private final Documents documents;
    private final Masked masked;

    ListPrintPages(Registers registers, RecordQueries queries, ListPrints prints, Documents documents, Masked masked) {
        this.masked = masked;
        this.registers = registers;
        this.queries = queries;
        this.prints = prints;
        this.documents = documents;
    }

    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}/list-prints/{print}")
    Twin page(
            @PathVariable String id,
            @PathVariable("print") String name,
            @RequestParam MultiValueMap<String, String> parameters) {
        Register register = registers.get(id);
        String address = "/registers/" + register.id() + "/list-prints/" + name;
        String back = parameters.isEmpty()
                ? address
                : UriComponentsBuilder.fromPath(address)
                        .queryParams(parameters)
                        .encode()
                        .toUriString();
        return masked.led(register, back, () -> page(register, prints.get(register, name), parameters));
    }

    private Twin page(Register register, ListPrint print, MultiValueMap<String, String> parameters) {
        List<String> codes = parameters.getOrDefault(CHOSEN, List.of()).stream()
                .map(record -> record.substring(record.indexOf(':') + 1))
                .toList();
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(parameters);
        OF_FORM.forEach(asked::remove);
        RecordQuery query = queries.read(register, print, asked, codes);
        List<Row> rows = prints.rows(register, query);
        Supplier<OfficialDocument> document = () -> prints.document(register, print, query, rows);
        return Twin.page("print/list")
                .with("register", register)
                .with("print", print)
                .with("count", rows.size())
                .with("chosen", codes.size())
                .with("preview", rows.isEmpty() ? "" : documents.html(document.get()))
                .json(() -> body(register, print, rows))
                .document("docx", () -> documents.docx(document.get()))
                .document("pdf", () -> documents.pdf(document.get()));
    }

    private static Map<String, @Nullable Object> body(Register register, ListPrint print, List<Row> rows) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("register", register.id());
        body.put("print", print.id());
        body.put("name", print.name().vi());
        body.put("records", rows.stream().map(Row::code).toList());
        return body;
    }
}
