package vn.hoi.print;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.document.Documents;
import vn.hoi.register.Print;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** A print of a record: its draft, its issue, and the documents issued. */
@Controller
class PrintPages {

    private static final String PRINT = "/registers/{id}/{code}/prints/{print}";
    private static final String ISSUED = PRINT + "/{number:\\d{1,18}}";

    private final Registers registers;
    private final Records records;
    private final Prints prints;
    private final Books books;
    private final Documents documents;
    private final Rights rights;
    private final Masked masked;

    PrintPages(
            Registers registers,
            Records records,
            Prints prints,
            Books books,
            Documents documents,
            Rights rights,
            Masked masked) {
        this.masked = masked;
        this.registers = registers;
        this.records = records;
        this.prints = prints;
        this.books = books;
        this.documents = documents;
        this.rights = rights;
    }

    @Access(Access.Level.READ)
    @GetMapping(PRINT)
    Twin draft(@PathVariable String id, @PathVariable String code, @PathVariable("print") String name) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        return masked.led(
                register,
                address(register, code, name),
                () -> page(register, row, prints.get(register, name), null, Map.of()));
    }

    private static String address(Register register, String code, String print) {
        return "/registers/" + register.id() + "/" + code + "/prints/" + print;
    }

    /** The print, of a record that whoever asks may open. */
    private Print print(Register register, String code, String name) {
        records.get(register, code);
        return prints.get(register, name);
    }

    private Twin page(Register register, Row row, Print print, @Nullable Problem problem, Map<String, String> typed) {
        boolean open = prints.open(register, row).contains(print);
        List<IssuedDocument> issued = prints.listIssued(register, row.code()).stream()
                .filter(document -> document.print().equals(print.id()))
                .toList();
        boolean given = print.numberIn() != null && issued.stream().anyMatch(document -> document.voiding() == null);
        Print.Book book = print.book();
        int year = Vietnamese.today().getYear();
        return Twin.page("print/print")
                .status(problem == null ? 200 : problem.status())
                .with("register", register)
                .with("row", row)
                .with("print", print)
                .with("preview", documents.html(prints.draft(register, row, print)))
                .with("issued", issued)
                .with("problem", problem)
                .with("typed", typed)
                .with(
                        "closed",
                        open ? null : Prints.wrongState(register, print, row).getMessage())
                .with("mayIssue", open && !given && rights.mayWrite(register.id()))
                .with(
                        "next",
                        book == null ? null : BookNumber.write(book.number(), books.last(book.id(), year) + 1, year))
                .json(() -> body(register, row, print, open, issued))
                .document("docx", () -> documents.docx(prints.draft(register, row, print)))
                .document("pdf", () -> documents.pdf(prints.draft(register, row, print)));
    }

    private static Map<String, @Nullable Object> body(
            Register register, Row row, Print print, boolean open, List<IssuedDocument> issued) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("register", register.id());
        body.put("code", row.code());
        body.put("print", print.id());
        body.put("version", row.version());
        body.put("open", open);
        body.put("book", print.book() == null ? null : print.book().id());
        body.put("issued", issued.stream().map(PrintPages::json).toList());
        return body;
    }

    /** A document for the outside. */
    static Map<String, @Nullable Object> json(IssuedDocument document) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", document.id());
        json.put("register", document.register());
        json.put("code", document.code());
        json.put("print", document.print());
        json.put("number", document.number().isEmpty() ? null : document.number());
        json.put("day", document.day());
        json.put("account", document.account());
        json.put("at", document.at());
        json.put("entered", document.entered());
        json.put("pdfSha256", document.pdfSha256());
        json.put("docxSha256", document.docxSha256().isEmpty() ? null : document.docxSha256());
        IssuedDocument.Voiding voiding = document.voiding();
        json.put("voidedAt", voiding == null ? null : voiding.at());
        json.put("voidReason", voiding == null ? null : voiding.reason());
        return json;
    }

    @Access(Access.Level.READ)
    @PostMapping(path = PRINT, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin issue(
            @PathVariable String id,
            @PathVariable String code,
            @PathVariable("print") String name,
            @RequestParam(defaultValue = "") String version) {
        Register register = registers.get(id);
        Print print = print(register, code, name);
        try {
            return made(register, print, prints.issue(register, code, version(version), print));
        } catch (Problem problem) {
            return refused(register, code, print, problem, Map.of());
        }
    }

    @Access(Access.Level.READ)
    @PostMapping(path = PRINT, consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin issue(
            @PathVariable String id,
            @PathVariable String code,
            @PathVariable("print") String name,
            @RequestBody JsonNode sent) {
        Register register = registers.get(id);
        Print print = print(register, code, name);
        int version = version(sent.path("version").asString(""));
        return made(register, print, prints.issue(register, code, version, print));
    }

    @Access(Access.Level.READ)
    @PostMapping(path = PRINT, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin enterSigned(
            @PathVariable String id,
            @PathVariable String code,
            @PathVariable("print") String name,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Register register = registers.get(id);
        Print print = print(register, code, name);
        try {
            if (file == null || file.isEmpty()) {
                throw new Problem(422, "PRI-412", "Chưa chọn tệp PDF đã ký; tải từ hệ thống văn bản rồi chọn ở đây.");
            }
            SignedPdf.refuseTooLarge(file.getSize());
            IssuedDocument document = prints.enterSigned(
                    register,
                    code,
                    version(typed.getOrDefault("version", "")),
                    print,
                    typed.getOrDefault("number", ""),
                    typed.getOrDefault("day", ""),
                    file.getBytes());
            return made(register, print, document);
        } catch (Problem problem) {
            return refused(register, code, print, problem, typed);
        }
    }

    private Twin made(Register register, Print print, IssuedDocument document) {
        return issuedPage(register, print, document, null).status(201).seeOther(document.address());
    }

    /** A person gets the page again with what was typed; a machine gets the problem. */
    private Twin refused(Register register, String code, Print print, Problem problem, Map<String, String> typed) {
        if (problem.status() < 409) {
            throw problem;
        }
        return page(register, records.get(register, code), print, problem, typed)
                .json(() -> {
                    throw problem;
                });
    }

    private static int version(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Problem(428, "REG-428", "Thiếu phiên bản của bản ghi; mở lại trang in rồi ban hành từ đó.");
        }
        return Integer.parseInt(text);
    }

    @Access(Access.Level.READ)
    @GetMapping(ISSUED)
    Twin issued(
            @PathVariable String id,
            @PathVariable String code,
            @PathVariable("print") String name,
            @PathVariable long number) {
        Register register = registers.get(id);
        return masked.led(register, address(register, code, name) + "/" + number, () -> {
            Print print = print(register, code, name);
            return issuedPage(register, print, prints.getIssued(register, code, print, number), null);
        });
    }

    private Twin issuedPage(Register register, Print print, IssuedDocument document, @Nullable Problem problem) {
        Twin twin = Twin.page("print/document")
                .status(problem == null ? 200 : problem.status())
                .with("register", register)
                .with("print", print)
                .with("document", document)
                .with("problem", problem)
                .with("mayVoid", document.voiding() == null && rights.mayWrite(register.id()))
                .json(() -> json(document))
                .document("pdf", () -> prints.pdf(document));
        return document.entered() ? twin.foreign() : twin.document("docx", () -> prints.docx(document));
    }

    @Access(Access.Level.READ)
    @PostMapping(ISSUED + "/void")
    Twin declareVoid(
            @PathVariable String id,
            @PathVariable String code,
            @PathVariable("print") String name,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String reason) {
        Register register = registers.get(id);
        Print print = print(register, code, name);
        IssuedDocument document = prints.getIssued(register, code, print, number);
        try {
            IssuedDocument after = prints.declareVoid(register, print, document, reason);
            return issuedPage(register, print, after, null).seeOther(after.address());
        } catch (Problem problem) {
            if (problem.status() < 409) {
                throw problem;
            }
            return issuedPage(register, print, document, problem).json(() -> {
                throw problem;
            });
        }
    }
}
