package vn.hoi.print;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.document.Documents;
import vn.hoi.document.OfficialDocument;
import vn.hoi.register.Print;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/** Prints of records: drafts, and documents issued once and kept as issued. */
@Component
public class Prints {

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_REASON = 1000;

    private final PrintTemplates templates;
    private final PrintValues values;
    private final ProvinceLetterhead letterhead;
    private final LookUpAddress lookUp;
    private final Documents documents;
    private final Records records;
    private final Books books;
    private final IssuedDocuments issued;
    private final Rights rights;

    Prints(
            PrintTemplates templates,
            PrintValues values,
            ProvinceLetterhead letterhead,
            LookUpAddress lookUp,
            Documents documents,
            Records records,
            Books books,
            IssuedDocuments issued,
            Rights rights) {
        this.templates = templates;
        this.values = values;
        this.letterhead = letterhead;
        this.lookUp = lookUp;
        this.documents = documents;
        this.records = records;
        this.books = books;
        this.issued = issued;
        this.rights = rights;
    }

    /** Prints that may be made of the record as it stands. */
    public List<Print> open(Register register, Row row) {
        return register.prints().stream()
                .filter(print -> print.in().isEmpty() || print.in().contains(row.state()))
                .toList();
    }

    /** @throws Problem PRI-404 when the register has no such print, PRI-403 when it shows what the person may not read */
    public Print get(Register register, String id) {
        Print print = register.findPrint(id)
                .orElseThrow(() -> Problem.unknown(
                        "PRI-404",
                        "Sổ " + register.name().vi() + " không có bản in «" + id
                                + "»; mở bản ghi và chọn bản in trong danh sách."));
        if (!rights.mayReadPersonal(register.id()) && PrintTemplates.showsPersonal(register, templates.get(print))) {
            throw Masked.refused();
        }
        return print;
    }

    /** The document as it would be issued now, number and day left open. */
    public OfficialDocument draft(Register register, Row row, Print print) {
        Print.Book book = print.book();
        String number = book == null
                ? ""
                : BookNumber.open(book.number(), Vietnamese.today().getYear());
        return fill(register, row, print, number, null);
    }

    OfficialDocument fill(Register register, Row row, Print print, String number, @Nullable LocalDate day) {
        String address = lookUp.of(register, row, print.numberIn());
        return templates
                .get(print)
                .fill(values.of(register, row, number, day, address), letterhead.letterhead(), address);
    }

    /**
     * Issues a print today: its number is taken from its book, where it has one, and the document kept as it stands.
     *
     * @param version of the record the person saw
     * @throws Problem REG-409 when stale, PRI-409 in a wrong state, PRI-410 when an issued one is still good, PRI-411 when
     *     the number comes from the document system only
     */
    @Transactional
    public IssuedDocument issue(Register register, String code, int version, Print print) {
        refuseSecond(register, code, print);
        Print.Book book = print.book();
        if (book == null && print.numberIn() != null) {
            throw new Problem(
                    409, "PRI-411", "Bản in này lấy số từ hệ thống văn bản; nhập số, ngày và gửi bản PDF đã ký.");
        }
        LocalDate today = Vietnamese.today();
        int n = book == null ? 0 : books.take(book.id(), today.getYear());
        String number = book == null ? "" : BookNumber.write(book.number(), n, today.getYear());
        Row row = enter(register, code, version, print, number, today);
        OfficialDocument document = fill(register, row, print, number, today);
        long id = issued.add(new IssuedDocuments.Issue(
                register.id(), code, print.id(), number, today, documents.pdf(document), documents.docx(document)));
        if (book != null) {
            books.keep(book.id(), today.getYear(), n, id);
        }
        return issued.find(id).orElseThrow();
    }

    /**
     * Records a print that was numbered and signed in the document system.
     *
     * @param pdf as signed
     * @throws Problem as {@link #issue}; PRI-412 when number or day is missing or wrong, PRI-413 too large, PRI-415 no PDF
     */
    @Transactional
    public IssuedDocument enterSigned(
            Register register, String code, int version, Print print, String number, String day, byte[] pdf) {
        refuseSecond(register, code, print);
        String written = Vietnamese.clean(number);
        LocalDate on = Vietnamese.readDay(day)
                .filter(read -> !read.isAfter(Vietnamese.today()))
                .orElseThrow(() -> new Problem(
                        422, "PRI-412", "Ngày văn bản «" + day + "» không đúng hoặc ở tương lai; viết như 05/9/2026."));
        if (written.isEmpty() || written.length() > LONGEST_NUMBER) {
            throw new Problem(422, "PRI-412", "Số văn bản cần có, dài không quá 60 ký tự; viết như 234/QĐ-UBND.");
        }
        byte[] checked = SignedPdf.checked(pdf);
        enter(register, code, version, print, written, on);
        long id = issued.add(new IssuedDocuments.Issue(register.id(), code, print.id(), written, on, checked, null));
        return issued.find(id).orElseThrow();
    }

