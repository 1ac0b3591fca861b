package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text held against a file of {@code src/test/resources/golden/}. What came out instead is left under {@code target/golden/};
 * {@code mvn test -Dhoi.golden=renew} writes it over the golden files, to be read as a difference before it is kept.
 */
public final class Golden {

    private static final boolean RENEW = "renew".equals(System.getProperty("hoi.golden"));

    private Golden() {}

    static void check(String name, String text) throws IOException {
        check("document", name, text);
    }

    /** @param folder of the module under {@code golden/} */
    public static void check(String folder, String name, String text) throws IOException {
        Path golden = Path.of("src/test/resources/golden", folder, name);
        Path actual = Path.of("target/golden", folder, name);
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, text);
        if (RENEW) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(golden).as("-Dhoi.golden=renew writes it when it is right").exists();
        assertThat(text).as(actual.toString()).isEqualTo(Files.readString(golden));
    }
}
