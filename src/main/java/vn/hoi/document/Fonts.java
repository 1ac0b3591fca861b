package vn.hoi.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Liberation Serif, whose letters are as wide as those of Times New Roman. */
final class Fonts {

    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();
    private static final double TWENTIETHS = 20;
    /** The table directory of an OpenType font: where it stands, how long an entry is, names of tables. */
    private static final int TABLE_COUNT = 4;

    private static final int FIRST_TABLE = 12;
    private static final int TABLE_ENTRY = 16;
    private static final int GSUB = 0x47535542;
    private static final int HIDDEN = 0x47535558;

    private Fonts() {}

    /** @param face Regular, Bold, Italic or BoldItalic */
    static byte[] file(String face) {
        return FILES.computeIfAbsent(face, Fonts::read);
    }

    private static byte[] read(String face) {
        String name = "/fonts/LiberationSerif-" + face + ".ttf";
        try (InputStream in = Fonts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return withoutSubstitutions(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Hides the table of ligatures: Vietnamese letters are single glyphs, and PDFBox reads that table anew for every
     * word, which takes half the time of a long document.
     */
    private static byte[] withoutSubstitutions(byte[] font) {
        ByteBuffer tables = ByteBuffer.wrap(font);
        int count = tables.getShort(TABLE_COUNT);
        for (int table = 0; table < count; table++) {
            int entry = FIRST_TABLE + table * TABLE_ENTRY;
            if (tables.getInt(entry) == GSUB) {
                tables.putInt(entry, HIDDEN);
            }
        }
        return font;
    }

    /** Width of bold letters, in twentieths of a point. */
    static int boldWidth(String text, int points) {
        try {
            CmapLookup glyphs = Bold.FONT.getUnicodeCmapLookup();
            double units = 0;
            for (int letter : text.codePoints().toArray()) {
                units += Bold.FONT.getAdvanceWidth(glyphs.getGlyphId(letter));
            }
            return (int) Math.round(units / Bold.FONT.getUnitsPerEm() * points * TWENTIETHS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bold {
        static final TrueTypeFont FONT = parse();

        private static TrueTypeFont parse() {
            try {
                return new TTFParser().parse(new RandomAccessReadBuffer(file("Bold")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
