package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/** Reads what a form or a machine asks to be posted; both by the same rules. */
@Component
class PostingReading {

    /** The register whose rights are those of the ledger: who writes decisions on money posts it. */
    static final String RIGHTS = "allotment-decision";

    private static final int TEXT = 200;
    private static final int REASON = 1000;

    private final Lines lines;
    private final Movements movements;
    private final PostingRows rows;
    private final PostingFiles files;
    private final CurrentPerson person;
    private final Rights rights;

    PostingReading(
            Lines lines,
            Movements movements,
            PostingRows rows,
            PostingFiles files,
            CurrentPerson person,
            Rights rights) {
        this.lines = lines;
        this.movements = movements;
        this.rows = rows;
        this.files = files;
        this.person = person;
        this.rights = rights;
    }

    /**
     * Reads one request.
     *
     * <p>{@code line} is a number or a code; {@code kind} a movement, or {@code from} and {@code to} two accounts; {@code
     * adjust} with {@code to-line} moves an allotment to another line; a payment may recover an advance ({@code recovers})
     * and retain a part ({@code retains}) in the same act; {@code corrects} names the posting that is taken back.
     *
     * @throws Problem LED-422 with all faults, LED-404, LED-051
     */
    List<Entry> read(Map<String, String> sent) {
        List<Entry> entries = entries(sent, person.account());
        for (Entry entry : entries) {
            requireRight(lines.get(entry.line()));
        }
        return entries;
    }

    /** The same without asking for the right of whoever is at work: what this account, with the right, has sent. */
    List<Entry> entries(Map<String, String> sent, String author) {
        var typed = new Typed(sent);
        @Nullable Posting original = original(typed);
        @Nullable Line line = original == null ? line(typed, "line") : lines.get(original.line());
        String kind = original == null ? kind(typed) : original.kind();
        long amount = typed.amount("amount");
        String document = typed.need("document", TEXT, "LED-025", "Ghi số chứng từ, văn bản, không quá 200 ký tự");
        LocalDate documentDay = typed.day("document-day", "LED-026", "Ghi ngày của chứng từ, viết như 05/9/2025");
        LocalDate day = typed.day("day", "LED-027", "Ghi ngày ghi sổ, viết như 05/9/2025");
        if (documentDay.isAfter(Vietnamese.today())) {
            typed.fault("document-day", "LED-026", "Ngày chứng từ ở sau hôm nay; ghi đúng ngày trên chứng từ");
        }
        @Nullable String reason = typed.text("reason", REASON, "LED-028", "Lý do không quá 1.000 ký tự");
        if (original != null && reason == null) {
            typed.fault("reason", "LED-028", "Bút toán điều chỉnh phải có lý do");
        }
        @Nullable Long planYear = typed.number("plan-year", "LED-029", "Năm kế hoạch vốn viết bằng bốn chữ số");
        if (planYear != null && (planYear < 1990 || planYear > 2100)) {
            typed.fault("plan-year", "LED-029", "Năm kế hoạch vốn viết bằng bốn chữ số");
        }
        @Nullable Long attachment = attachment(typed, author);
        @Nullable String contract = typed.text("contract", TEXT, "LED-046", "Mã hợp đồng quá dài");
        long recovers = kind.equals("pay") ? typed.findAmount("recovers") : 0;
        long retains = kind.equals("pay") ? typed.findAmount("retains") : 0;
        @Nullable Line other = kind.equals("adjust-out") && original == null ? line(typed, "to-line") : null;
        if (line != null && other != null && line.id() == other.id()) {
            typed.fault("to-line", "LED-047", "Điều chỉnh phải sang một dòng khác");
        }
        typed.require();
        if (line == null) {
            throw new IllegalStateException("a line without a fault");
        }
        var first = new Entry(
                line.id(),
                kind,
                amount,
                document,
                documentDay,
                day,
                planYear == null ? null : Math.toIntExact(planYear),
                contract,
                reason,
                attachment,
                original == null ? null : original.id());
        List<Entry> entries = new ArrayList<>(List.of(first));
        if (other != null) {
            entries.add(like(first, other.id(), "adjust-in", amount));
        }
        if (recovers > 0) {
            entries.add(like(first, line.id(), "recover-advance", recovers));
        }
        if (retains > 0) {
            entries.add(like(first, line.id(), "retain", retains));
        }
        return entries;
    }

    private static Entry like(Entry one, long line, String kind, long amount) {
        return new Entry(
                line,
                kind,
                amount,
                one.document(),
                one.documentDay(),
                one.day(),
                one.planYear(),
                one.contract(),
                one.reason(),
                one.attachment(),
                null);
    }

    private @Nullable Posting original(Typed typed) {
        @Nullable Long number = typed.number("corrects", "LED-045", "Nêu số của bút toán được điều chỉnh");
        if (number == null) {
            return null;
        }
        Optional<Posting> found = rows.find(number);
        if (found.isEmpty()) {
            typed.fault("corrects", "LED-045", "Không có bút toán số " + number);
            typed.require();
        }
        return found.orElse(null);
    }

    private @Nullable Line line(Typed typed, String name) {
        String text = typed.find(name);
        Optional<Line> line = text == null
                ? Optional.empty()
                : text.matches("\\d{1,18}") ? lines.find(Long.parseLong(text)) : Optional.empty();
        if (line.isEmpty() && text != null) {
            line = lines.find(text);
        }
        if (line.isEmpty()) {
            typed.fault(name, "LED-003", "Chọn dòng ngân sách đang có; ghi mã dòng như trong danh sách");
        }
        return line.orElse(null);
    }

    private String kind(Typed typed) {
        String kind = typed.find("kind");
        if (kind == null && typed.find("from") != null && typed.find("to") != null) {
            kind = movements
                    .find(String.valueOf(typed.find("from")), String.valueOf(typed.find("to")))
                    .map(Move::kind)
                    .orElse(null);
        }
        if ("adjust".equals(kind)) {
            kind = "adjust-out";
        }
        // the other half of an adjustment comes with its first
        if (kind == null || movements.find(kind).isEmpty() || kind.equals("adjust-in")) {
            typed.fault("kind", "LED-004", "Không có loại nghiệp vụ này; chọn một loại trong danh sách");
            return "";
        }
        return kind;
    }

    private @Nullable Long attachment(Typed typed, String author) {
        @Nullable Long number = typed.number("attachment", "LED-048", "Tệp đính kèm nêu bằng số của tệp đã gửi");
        if (number != null && files.find(number, author).isEmpty()) {
            typed.fault("attachment", "LED-048", "Không có tệp số " + number + " do bạn gửi; gửi tệp lên trước");
        }
        return number;
    }

    /** @throws Problem LED-404 when the line is not open to whoever asks, LED-051 when it is not theirs to post on */
    void requireRight(Line line) {
        if (!rights.reach(RIGHTS).includes(line.unit())) {
            throw Problem.unknown(
                    "LED-404", "Không có dòng ngân sách số " + line.id() + "; chọn trong danh sách dòng.");
        }
        if (!rights.mayWrite(RIGHTS, line.unit())) {
            throw new Problem(
                    403,
                    "LED-051",
                    "Bạn không được ghi sổ cho đơn vị này; đề nghị chuyên viên tài chính của đơn vị ghi.");
        }
    }
}
