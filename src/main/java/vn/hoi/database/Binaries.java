package vn.hoi.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs {@code initdb} and {@code postgres} for this machine, unpacked once from the build. */
final class Binaries {

    /** The major version the data folder must have. */
    static final String MAJOR = "18";

    private static final String VERSION = "18.6";

    private Binaries() {}

    /**
     * The folder with {@code bin/}, {@code lib/} and {@code share/}, unpacked on the first call: where the build keeps its
     * programs ({@code -Dhoi.programs}), or else beside the data.
     */
    static Path unpack(Path dataFolder) {
        String programs = System.getProperty("hoi.programs");
        Path base = programs == null ? dataFolder : Path.of(programs);
        Path home = base.resolve("postgres-" + VERSION);
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        String archive = archive();
        try (InputStream packed = Binaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new StartFailure("Bản dựng này không có PostgreSQL cho loại máy "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + "; đặt HOI_DATABASE_URL trỏ tới một PostgreSQL 18 có sẵn.");
            }
            Path fresh = Files.createTempDirectory(Files.createDirectories(base), "unpacking-");
            untar(packed, fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            moveIntoPlace(fresh, home);
            return home;
        } catch (IOException e) {
            throw new StartFailure("Không giải nén được PostgreSQL vào " + home + ": " + e.getMessage(), e);
        }
    }

    /** Another program may have been quicker with the same; then its copy serves. */
    static void moveIntoPlace(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
            delete(fresh);
        }
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.contains("aarch64") || arch.contains("arm64");
        if (os.contains("mac")) {
            return arm ? "/postgres-darwin-arm_64.txz" : "/postgres-darwin-x86_64.txz";
        }
        return arm ? "/postgres-linux-arm_64.txz" : "/postgres-linux-x86_64.txz";
    }

    private static void untar(InputStream packed, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("path outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(parent(file));
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(parent(file));
                    Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
                    Set<PosixFilePermission> mode =
                            PosixFilePermissions.fromString((entry.getMode() & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--");
                    if (!Files.isSymbolicLink(file) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                        Files.setPosixFilePermissions(file, mode);
                    }
                }
            }
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /** Removes what broken unpackings left behind. */
    static void tidy(Path dataFolder) throws IOException {
        try (Stream<Path> children = Files.list(dataFolder)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith("unpacking-")) {
                    delete(child);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
