package vn.hoi.common;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every template needs beside its own values: texts in the reader's language, formats, the menu and where in it
 * this page stands.
 *
 * @param language of the reader
 * @param path the address without its ending, root-relative
 * @param query the address's query without {@code ?}, empty when none
 * @param menu the navigation, in order
 * @param person who is signed in, as people read the name; null for nobody
 * @param notice a sentence shown on every page (the demonstration data still loading), empty when none
 */
public record Ui(
        Language language,
        String path,
        String query,
        List<MenuItem> menu,
        String notice,
        Label place,
        @Nullable Label person) {

    /** One line of the navigation. {@code field} says that it stands under the heading of fields. */
    public record MenuItem(Label name, String address, String number, boolean field) {}

    /** The text of this key in the reader's language, with its places filled; numbers are to be formatted before. */
    public String t(String key, Object... values) {
        String pattern = Texts.get(language, key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(values);
    }

    public String l(Label label) {
        return label.in(language);
    }

    public String n(Number value) {
        return Vietnamese.number(value);
    }

    public String n(BigDecimal value) {
        return Vietnamese.number(value);
    }

    public String day(@Nullable LocalDate day) {
        return Vietnamese.day(day);
    }

    /** Whether a line of the menu is the one this page stands under: the one that names most of its address. */
    public boolean here(MenuItem item) {
        return above(item)
                && menu.stream()
                        .noneMatch(other ->
                                other.address().length() > item.address().length() && above(other));
    }

    private boolean above(MenuItem item) {
        return item.address().equals("/")
                ? path.equals("/")
                : path.equals(item.address()) || path.startsWith(item.address() + "/");
    }

    /** This page's twin with the ending given. */
    public String twin(String ending) {
        return path + "." + ending + (query.isEmpty() ? "" : "?" + query);
    }

    /** Where to sign in to come back to this page. */
    public String signIn() {
        return "/sign-in?then="
                + java.net.URLEncoder.encode(
                        query.isEmpty() ? path : path + "?" + query, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** This page in the other language. */
    public String otherLanguage() {
        String other = language == Language.VI ? "en" : "vi";
        return "/language/" + other + "?back="
                + java.net.URLEncoder.encode(
                        query.isEmpty() ? path : path + "?" + query, java.nio.charset.StandardCharsets.UTF_8);
    }
}
