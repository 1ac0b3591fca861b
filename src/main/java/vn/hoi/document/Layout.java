package vn.hoi.document;

import java.util.List;
import vn.hoi.common.Vietnamese;
import vn.hoi.document.OfficialDocument.Appendix;
import vn.hoi.document.OfficialDocument.Head;
import vn.hoi.document.OfficialDocument.Orientation;
import vn.hoi.document.OfficialDocument.Signature;
import vn.hoi.document.Paper.Pair;

/** The order and the fixed words of an official document (Decree 30/2020/NĐ-CP, Annexes I and III). */
final class Layout {

    private static final String NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    private static final String MOTTO = "Độc lập - Tự do - Hạnh phúc";
    private static final String BY_HAND = "(Ký, ghi rõ họ tên)";
    /** Room for what is written by hand; spaces that neither break nor collapse. */
    private static final String PEN = "\u00A0".repeat(7);

    /** Size and room of the names at the left, in points and their twentieths. */
    private static final int ISSUER_POINTS = 12;

    private static final int ISSUER_WIDTH = 3850;

    private final OfficialDocument document;
    private final Paper paper;
    private final BodyWalk.Numbers notes = new BodyWalk.Numbers();

    private Layout(OfficialDocument document, Paper paper) {
        this.document = document;
        this.paper = paper;
    }

    static void write(OfficialDocument document, Paper paper) {
        var layout = new Layout(document, paper);
        layout.head();
        layout.name();
        if (document.contents()) {
            paper.contents(BodyWalk.headings(document.body()));
        }
        BodyWalk.write(document.body(), paper, layout.notes, document.page().isLandscape());
        layout.foot();
        for (int index = 0; index < document.appendices().size(); index++) {
            layout.appendix(index);
        }
    }

    private void line(Style style, String text) {
        String plain = Plain.line(text);
        if (!plain.isEmpty()) {
            paper.begin(style);
            paper.words(plain, false, false);
            paper.end();
        }
    }

    private void head() {
        Head head = document.head();
        if (head.isEmpty()) {
            return;
        }
        boolean letter = head.title().isEmpty();
        paper.sideBySide(
                Paper.Block.HEAD,
                List.of(
                        new Pair(
                                () -> {
                                    body(Style.SUPERIOR, head.superior());
                                    body(Style.ISSUER, head.issuer());
                                },
                                () -> {
                                    line(Style.NATION, NATION);
                                    line(Style.MOTTO, MOTTO);
                                }),
                        new Pair(
                                () -> {
                                    number(head.number());
                                    line(Style.ABOUT, letter ? head.subject() : "");
                                },
                                () -> {
                                    String date = head.date().isEmpty() ? openDate() : head.date();
                                    String place = head.place().isEmpty() ? "" : head.place() + ", ";
                                    line(Style.PLACE, place + date);
                                })));
    }

    /** A name too long for one line is broken near its middle rather than where the line happens to end. */
    private void body(Style style, String name) {
        String capitals = Plain.capitals(Plain.line(name));
        int middle = Fonts.boldWidth(capitals, ISSUER_POINTS) > ISSUER_WIDTH ? middle(capitals) : -1;
        if (middle < 0) {
            line(style, capitals);
            return;
        }
        paper.begin(style);
        paper.words(capitals.substring(0, middle), false, false);
        paper.lineBreak();
        paper.words(capitals.substring(middle + 1), false, false);
        paper.end();
    }

    /** The blank nearest the middle; -1 without one. */
    private static int middle(String text) {
        int before = text.lastIndexOf(' ', text.length() / 2);
        int after = text.indexOf(' ', text.length() / 2);
        boolean nearer = after >= 0 && (before < 0 || after - text.length() / 2 < text.length() / 2 - before);
        return nearer ? after : before;
    }

    private void number(String number) {
        if (!number.isEmpty()) {
            line(Style.NUMBER, "Số: " + (number.startsWith("/") ? PEN : "") + number);
        }
    }

