package vn.hoi.sheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a text file is written in bytes.
 *
 * @param charset its characters; {@link LegacyTables#WESTERN} stands for every one-byte encoding, told apart by what the
 *     columns hold
 * @param mark bytes of the byte order mark before the first character
 */
record TextForm(Charset charset, int mark) {

    private static final int BLOCK = 1 << 16;
    private static final int FAULTS_AGAINST_UTF_8 = 20;

    /** Whether the file is of a one-byte encoding. */
    boolean isOneByte() {
        return charset.equals(LegacyTables.WESTERN);
    }

    Reader read(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK);
        in.skipNBytes(mark);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    /**
     * By the byte order mark; else by the zeros UTF-16 leaves between ASCII characters; else UTF-8 where every byte of the
     * file fits it, and one byte a character where not.
     */
    static TextForm of(Path file, byte[] head) throws IOException {
        if (startsWith(head, 0xef, 0xbb, 0xbf)) {
            return new TextForm(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xff, 0xfe)) {
            return new TextForm(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xfe, 0xff)) {
            return new TextForm(StandardCharsets.UTF_16BE, 2);
        }
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        // Vietnamese in UTF-16 is mostly ASCII and Latin-1: a third of the high bytes, at least, are zero
        if (odd > head.length / 6 && even * 8 < odd) {
            return new TextForm(StandardCharsets.UTF_16LE, 0);
        }
        if (even > head.length / 6 && odd * 8 < even) {
            return new TextForm(StandardCharsets.UTF_16BE, 0);
        }
        return new TextForm(isUtf8(file) ? StandardCharsets.UTF_8 : LegacyTables.WESTERN, 0);
    }

    private static boolean startsWith(byte[] head, int... mark) {
        for (int index = 0; index < mark.length; index++) {
            if (index >= head.length || (head[index] & 0xff) != mark[index]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int index = from; index < head.length; index += 2) {
            zeros += head[index] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Looks at the whole file, since the first accent may stand on its last line. */
    private static boolean isUtf8(Path file) throws IOException {
        long offset = 0;
        long good = 0;
        long bad = 0;
        long firstBad = 0;
        int pending = 0;
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                for (int index = 0; index < read; index++, offset++) {
                    int b = block[index] & 0xff;
                    boolean follows = (b & 0xc0) == 0x80;
                    if (pending == 0 ? b < 0x80 : false) {
                        continue;
                    }
                    if (pending > 0 && follows) {
                        pending--;
                        good += pending == 0 ? 1 : 0;
                        continue;
                    }
                    if (pending > 0 || follows || b >= 0xf8) {
                        firstBad = bad++ == 0 ? offset : firstBad;
                        // any other encoding breaks the rule at nearly every accent
                        if (bad > good + FAULTS_AGAINST_UTF_8) {
                            return false;
                        }
                    }
                    pending = b < 0xc0 || b >= 0xf8 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
                }
            }
        }
        if (bad > 0 && good > FAULTS_AGAINST_UTF_8 * bad) {
            throw Refusals.mixedEncodings(firstBad);
        }
        return bad == 0 && pending == 0;
    }
}
