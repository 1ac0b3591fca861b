package vn.hoi.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The parts of a zipped package, unpacked as they are read and never beyond the limits. */
final class Parts implements AutoCloseable {

    private static final long RATIO_COUNTS_FROM = 16 * 1024 * 1024;

    private final ZipFile zip;
    private final String name;
    private final SheetLimits limits;

    Parts(Path file, String name, SheetLimits limits) throws IOException {
        zip = new ZipFile(file.toFile());
        this.name = name;
        this.limits = limits;
        if (zip.size() > limits.entries()) {
            zip.close();
            throw Refusals.bomb(name);
        }
    }

    boolean has(String part) {
        return zip.getEntry(part) != null;
    }

    boolean hasBelow(String folder) {
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            if (entries.nextElement().getName().startsWith(folder)) {
                return true;
            }
        }
        return false;
    }

    /** The content of a part; null where there is none. */
    @Nullable
    InputStream open(String part) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        return entry == null ? null : new Counted(zip.getInputStream(entry), Math.max(1, entry.getCompressedSize()));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts what comes out of the packed form; what the package says of its own size is not believed. */
    private final class Counted extends FilterInputStream {
        private final long packed;
        private long unpacked;

        Counted(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            unpacked += read;
            boolean swollen = unpacked > RATIO_COUNTS_FROM && unpacked / packed > limits.ratio();
            if (unpacked > limits.inflatedBytes() || swollen) {
                throw Refusals.bomb(name);
            }
        }
    }
}
