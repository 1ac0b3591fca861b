package vn.hoi.register;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;

/** Where a page ended: the last record's number and, when ordered by a column, its value there. */
record ListMark(long id, @Nullable String value) {
    String write() {
        String plain = value == null ? String.valueOf(id) : id + ":" + value;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable ListMark read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return colon < 0
                    ? new ListMark(Long.parseLong(plain), null)
                    : new ListMark(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    static Problem unreadable() {
        return Problem.badRequest(
                "REG-408", "Dấu trang «after», «before» không đọc được; mở lại danh sách từ trang đầu.");
    }
}
