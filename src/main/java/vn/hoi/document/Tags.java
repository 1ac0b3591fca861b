package vn.hoi.document;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.DeclarationFault;

/** One text with tags, of a template's file: {@code {{name}}}, {@code {{#rows}}…{{/rows}}}, {@code {{^x}}…{{/x}}}. */
final class Tags {

    private static final Pattern TAG =
            Pattern.compile("\\{\\{\\{?\\s*([!#^/&><$=]?)\\s*([^{}]*?)\\s*}}}?", Pattern.DOTALL);
    private static final Set<String> OF_A_LIST = Set.of(".", "this", "-first", "-last", "-index");

    private final Path file;
    private final int line;
    private final String text;
    private final List<Template.Variable> variables = new ArrayList<>();

    /** @param line of the file on which the text begins, counted from 1 */
    Tags(Path file, int line, String text) {
        this.file = file;
        this.line = line;
        this.text = text;
        scan();
        try {
            compiler(value -> value).compile(text);
        } catch (MustacheParseException e) {
            throw fault(lineIn(e.getMessage()), "thẻ viết sai: " + e.getMessage(), "Mỗi {{#tên}} cần một {{/tên}}");
        }
    }

    private void scan() {
        Deque<String> sections = new ArrayDeque<>();
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            String kind = tag.group(1);
            String name = tag.group(2);
            int at = lineAt(tag.start());
            switch (kind) {
                case "!" -> {}
                case ">", "<", "$", "=" ->
                    throw fault(
                            at,
                            "không dùng thẻ {{" + kind + "…}}",
                            "Chỉ dùng {{tên}}, {{#tên}}…{{/tên}} và {{^tên}}…{{/tên}}");
                case "/" -> sections.pollLast();
                default -> {
                    if (!OF_A_LIST.contains(name)) {
                        variables.add(new Template.Variable(name, List.copyOf(sections), at));
                    }
                    if (kind.equals("#") || kind.equals("^")) {
                        sections.addLast(name);
                    }
                }
            }
        }
    }

    private int lineAt(int offset) {
        return line
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** The engine tells the line of a text it cannot read in its sentence only. */
    private int lineIn(@Nullable String message) {
        Matcher at = Pattern.compile("line (\\d+)").matcher(message == null ? "" : message);
        return at.find() ? line + Integer.parseInt(at.group(1)) - 1 : line;
    }

    List<Template.Variable> variables() {
        return variables;
    }

    /**
     * Fills the tags.
     *
     * @param write what is put in the place of a value
     */
    String fill(Map<String, ? extends @Nullable Object> values, UnaryOperator<String> write) {
        try {
            return compiler(write).compile(text).execute(values);
        } catch (MustacheException.Context e) {
            throw fault(
                    line + e.lineNo - 1,
                    "không có giá trị cho «" + e.key + "»",
                    "Sửa tên trong {{" + e.key + "}}, hoặc khai báo giá trị này cho bản in");
        } catch (NotWritable e) {
            throw fault(
                    line,
                    e.getMessage() + " đứng ở chỗ của một giá trị",
                    "Dùng {{#tên}}…{{/tên}} cho danh sách và đúng/sai");
        }
    }

    DeclarationFault fault(int at, String wrong, String cure) {
        return new DeclarationFault(file, at, wrong, cure);
    }

    /** No reflection, no partials, no default for what is missing; an empty string, list or null is no. */
    private static Mustache.Compiler compiler(UnaryOperator<String> write) {
        return Mustache.compiler()
                .withEscaper(Escapers.NONE)
                .withFormatter(value -> {
                    if (value instanceof String string) {
                        return write.apply(string);
                    }
                    // -index of a list
                    if (value instanceof Integer index) {
                        return index.toString();
                    }
                    throw new NotWritable(value instanceof Boolean ? "đúng/sai" : "danh sách");
                })
                .withCollector(new MapsOnly())
                .nullValue("")
                .emptyStringIsFalse(true)
                .strictSections(true);
    }

    private static final class NotWritable extends RuntimeException {
        NotWritable(String what) {
            super(what);
        }
    }

    private static final class MapsOnly extends BasicCollector {

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map ? MapsOnly::get : null;
        }

        private static Object get(Object context, String name) {
            var map = (Map<?, ?>) context;
            return map.containsKey(name) ? map.get(name) : com.samskivert.mustache.Template.NO_FETCHER_FOUND;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }
}
