package vn.hoi.command;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import vn.hoi.database.StartFailure;

/**
 * The folder, or zip, an export goes into: made aside, readable by its owner alone, and given its name once it is whole, so
 * that an export broken off is never taken for one.
 */
final class ExportTarget implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path aside;
    private final @Nullable ZipOutputStream zip;

    private ExportTarget(Path target, Path aside, @Nullable ZipOutputStream zip) {
        this.target = target;
        this.aside = aside;
        this.zip = zip;
    }

    /** @throws StartFailure when there is something at this place already, or nothing can be written there */
    static ExportTarget begin(Path target) {
        refuseExisting(target);
        try {
            Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
            if (target.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                Path aside = Files.createTempFile(parent, "." + target.getFileName(), ".part");
                return new ExportTarget(
                        target,
                        aside,
                        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(aside), BUFFER)));
            }
            return new ExportTarget(
                    target, Files.createTempDirectory(parent, "." + target.getFileName() + ".part"), null);
        } catch (IOException e) {
            throw new StartFailure("Không ghi được vào " + target + ": " + e.getMessage(), e);
        }
    }

    /** @throws StartFailure when there is something at this place already */
    static void refuseExisting(Path target) {
        if (Files.exists(target)) {
            throw new StartFailure(target + " đã có; xuất vào một thư mục (hoặc tệp .zip) chưa có,"
                    + " để không lẫn với lần xuất trước.");
        }
    }

    /**
     * One file of it, to be closed before the next is begun.
     *
     * @param name with its folders before it, parted by {@code /}
     */
    OutputStream file(String name) throws IOException {
        if (zip == null) {
            Path file = aside.resolve(name);
            Files.createDirectories(file.getParent());
            return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        }
        ZipOutputStream entries = zip;
        entries.putNextEntry(new ZipEntry(name));
        return new BufferedOutputStream(
                new FilterOutputStream(entries) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                    }

                    @Override
                    public void close() throws IOException {
                        entries.closeEntry();
                    }
                },
                BUFFER);
    }

    /** All is written. */
    void finish() throws IOException {
        if (zip != null) {
            zip.close();
        }
        refuseExisting(target);
        Files.move(aside, target);
    }

    /** What was not finished goes. */
    @Override
    public void close() throws IOException {
        if (Files.exists(aside)) {
            if (zip != null) {
                zip.close();
            }
            try (Stream<Path> all = Files.walk(aside)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
