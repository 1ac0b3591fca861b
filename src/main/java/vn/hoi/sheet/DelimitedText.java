package vn.hoi.sheet;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Csv;

/** A text file whose cells are parted by a character (RFC 4180 and its kin). */
final class DelimitedText {

    /** In the order in which one is taken where the text speaks equally for two. */
    private static final List<Character> SEPARATORS = List.of('\t', ';', '|', ',');

    private static final String SEPARATOR_LINE = "sep=";
    private static final int SAMPLE_CHARACTERS = 1 << 16;
    private static final int SAMPLE_LINES = 200;

    private final Path file;
    private final TextForm form;
    private final SheetLimits limits;
    private final char separator;
    /** A first line {@code sep=;}, which spreadsheet programs obey and hide. */
    private final boolean namesSeparator;

    DelimitedText(Path file, TextForm form, SheetLimits limits) throws IOException {
        this.file = file;
        this.form = form;
        this.limits = limits;
        String sample = sample();
        namesSeparator = sample.regionMatches(true, 0, SEPARATOR_LINE, 0, SEPARATOR_LINE.length())
                && sample.length() > SEPARATOR_LINE.length()
                // what ends a line or quotes a cell parts nothing
                && "\r\n\"\0".indexOf(sample.charAt(SEPARATOR_LINE.length())) < 0;
        separator = namesSeparator ? sample.charAt(SEPARATOR_LINE.length()) : separator(sample);
    }

    char separator() {
        return separator;
    }

    private String sample() throws IOException {
        char[] characters = new char[SAMPLE_CHARACTERS];
        int length = 0;
        try (Reader reader = form.read(file)) {
            for (int read = 0; read >= 0 && length < characters.length; ) {
                read = reader.read(characters, length, characters.length - length);
                length += Math.max(0, read);
            }
        }
        return new String(characters, 0, length);
    }

    /** The character that parts most lines into the same number of cells. */
    static char separator(String sample) {
        char best = ',';
        double most = 0;
        for (char candidate : SEPARATORS) {
            double agreement = agreement(sample, candidate);
            if (agreement > most) {
                most = agreement;
                best = candidate;
            }
        }
        return best;
    }

    /** The share of the lines that have the most frequent number of cells; 0 where that is one. */
    private static double agreement(String sample, char separator) {
        Map<Integer, Integer> linesByCells = new TreeMap<>();
        int lines = 0;
        int cells = 1;
        boolean quoted = false;
        boolean blank = true;
        for (int index = 0; index < sample.length() && lines < SAMPLE_LINES; index++) {
            char c = sample.charAt(index);
            boolean last = index == sample.length() - 1;
            quoted = (c == '"') != quoted;
            cells += c == separator && !quoted ? 1 : 0;
            blank = blank && Character.isWhitespace(c);
            if ((c == '\n' && !quoted) || last) {
                if (!blank) {
                    linesByCells.merge(cells, 1, Integer::sum);
                    lines++;
                }
                cells = 1;
                blank = true;
            }
        }
        int counted = lines;
        return linesByCells.entrySet().stream()
                .filter(entry -> entry.getKey() > 1)
                .mapToDouble(entry -> (double) entry.getValue() / counted)
                .max()
                .orElse(0);
    }

    RawRows rows() throws IOException {
        var reader = new BoundedReader(form.read(file), limits.recordCharacters());
        CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setQuote('"')
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get()
                .parse(reader);
        return new Rows(parser, reader, namesSeparator ? 1 : 0, limits);
    }

    private static final class Rows implements RawRows {
        private final CSVParser parser;
        private final BoundedReader reader;
        private final Iterator<CSVRecord> records;
        private final Building row;
        private final int skipped;

        Rows(CSVParser parser, BoundedReader reader, int skipped, SheetLimits limits) {
            this.parser = parser;
            this.reader = reader;
            reader.naming(() -> parser.getRecordNumber() + 1 - skipped);
            this.skipped = skipped;
            records = parser.iterator();
            row = new Building(limits);
        }

        @Override
        public @Nullable RawRow next() throws IOException {
            try {
                while (records.hasNext()) {
                    CSVRecord record = records.next();
                    reader.nextRecord();
                    int number = Math.toIntExact(record.getRecordNumber()) - skipped;
                    if (number < 1) {
                        continue;
                    }
                    for (int column = 0; column < record.size(); column++) {
                        row.set(number, column, Cell.of(Csv.plain(record.get(column))), Styles.Face.UNICODE);
                    }
                    return row.take(number);
                }
                return null;
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof CSVException) {
                    throw Refusals.openQuote(parser.getRecordNumber() + 1 - skipped);
                }
                throw e.getCause();
            }
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
