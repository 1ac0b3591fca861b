package vn.hoi.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.register.Files;

/** An archive of attachments, whose files are known by their names, folders and case aside. */
final class FilesBeside implements AutoCloseable {

    private static final int MOST_ENTRIES = 20_000;
    /** Names of old programs of packing. */
    private static final Charset OLD = Charset.forName("IBM437");

    private final ZipFile zip;
    private final Map<String, ZipEntry> byName = new HashMap<>();

    private FilesBeside(ZipFile zip) {
        this.zip = zip;
        if (zip.size() > MOST_ENTRIES) {
            throw new Problem(
                    422, "IMP-029", "Tệp nén có hơn " + MOST_ENTRIES + " tệp; chia thành nhiều tệp rồi nạp từng tệp.");
        }
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            byName.put(normal(entry.getName()), entry);
            byName.putIfAbsent(normal(last(entry.getName())), entry);
        });
    }

    /** @throws Problem IMP-029 when it is no archive */
    static FilesBeside open(Path archive) throws IOException {
        for (Charset names : List.of(StandardCharsets.UTF_8, OLD)) {
            @Nullable ZipFile zip = tryOpen(archive, names);
            if (zip != null) {
                return new FilesBeside(zip);
            }
        }
        throw new Problem(
                422, "IMP-029", "Tệp đính kèm gửi cùng không phải là tệp nén .zip đọc được; nén lại rồi gửi.");
    }

    private static @Nullable ZipFile tryOpen(Path archive, Charset names) {
        try {
            return new ZipFile(archive.toFile(), names);
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static String normal(String name) {
        return Normalizer.normalize(name.strip().replace('\\', '/'), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    /** The names written in one cell. */
    static List<String> names(String cell) {
        return Stream.of(cell.split("[;\\n|]+|,(?=\\s)"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean holds(String name) {
        return byName.containsKey(normal(name));
    }

    /** No more of it than one byte above what a file may have, whatever the archive says of its size. */
    Optional<byte[]> content(String name) throws IOException {
        @Nullable ZipEntry entry = byName.get(normal(name));
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(in.readNBytes(Files.MOST_BYTES + 1));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
