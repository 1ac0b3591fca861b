package vn.hoi.print;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was issued.
 *
 * @param id number for life
 * @param register or, for a document of a later module, the address it is read under: {@code /plans}
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

    /** Whether it is a document of a later module, read under an address of its own, and no print of a record. */
    private boolean isFurther() {
        return register.startsWith("/");
    }

    /** Root-relative address of what it was issued for. */
    public String owner() {
        return (isFurther() ? register : "/registers/" + register) + "/" + code;
    }

    /** Root-relative address. */
    public String address() {
        return isFurther()
                ? owner() + "/published"
                : "/registers/" + register + "/" + code + "/prints/" + print + "/" + id;
    }
}
