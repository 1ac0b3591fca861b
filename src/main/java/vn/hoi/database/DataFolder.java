package vn.hoi.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds all of an installation's data: {@code postgres/} (the cluster), {@code secret} (the password of
 * the database, mode 0600), {@code serve.lock} (held by the one server that owns it), {@code postgres.log}.
 */
public final class DataFolder {

    private static final long NEEDED_BYTES = 300L * 1024 * 1024;

    private final Path root;

    public DataFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    public Path cluster() {
        return root.resolve("postgres");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    /** Whether a cluster stands here already. */
    public boolean hasCluster() {
        return Files.exists(cluster().resolve("PG_VERSION")) || notEmpty(cluster());
    }

    /** Makes the folder, readable by its owner alone, and sees that there is room. */
    void prepare() {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (Files.getFileStore(root).getUsableSpace() < NEEDED_BYTES) {
                throw new StartFailure("Ổ đĩa của thư mục dữ liệu " + root + " còn dưới 300 MB;"
                        + " giải phóng dung lượng hoặc chọn thư mục khác bằng --data.");
            }
            if (!Files.isWritable(root)) {
                throw new StartFailure(
                        "Không ghi được vào thư mục dữ liệu " + root + "; chọn thư mục khác bằng --data.");
            }
        } catch (IOException e) {
            throw new StartFailure("Không tạo được thư mục dữ liệu " + root + ": " + e.getMessage(), e);
        }
    }

    /** The database's password; made at the first start. */
    String secret() {
        Path file = root.resolve("secret");
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            String secret = HexFormat.of().formatHex(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes the folder for this process alone. Empty when another server holds it. The lock ends with the process,
     * however it ends.
     */
    public Optional<FileLock> own() {
        prepare();
        try {
            FileChannel channel =
                    FileChannel.open(root.resolve("serve.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException heldHere) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean notEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