    /** Writes number and day into the record, which is held from here to the end of the transaction. */
    private Row enter(Register register, String code, int version, Print print, String number, LocalDate day) {
        Map<String, String> typed = new LinkedHashMap<>();
        if (print.numberIn() != null) {
            typed.put(print.numberIn(), number);
        }
        if (print.dayIn() != null) {
            typed.put(print.dayIn(), day.toString());
        }
        String said = number.isEmpty() ? Vietnamese.day(day) : number + ", " + Vietnamese.day(day);
        Row row = records.enter(register, code, version, typed, "printed:" + print.id(), said);
        if (!print.in().isEmpty() && !print.in().contains(row.state())) {
            throw wrongState(register, print, row);
        }
        return row;
    }

    static Problem wrongState(Register register, Print print, Row row) {
        return new Problem(
                409,
                "PRI-409",
                "Bản ghi đang ở trạng thái «" + state(register, row.state()) + "» nên chưa in được «"
                        + print.name().vi() + "»; chỉ in khi ở: "
                        + String.join(
                                ", ",
                                print.in().stream()
                                        .map(in -> state(register, in))
                                        .toList()) + ".");
    }

    private static String state(Register register, String id) {
        return register.findState(id).map(state -> state.name().vi()).orElse(id);
    }

    /** A number that stands in the record names one good document. */
    private void refuseSecond(Register register, String code, Print print) {
        if (print.numberIn() == null) {
            return;
        }
        issued.list(register.id(), code).stream()
                .filter(document -> document.print().equals(print.id()) && document.voiding() == null)
                .findFirst()
                .ifPresent(document -> {
                    throw new Problem(
                            409,
                            "PRI-410",
                            "Bản in này đã ban hành, số " + document.number() + " ngày "
                                    + Vietnamese.day(document.day())
                                    + "; nếu sai hãy hủy số đó với lý do rồi ban hành lại.");
                });
    }

    /** @throws Problem PRI-404 when there is none of that record and print */
    public IssuedDocument getIssued(Register register, String code, Print print, long id) {
        return issued.find(id)
                .filter(document -> document.register().equals(register.id())
                        && document.code().equals(code)
                        && document.print().equals(print.id()))
                .orElseThrow(() -> Problem.unknown(
                        "PRI-404", "Không có văn bản đã ban hành này; mở bản ghi để xem các văn bản đã ban hành."));
    }

    /** Documents issued of a record, newest first. */
    public List<IssuedDocument> listIssued(Register register, String code) {
        return issued.list(register.id(), code);
    }

    /** As issued, byte for byte. */
    byte[] pdf(IssuedDocument document) {
        return issued.pdf(document.id());
    }

    /** @throws Problem PRI-405 when it was entered as a signed PDF */
    byte[] docx(IssuedDocument document) {
        return issued.docx(document.id())
                .orElseThrow(() -> Problem.unknown(
                        "PRI-405", "Văn bản này nhập từ hệ thống văn bản, chỉ có bản PDF đã ký; tải bản .pdf."));
    }

    /**
     * Declares an issued document void. Its number stays used; the record loses it where it still bears it. The day
     * entered with it stays, for figures and rules hang on days: a new issue replaces it.
     *
     * @throws Problem PRI-414 without a reason, PRI-416 when it is void already
     */
    @Transactional
    public IssuedDocument declareVoid(Register register, Print print, IssuedDocument document, String reason) {
        String why = Vietnamese.clean(reason);
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new Problem(422, "PRI-414", "Cần lý do hủy, không quá 1.000 ký tự; lý do được in trong sổ cấp số.");
        }
        Row row = records.get(register, document.code());
        boolean bears = print.numberIn() != null && document.number().equals(row.value(print.numberIn()));
        Map<String, String> typed = bears ? Map.of(Objects.requireNonNull(print.numberIn()), "") : Map.of();
        var _ = records.enter(register, document.code(), row.version(), typed, "voided:" + print.id(), why);
        if (!issued.markVoid(document.id(), why)) {
            throw new Problem(409, "PRI-416", "Văn bản này đã được hủy trước đó; mở lại trang để xem lý do.");
        }
        return issued.find(document.id()).orElseThrow();
    }
}
