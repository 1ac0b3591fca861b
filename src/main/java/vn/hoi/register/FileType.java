package vn.hoi.register;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file is, by its content and never by what its sender calls it. Only kinds that offices exchange are known. */
final class FileType {

    /** Endings that a person's machine would run, or a browser would take for a page. */
    private static final Set<String> REFUSED_ENDINGS = Set.of(
            "exe", "dll", "com", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "jar", "msi", "msp",
            "scr", "lnk", "sh", "apk", "app", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "php",
            "jsp", "docm", "xlsm", "pptm", "reg", "cpl", "iso", "img");

    /** What XML and text begin pages with; a browser that guesses would take them for one. */
    private static final List<String> PAGES = List.of(
            "<html",
            "<!doctype html",
            "<svg",
            "<script",
            "<iframe",
            "<body",
            "www.w3.org/1999/xhtml",
            "www.w3.org/2000/svg");

    private static final Map<String, String> OLD_OFFICE = Map.of(
            "doc", "application/msword", "xls", "application/vnd.ms-excel", "ppt", "application/vnd.ms-powerpoint");

    private FileType() {}

    /** The media type of the content; empty when it is not of a kind taken here. */
    static Optional<String> of(String name, byte[] content) {
        String ending = ending(name);
        if (isRefused(name)) {
            return Optional.empty();
        }
        String head = new String(content, 0, Math.min(content.length, 16), StandardCharsets.ISO_8859_1);
        if (head.startsWith("%PDF-")) {
            return Optional.of("application/pdf");
        }
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
            return Optional.of("image/tiff");
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return Optional.of("image/webp");
        }
        if (head.startsWith("PK\u0003\u0004")) {
            return Packed.type(name, ending, content);
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return Optional.ofNullable(OLD_OFFICE.get(ending));
        }
        if (head.startsWith("0\u0082") && Set.of("p7s", "p7m", "p7b", "cer").contains(ending)) {
            return Optional.of("application/pkcs7-mime");
        }
        return text(ending, content);
    }

    /** Whether a person's machine would run what is named so, or a browser take it for a page. */
    static boolean isRefused(String name) {
        return REFUSED_ENDINGS.contains(ending(name));
    }

    private static Optional<String> text(String ending, byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.indexOf('\0') >= 0 || text.startsWith("#!") || PAGES.stream().anyMatch(lower::contains)) {
            return Optional.empty();
        }
        if (lower.startsWith("<?xml") || lower.startsWith("\ufeff<?xml")) {
            return Optional.of("application/xml");
        }
        return Optional.of(ending.equals("csv") ? "text/csv" : "text/plain");
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
