package vn.hoi.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Physical backup of a running cluster with PostgreSQL's own protocol: {@code pg_backup_start}, a copy of the files,
 * {@code pg_backup_stop}, and the write-ahead log in between. Source: PostgreSQL 18 manual, 25.3.4 «Making a base backup
 * using the low level API». A restored folder replays that log at its first start and holds all that was committed when
 * the backup ended.
 */
public final class Backup {

    private static final String MANIFEST = "hoi-backup.txt";
    /** The last entry: a backup cut short does not have it. */
    private static final String END = "hoi-backup-end";

    private static final String CLUSTER = "postgres/";
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map", "pg_internal.init");
    /** Their folders are kept, what is in them is made anew at every start. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private Backup() {}

    /**
     * Writes a backup of the running cluster. Work on the server goes on meanwhile.
     *
     * @return bytes written
     */
    public static long write(PostgresInside server, DataFolder folder, Path target) {
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try (Connection connection =
                DriverManager.getConnection(server.jdbcUrl(), PostgresInside.USER, server.password())) {
            if (Files.exists(target)) {
                throw new StartFailure("Tệp " + target + " đã có; chọn tên khác để không ghi đè bản sao lưu cũ.");
            }
            // a temporary slot keeps the log of the whole copy from being recycled; it goes with the connection
            query(
                    connection,
                    "select pg_create_physical_replication_slot('hoi_backup_' || pg_backend_pid(), true, true)");
            String firstLog = query(connection, "select pg_walfile_name(pg_backup_start('hoi', fast => true))");
            Files.deleteIfExists(unfinished);
            // it holds the database's password as well as the data
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
                zip.setLevel(Deflater.BEST_SPEED);
                put(
                        zip,
                        MANIFEST,
                        ("hoi-backup 1\npostgres " + Binaries.MAJOR + "\n").getBytes(StandardCharsets.UTF_8));
                put(zip, "secret", server.password().getBytes(StandardCharsets.UTF_8));
                copyCluster(folder.cluster(), zip);
                String label;
                String lastLog;
                try (PreparedStatement stop = connection.prepareStatement(
                                "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(wait_for_archive => false)");
                        ResultSet row = stop.executeQuery()) {
                    row.next();
                    label = row.getString(1);
                    lastLog = row.getString(2);
                }
                put(zip, CLUSTER + "backup_label", label.getBytes(StandardCharsets.UTF_8));
                query(connection, "select pg_switch_wal()::text");
                copyLog(folder.cluster().resolve("pg_wal"), firstLog, lastLog, zip);
                put(zip, END, new byte[0]);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(target);
        } catch (SQLException | IOException e) {
            throw new StartFailure("Sao lưu không hoàn thành: " + e.getMessage(), e);
        } finally {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                unfinished.toFile().deleteOnExit();
            }
        }
    }

    /** Unpacks a backup into a data folder that holds nothing yet. */
    public static void restore(Path source, DataFolder folder) {
        if (folder.hasCluster()) {
            throw new StartFailure("Thư mục " + folder.root() + " đã có dữ liệu; chọn thư mục mới bằng --data."
                    + " Không có gì bị thay đổi.");
        }
        folder.prepare();
        Path fresh = folder.root().resolve("postgres.new");
        try (var zip = new ZipInputStream(new BufferedInputStream(new FileInputStream(source.toFile())))) {
            PostgresInside.deleteTree(fresh);
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || !entry.getName().equals(MANIFEST)) {
                throw new StartFailure(source + " không phải bản sao lưu của Hồi.");
            }
            String manifest = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
            if (!manifest.contains("postgres " + Binaries.MAJOR + "\n")) {
                throw new StartFailure("Bản sao lưu thuộc phiên bản khác: "
                        + manifest.replace('\n', ' ').strip() + ".");
            }
            boolean whole = false;
            while ((entry = zip.getNextEntry()) != null) {
                whole = entry.getName().equals(END);
                if (!whole) {
                    unpack(entry, zip, folder, fresh);
                }
            }
            if (!whole) {
                throw new StartFailure("Bản sao lưu " + source + " không đủ (bị cắt ngắn); dùng bản khác.");
            }
            Files.move(fresh, folder.cluster());
        } catch (NoSuchFileException | java.io.FileNotFoundException e) {
            throw new StartFailure("Không có tệp " + source + ".", e);
        } catch (IOException e) {
            throw new StartFailure("Không khôi phục được từ " + source + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(ZipEntry entry, InputStream zip, DataFolder folder, Path fresh) throws IOException {
        if (entry.getName().equals("secret")) {
            Path secret = folder.root().resolve("secret");
            Files.deleteIfExists(secret);
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(secret, zip.readAllBytes());
            return;
        }
        Path file = fresh.resolve(entry.getName().substring(CLUSTER.length())).normalize();
        if (!file.startsWith(fresh)) {
            throw new IOException("path outside the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            try (OutputStream out = Files.newOutputStream(file)) {
                zip.transferTo(out);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void copyCluster(Path cluster, ZipOutputStream zip) throws IOException {
        try (Stream<Path> all = Files.walk(cluster)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path relative = cluster.relativize(path);
                String name = relative.toString();
                String top = relative.getName(0).toString();
                boolean inEmptied = relative.getNameCount() > 1 && EMPTIED.contains(top);
                if (Files.isDirectory(path)) {
                    if (!inEmptied || top.equals("pg_wal")) {
                        zip.putNextEntry(new ZipEntry(CLUSTER + (name.isEmpty() ? "" : name + "/")));
                        zip.closeEntry();
                    }
                } else if (!inEmptied && !LEFT_OUT.contains(path.getFileName().toString())) {
                    copy(path, CLUSTER + name, zip);
                }
            }
        }
    }

    private static void copy(Path file, String name, ZipOutputStream zip) throws IOException {
        // tables may be dropped while the copy runs; the log replays that
        try (InputStream in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException gone) {
            // nothing to copy
            return;
        }
    }

    private static void copyLog(Path logs, String first, String last, ZipOutputStream zip) throws IOException {
        Set<String> copied = new HashSet<>();
        try (Stream<Path> files = Files.list(logs)) {
            List<Path> needed = files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = file.getFileName().toString();
                        return name.length() == 24 && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
                    })
                    .sorted()
                    .toList();
            for (Path file : needed) {
                copy(file, CLUSTER + "pg_wal/" + file.getFileName(), zip);
                copied.add(file.getFileName().toString());
            }
        }
        if (!copied.contains(first) || !copied.contains(last)) {
            throw new IOException("the write-ahead log of the backup is not complete");
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
