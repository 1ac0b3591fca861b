package vn.hoi.print;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was issued.
 *
 * @param id number for life
 * @param code of the record
 * @param number as written on it; empty for prints that bear none
 * @param day it bears
 * @param pdfSha256 of its PDF, 64 hexadecimal digits
 * @param docxSha256 of its DOCX; empty where it was entered from the document system
 * @param entered whether number and signed PDF come from the document system
 * @param voiding null while it is good
 */
public record IssuedDocument(
        long id,
        String register,
        String code,
        String print,
        String number,
        LocalDate day,
        String pdfSha256,
        String docxSha256,
        boolean entered,
        String account,
        Instant at,
        @Nullable Voiding voiding) {

    /** When, by whom and why it was declared void. */
    public record Voiding(Instant at, String account, String reason) {}

    /** Root-relative address. */
    public String address() {
        return "/registers/" + register + "/" + code + "/prints/" + print + "/" + id;
    }
}
