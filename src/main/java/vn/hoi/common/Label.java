package vn.hoi.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A text in the two languages of the interface. Vietnamese is the one that counts; English falls back to it. */
public record Label(String vi, String en) {

    @JsonCreator
    public Label(@JsonProperty("vi") String vi, @JsonProperty("en") String en) {
        this.vi = vi;
        this.en = en == null || en.isBlank() ? vi : en;
    }

    /** One text for both languages, for names that are not translated. */
    public static Label of(String text) {
        return new Label(text, text);
    }

    /** The text in the language asked for. */
    public String in(Language language) {
        return language == Language.EN ? en : vi;
    }
}
