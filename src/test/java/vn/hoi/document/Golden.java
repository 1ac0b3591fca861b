package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text held against a file of {@code src/test/resources/golden/}. What came out instead is left under {@code target/}. */
final class Golden {

    private Golden() {}

    static void check(String name, String text) throws IOException {
        Path golden = Path.of("src/test/resources/golden/document").resolve(name);
        Path actual = Path.of("target/golden/document").resolve(name);
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, text);
        assertThat(golden).as("copy %s there when it is right", actual).exists();
        assertThat(text).as(actual.toString()).isEqualTo(Files.readString(golden));
    }
}
