package vn.hoi.document;

import java.util.List;
import java.util.Optional;
import org.commonmark.node.Node;

/**
 * A document ready to be laid out: every value is filled in, every text is plain but the bodies.
 *
 * @param body what {@link Body#parse} gives
 * @param recipients lines under «Nơi nhận:», each ending as it is to be printed
 * @param lookUp the public address where the document can be looked up; printed as a QR code with the address under it
 * @param appendices each begins on a new page
 * @param contents whether its headings are listed before the body
 */
public record OfficialDocument(
        Head head,
        Node body,
        Signature signature,
        List<String> recipients,
        Optional<String> lookUp,
        Page page,
        List<Appendix> appendices,
        boolean contents) {

    public OfficialDocument {
        recipients = List.copyOf(recipients);
        appendices = List.copyOf(appendices);
    }

    /** One without contents. */
    public OfficialDocument(
            Head head,
            Node body,
            Signature signature,
            List<String> recipients,
            Optional<String> lookUp,
            Page page,
            List<Appendix> appendices) {
        this(head, body, signature, recipients, lookUp, page, appendices, false);
    }

    /**
     * What stands above the body; an empty text is left out, an empty number or date is left open for the pen.
     *
     * @param superior the body above the issuing one, as in a sentence
     * @param issuer the issuing body, as in a sentence
     * @param number number and sign without «Số:», such as {@code 234/KH-UBND}
     * @param place the place before the date
     * @param date as the head writes it: «ngày 05 tháng 9 năm 2025»
     * @param title the kind of document («Quyết định»); empty for an official letter, whose subject then stands under
     *     its number
     * @param subject what it is about
     * @param issuedBy the office that decides, above the basis («Giám đốc Sở Khoa học và Công nghệ»)
     * @param basis the lines «Căn cứ …»
     */
    public record Head(
            String superior,
            String issuer,
            String number,
            String place,
            String date,
            String title,
            String subject,
            String issuedBy,
            List<String> basis) {

        public Head {
            basis = List.copyOf(basis);
        }

        /** Whether nobody issues it and it bears no day: a sign or a label, which has no head. */
        boolean isEmpty() {
            return superior.isEmpty() && issuer.isEmpty() && number.isEmpty() && place.isEmpty() && date.isEmpty();
        }
    }

    /**
     * Who signs; the space for the signature stands between office and signer.
     *
     * @param authority such as «TM. ỦY BAN NHÂN DÂN» or «KT. GIÁM ĐỐC»; empty where the head signs alone
     * @param office such as «PHÓ GIÁM ĐỐC»
     * @param signer the name
     * @param counterpart who signs beside, at the left, such as «Đại diện bên nhận» in minutes; empty where one signs alone
     */
    public record Signature(String authority, String office, String signer, String counterpart) {

        /** One who signs alone. */
        public Signature(String authority, String office, String signer) {
            this(authority, office, signer, "");
        }

        boolean isEmpty() {
            return authority.isEmpty() && office.isEmpty() && signer.isEmpty() && counterpart.isEmpty();
        }
    }

    /** The sheet. A5 lies always: the head of Decree 30 does not fit its narrow side. */
    public enum Page {
        A4_PORTRAIT,
        A4_LANDSCAPE,
        A5_LANDSCAPE;

        boolean isLandscape() {
            return this != A4_PORTRAIT;
        }
    }

    /** How the pages of an appendix lie. */
    public enum Orientation {
        PORTRAIT,
        LANDSCAPE
    }

    /** An appendix; its number (roman, where there are several) is given by the layout. */
    public record Appendix(String title, Node body, Orientation orientation) {

        private static final int UPRIGHT_COLUMNS = 7;

        /** Lies across where its widest table has more than seven columns. */
        public static Appendix of(String title, Node body) {
            boolean wide = Body.widestTable(body) > UPRIGHT_COLUMNS;
            return new Appendix(title, body, wide ? Orientation.LANDSCAPE : Orientation.PORTRAIT);
        }
    }
}
