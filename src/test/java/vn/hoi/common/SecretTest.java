package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come from a variable or from a file it names. */
class SecretTest {

    @TempDir
    private Path folder;

    private Path file(String text, String rights) throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    @Test
    void aVariableIsTakenAsItStands() {
        assertThat(Secret.find("X", Map.of("X", " a b ")::get)).contains(" a b ");
        assertThat(Secret.find("X", Map.of("X", " ")::get)).isEmpty();
        assertThat(Secret.find("X", Map.<String, String>of()::get)).isEmpty();
    }

    @Test
    void aFileIsTakenWithoutItsLastLineEnd() throws IOException {
        Path file = file("mật khẩu\r\n", "rw-------");
        assertThat(Secret.find("X", Map.of("X_FILE", file.toString())::get)).contains("mật khẩu");
        assertThat(Secret.find("X", Map.of("X", "", "X_FILE", file.toString())::get))
                .contains("mật khẩu");
    }

    @Test
    void bothAtOnceAreRefused() throws IOException {
        Path file = file("a", "rw-------");
        assertThatThrownBy(() -> Secret.find("X", Map.of("X", "b", "X_FILE", file.toString())::get))
                .hasMessageContaining("SEC-001");
    }

    @Test
    void aFileThatIsEmptyOrNotThereIsRefusedWithoutItsContent() throws IOException {
        Path file = file("\n", "rw-------");
        assertThatThrownBy(() -> Secret.find("X", Map.of("X_FILE", file.toString())::get))
                .hasMessageContaining("SEC-002");
        assertThatThrownBy(() -> Secret.find("X", Map.of("X_FILE", folder + "/nothing")::get))
                .hasMessageContaining("SEC-002");
        assertThatThrownBy(() -> Secret.find("X", Map.of("X_FILE", "a\0b")::get))
                .hasMessageContaining("SEC-002");
    }

    @Test
    void aFileThatEveryoneReadsIsRefused() throws IOException {
        Path file = file("a", "rw-r--r--");
        assertThatThrownBy(() -> Secret.find("X", Map.of("X_FILE", file.toString())::get))
                .hasMessageContaining("SEC-003")
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Secret.find("X", Map.of("X_FILE", file.toString())::get)).contains("a");
    }
}
