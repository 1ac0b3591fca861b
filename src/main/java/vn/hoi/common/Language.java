package vn.hoi.common;

import org.jspecify.annotations.Nullable;

/** The languages of the interface; Vietnamese comes first. */
public enum Language {
    VI("vi"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The BCP 47 tag, as the {@code lang} attribute of a page wants it. */
    public String tag() {
        return tag;
    }

    /** English when asked for by its tag, Vietnamese otherwise. */
    public static Language of(@Nullable String tag) {
        return "en".equals(tag) ? EN : VI;
    }
}
