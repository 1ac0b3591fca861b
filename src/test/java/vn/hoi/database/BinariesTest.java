package vn.hoi.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs may unpack the same PostgreSQL at once. */
class BinariesTest {

    @TempDir
    private Path base;

    private Path unpacked(String name) throws IOException {
        Path bin = Files.createDirectories(base.resolve(name).resolve("bin"));
        Files.setPosixFilePermissions(
                Files.writeString(bin.resolve("postgres"), name), PosixFilePermissions.fromString("rwxr-xr-x"));
        return base.resolve(name);
    }

    @Test
    void whoComesSecondUsesWhatTheFirstUnpackedAndLeavesNothing() throws IOException {
        Path home = base.resolve("home");
        Binaries.moveIntoPlace(unpacked("unpacking-first"), home);
        Binaries.moveIntoPlace(unpacked("unpacking-second"), home);
        assertThat(home.resolve("bin/postgres")).hasContent("unpacking-first");
        assertThat(base).isDirectoryNotContaining("glob:**unpacking-*");
    }

    @Test
    void aFolderThatHoldsSomethingElseIsNotTakenForPostgres() throws IOException {
        Path home = base.resolve("home");
        Files.writeString(Files.createDirectories(home).resolve("note.txt"), "ghi chú");
        Path fresh = unpacked("unpacking-first");
        assertThatThrownBy(() -> Binaries.moveIntoPlace(fresh, home)).isInstanceOf(FileSystemException.class);
        assertThat(home.resolve("note.txt")).hasContent("ghi chú");
    }
}
