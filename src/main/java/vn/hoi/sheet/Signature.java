package vn.hoi.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;

/** What a file is by its first bytes. */
final class Signature {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] COMPOUND = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    private static final int SEARCHED_BYTES = 1 << 22;
    private static final int MARK_UP_BYTES = 1024;

    /** @param bytes the file begins with, one character a byte */
    private record Known(String bytes, String form) {}

    private static final List<Known> KNOWN = List.of(
            new Known("%PDF", "văn bản PDF"),
            new Known("\u0089PNG", "ảnh PNG"),
            new Known("\u00ff\u00d8\u00ff", "ảnh JPEG"),
            new Known("GIF8", "ảnh GIF"),
            new Known("BM\u0000", "ảnh BMP"),
            new Known("II*\u0000", "ảnh TIFF"),
            new Known("MM\u0000*", "ảnh TIFF"),
            new Known("{\\rtf", "văn bản RTF"),
            new Known("Rar!", "tệp nén RAR"),
            new Known("7z\u00bc\u00af", "tệp nén 7z"),
            new Known("\u001f\u008b", "tệp nén gzip"));

    private Signature() {}

    static boolean isZip(byte[] head) {
        return startsWith(head, ZIP);
    }

    /** Why this file is no table; null where it may be delimited text. */
    static @Nullable Problem refusal(Path file, String name, byte[] head) throws IOException {
        if (startsWith(head, COMPOUND)) {
            return holds(file, ENCRYPTED) ? Refusals.locked(name) : Refusals.oldExcel(name);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (Known known : KNOWN) {
            if (text.startsWith(known.bytes())) {
                return Refusals.other(name, known.form());
            }
        }
        // without byte order marks and the zeros of UTF-16
        String markUp = text.substring(0, Math.min(MARK_UP_BYTES, text.length()))
                .replaceAll("[\\u0000\\u00ef\\u00bb\\u00bf\\u00fe\\u00ff]", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (markUp.startsWith("<?xml")) {
            return Refusals.other(name, "tệp XML");
        }
        boolean html = markUp.startsWith("<!doctype")
                || markUp.startsWith("<html")
                || markUp.startsWith("<table")
                || markUp.startsWith("<meta")
                || markUp.startsWith("<head");
        return html ? Refusals.other(name, "trang web (HTML)") : null;
    }

    /** What a zipped package is where it is not a workbook; null where it is one. */
    static @Nullable String otherPackage(Parts parts) {
        if (parts.has("[Content_Types].xml") && parts.has("xl/workbook.bin")) {
            return "bảng tính nhị phân (.xlsb)";
        }
        if (parts.has("[Content_Types].xml") && parts.hasBelow("word/")) {
            return "văn bản Word (.docx)";
        }
        if (parts.has("[Content_Types].xml") && parts.hasBelow("ppt/")) {
            return "bản trình chiếu (.pptx)";
        }
        if (parts.has("[Content_Types].xml")) {
            return null;
        }
        return parts.has("mimetype") && parts.has("content.xml") ? "tệp OpenDocument (.ods)" : "tệp nén ZIP";
    }

    private static boolean startsWith(byte[] head, byte[] signature) {
        return head.length >= signature.length
                && Arrays.equals(head, 0, signature.length, signature, 0, signature.length);
    }

    private static boolean holds(Path file, byte[] sought) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String bytes = new String(in.readNBytes(SEARCHED_BYTES), StandardCharsets.ISO_8859_1);
            return bytes.contains(new String(sought, StandardCharsets.ISO_8859_1));
        }
    }
}
