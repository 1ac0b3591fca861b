package vn.hoi.register;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * A document printed from a record.
 *
 * @param template its text with places for values
 * @param in states it may be printed in; empty for any
 * @param book book its number is taken from; null when it has none or one from the document system
 * @param numberIn column that keeps the number it was given; null when none does
 * @param dayIn column that keeps its day; null when none does
 */
public record Print(
        String id,
        Label name,
        Path template,
        Set<String> in,
        @Nullable Book book,
        @Nullable String numberIn,
        @Nullable String dayIn) {

    /**
     * A gapless book of numbers.
     *
     * @param id unique in the province; several registers may take from one book
     * @param number how a number is written: {@code {n}/GP-SKHCN}; {@code {n:2}} pads, {@code {year}} is the year
     */
    public record Book(String id, String number) {}
}
