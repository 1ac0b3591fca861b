package vn.hoi.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;

/** The files of batches, kept in the database in parts so that no one needs to hold a whole file in memory. */
@Component
class StoredFiles {

    private static final int PART = 1 << 20;
    private static final String PART_OF_FILE = "select content from intake.part where batch = :batch and part = :part";
    private static final String PART_OF_ARCHIVE =
            "select content from intake.beside_part where batch = :batch and part = :part";

    private final JdbcClient database;

    StoredFiles(JdbcClient database) {
        this.database = database;
    }

    void keep(long batch, Path file) throws IOException {
        keep("insert into intake.part (batch, part, content) values (:batch, :part, :content)", batch, file);
    }

    /** Keeps the archive sent beside the file. */
    void keepBeside(long batch, Path archive) throws IOException {
        keep("insert into intake.beside_part (batch, part, content) values (:batch, :part, :content)", batch, archive);
    }

    private void keep(String insert, long batch, Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int part = 0;
            for (byte[] content = in.readNBytes(PART); content.length > 0; content = in.readNBytes(PART)) {
                database.sql(insert)
                        .param("batch", batch)
                        .param("part", part++)
                        .param("content", content)
                        .update();
            }
        }
    }

    /**
     * The file of a batch as a temporary one, which the caller deletes.
     *
     * @throws Problem IMP-010 when it is kept no longer
     */
    Path copy(long batch) {
        return copy(PART_OF_FILE, batch)
                .orElseThrow(() ->
                        new Problem(410, "IMP-010", "Tệp của đợt nạp này không còn được giữ; nạp lại từ tệp gốc."));
    }

    /** The archive sent beside the file, as a temporary file which the caller deletes; empty where none was. */
    Optional<Path> copyBeside(long batch) {
        return copy(PART_OF_ARCHIVE, batch);
    }

    private Optional<Path> copy(String select, long batch) {
        try {
            Path file = Files.createTempFile("hoi-batch-", ".tmp");
            try (OutputStream out = Files.newOutputStream(file)) {
                int part = 0;
                for (Optional<byte[]> content = part(select, batch, part);
                        content.isPresent();
                        content = part(select, batch, part)) {
                    out.write(content.get());
                    part++;
                }
            }
            if (Files.size(file) == 0) {
                Files.delete(file);
                return Optional.empty();
            }
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> part(String select, long batch, int part) {
        return database.sql(select)
                .param("batch", batch)
                .param("part", part)
                .query(byte[].class)
                .optional();
    }

    boolean holds(long batch) {
        return part(PART_OF_FILE, batch, 0).isPresent();
    }

    /** Whether an archive came with the file. */
    boolean holdsBeside(long batch) {
        return part(PART_OF_ARCHIVE, batch, 0).isPresent();
    }

    void drop(long batch) {
        database.sql("delete from intake.part where batch = :batch")
                .param("batch", batch)
                .update();
        database.sql("delete from intake.beside_part where batch = :batch")
                .param("batch", batch)
                .update();
    }

    /**
     * Files no one asked for within a month hold only what is in the register or was given back. What records held before
     * a file changed them goes with it.
     */
    void dropOld() {
        database.sql("""
                        delete from intake.part where batch in (
                            select id from intake.batch where at < now() - interval '30 days'
                                and state not in ('reading', 'loading'))""").update();
        database.sql("""
                        delete from intake.beside_part where batch in (
                            select id from intake.batch where at < now() - interval '30 days'
                                and state not in ('reading', 'loading'))""").update();
        database.sql("""
                        delete from intake.changed where batch in (
                            select id from intake.batch where at < now() - interval '30 days')""").update();
        database.sql("""
                        delete from intake.change where batch in (
                            select id from intake.batch where at < now() - interval '30 days')""").update();
    }

    static byte[] sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
