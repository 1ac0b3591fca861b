package vn.hoi.register;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import vn.hoi.common.Vietnamese;

/**
 * A file kept for a record, without its content.
 *
 * @param number for life
 * @param name as its sender named it, made safe
 * @param type what the content was found to be: a media type
 * @param size in bytes
 * @param account who sent it
 * @param subject the record that holds it, as the journal names it; null while its form is not sent yet
 */
public record Attached(
        long number,
        String name,
        String type,
        long size,
        String account,
        @Nullable String subject) {

    private static final int KILO = 1024;

    /** Where it is read. */
    public String address() {
        return "/files/" + number + "/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);
    }

    /** Its size in words: {@code 1,4 MB}. */
    public String sizeWords() {
        if (size < KILO) {
            return size + " B";
        }
        boolean mega = size >= (long) KILO * KILO;
        double value = mega ? size / (double) (KILO * KILO) : size / (double) KILO;
        return Vietnamese.number(Math.round(value * 10) / 10.0) + (mega ? " MB" : " KB");
    }
}