    private static String openDate() {
        return "ngày" + PEN + "tháng" + PEN + "năm" + PEN;
    }

    private void name() {
        Head head = document.head();
        if (!head.title().isEmpty()) {
            boolean alone = head.subject().isEmpty();
            line(alone ? Style.TITLE_ALONE : Style.TITLE, Plain.capitals(head.title()));
            line(Style.SUBJECT, head.subject());
        }
        line(Style.ISSUED_BY, Plain.capitals(head.issuedBy()));
        head.basis().forEach(basis -> line(Style.BASIS, basis));
    }

    private void foot() {
        Signature signature = document.signature();
        boolean left = !document.recipients().isEmpty() || document.lookUp().isPresent();
        if (!signature.counterpart().isEmpty()) {
            paper.sideBySide(
                    Paper.Block.FOOT,
                    List.of(new Pair(() -> counterpart(signature.counterpart()), () -> beside(signature))));
            if (left) {
                paper.sideBySide(Paper.Block.FOOT, List.of(new Pair(this::recipients, () -> {})));
            }
        } else if (left || !signature.isEmpty()) {
            paper.sideBySide(Paper.Block.FOOT, List.of(new Pair(this::recipients, () -> sign(signature))));
        }
    }

    private void recipients() {
        if (!document.recipients().isEmpty()) {
            line(Style.RECIPIENTS, "Nơi nhận:");
            document.recipients().forEach(recipient -> line(Style.RECIPIENT, "- " + recipient));
        }
        document.lookUp().ifPresent(address -> {
            paper.begin(Style.QR);
            paper.picture(QrCode.of(address));
            paper.end();
            line(Style.LOOK_UP, "Tra cứu tại:");
            line(Style.LOOK_UP, address);
        });
    }

    private void counterpart(String counterpart) {
        line(Style.OFFICE, Plain.capitals(counterpart));
        line(Style.ATTACHED, BY_HAND);
        paper.begin(Style.SPACE);
        paper.end();
    }

    /** Who signs beside a counterpart; both write their names by hand where none is given. */
    private void beside(Signature signature) {
        line(Style.AUTHORITY, Plain.capitals(signature.authority()));
        line(Style.OFFICE, Plain.capitals(signature.office()));
        line(Style.ATTACHED, BY_HAND);
        paper.begin(Style.SPACE);
        paper.end();
        line(Style.SIGNER, signature.signer());
    }

    private void sign(Signature signature) {
        if (!signature.isEmpty()) {
            line(Style.AUTHORITY, Plain.capitals(signature.authority()));
            line(Style.OFFICE, Plain.capitals(signature.office()));
            paper.begin(Style.SPACE);
            paper.end();
            line(Style.SIGNER, signature.signer());
        }
    }

    private void appendix(int index) {
        Appendix appendix = document.appendices().get(index);
        paper.page(appendix.orientation());
        boolean several = document.appendices().size() > 1;
        line(Style.APPENDIX, several ? "Phụ lục " + Vietnamese.roman(index + 1) : "Phụ lục");
        line(Style.APPENDIX_TITLE, Plain.capitals(appendix.title()));
        line(Style.ATTACHED, attached());
        BodyWalk.write(appendix.body(), paper, notes, appendix.orientation() == Orientation.LANDSCAPE);
    }

    /** Annex III: every appendix names the document it belongs to. */
    private String attached() {
        Head head = document.head();
        String kind = head.title().isEmpty() ? "Công văn" : Plain.sentence(head.title());
        String number = head.number().startsWith("/") ? PEN + head.number() : head.number();
        String date = head.date().isEmpty() ? openDate() : head.date();
        String by = head.issuedBy().isEmpty() ? head.issuer() : head.issuedBy();
        return "(Kèm theo " + kind + (number.isEmpty() ? "" : " số " + number) + " " + date + " của " + by + ")";
    }
}
