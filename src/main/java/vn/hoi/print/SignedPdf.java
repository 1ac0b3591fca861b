package vn.hoi.print;

import java.nio.charset.StandardCharsets;
import vn.hoi.common.Problem;

/** A signed PDF from the document system; told by its content, never by its name. */
final class SignedPdf {

    static final int LARGEST = 25 * 1024 * 1024;
    /** Readers accept the mark within the first and last thousand bytes. */
    private static final int NEAR = 1024;

    private SignedPdf() {}

    /** Before any of it is read into memory. @throws Problem PRI-413 */
    static void refuseTooLarge(long bytes) {
        if (bytes > LARGEST) {
            throw new Problem(413, "PRI-413", "Tệp lớn hơn 25 MB; quét lại ở độ phân giải thấp hơn rồi gửi.");
        }
    }

    /** @throws Problem PRI-413 when it is too large, PRI-415 when it is no whole PDF */
    static byte[] checked(byte[] content) {
        refuseTooLarge(content.length);
        String head = text(content, 0, Math.min(NEAR, content.length));
        String tail = text(content, Math.max(0, content.length - NEAR), content.length);
        if (!head.contains("%PDF-") || !tail.contains("%%EOF")) {
            throw new Problem(
                    415,
                    "PRI-415",
                    "Tệp không phải là PDF hoặc bị thiếu phần cuối; tải lại bản PDF đã ký từ hệ thống văn bản.");
        }
        return content;
    }

    private static String text(byte[] content, int from, int to) {
        return new String(content, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
