package vn.hoi.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer for three readers: a page for people, JSON for machines, a table for spreadsheets, at the same address with
 * the endings {@code .json}, {@code .csv} and {@code .xlsx}. Only the form asked for is computed.
 */
public final class Twin {

    /** What may stand behind a dot at the end of an address; no key may end so. */
    public static final List<String> ENDINGS = List.of("json", "csv", "xlsx", "docx", "pdf");

    private final String template;
    private final Map<String, Object> model = new LinkedHashMap<>();
    private int status = 200;
    private @Nullable String location;
    private @Nullable String tag;
    private @Nullable Supplier<?> json;
    private @Nullable Supplier<Csv> csv;
    private final Map<String, Supplier<byte[]>> documents = new LinkedHashMap<>();
    private boolean menu = true;
    private boolean foreign;

    private Twin(String template) {
        this.template = template;
    }

    /** A page drawn by a template of {@code templates/}, named without its ending. */
    public static Twin page(String template) {
        return new Twin(template);
    }

    /** A value for the template. */
    public Twin with(String name, @Nullable Object value) {
        if (value != null) {
            model.put(name, value);
        }
        return this;
    }

    /** What machines get. Shapes are part of the outside of the product: see the addresses in ARCHITECTURE.md. */
    public Twin json(Supplier<?> body) {
        json = body;
        return this;
    }

    /** What spreadsheets get, as {@code .csv} and as {@code .xlsx}; only lists have it. */
    public Twin csv(Supplier<Csv> table) {
        csv = table;
        return this;
    }

    /**
     * The same as a document, at the address with this ending: {@code docx}, {@code pdf}, or {@code xlsx} where it is a form
     * laid out or a book of several sheets rather than the list of {@link #csv}.
     */
    public Twin document(String ending, Supplier<byte[]> content) {
        documents.put(ending, content);
        return this;
    }

    /** Its documents were made elsewhere: they are handed over and never shown inside this site. */
    public Twin foreign() {
        foreign = true;
        return this;
    }

    /** A page for anybody, without the navigation of the inside; what that costs is not spent. */
    public Twin withoutMenu() {
        menu = false;
        return this;
    }

    public Twin status(int code) {
        status = code;
        return this;
    }

    /** Where a person is sent after a successful write; machines get status and body with a Location header. */
    public Twin seeOther(String address) {
        location = address;
        return this;
    }

    /** What a machine names in {@code If-Match} when it changes what it read; sent with the JSON as {@code ETag}. */
    public Twin tag(Object version) {
        tag = "\"" + version + "\"";
        return this;
    }

    /** The JSON of a list: its rows, and the root-relative address of the page after; null on the last one. */
    public static Map<String, @Nullable Object> rows(List<?> rows, @Nullable String next) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("rows", rows);
        body.put("next", next);
        return body;
    }

    String template() {
        return template;
    }

    Map<String, Object> model() {
        return model;
    }

    int status() {
        return status;
    }

    @Nullable
    String location() {
        return location;
    }

    @Nullable
    String tag() {
        return tag;
    }

    boolean hasJson() {
        return json != null;
    }

    boolean hasTable() {
        return csv != null;
    }

    boolean hasDocument(String ending) {
        return documents.containsKey(ending);
    }

    byte[] document(String ending) {
        return Objects.requireNonNull(documents.get(ending)).get();
    }

    boolean isForeign() {
        return foreign;
    }

    boolean hasMenu() {
        return menu;
    }

    Object json() {
        return Objects.requireNonNull(Objects.requireNonNull(json).get());
    }

    Csv table() {
        return Objects.requireNonNull(Objects.requireNonNull(csv).get());
    }
}
