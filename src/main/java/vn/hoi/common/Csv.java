package vn.hoi.common;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table written row by row, so that a list of any length needs no memory.
 *
 * @param columns headings, in order
 * @param rows pushes each row, keyed by heading, into the consumer it is given
 */
public record Csv(List<String> columns, Rows rows) {

    /** Source of rows. */
    @FunctionalInterface
    public interface Rows {
        void forEach(Consumer<Map<String, ? extends @Nullable Object>> consumer) throws IOException;
    }

    /** A table held in memory. */
    public static Csv of(List<String> columns, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return new Csv(columns, rows::forEach);
    }
}
