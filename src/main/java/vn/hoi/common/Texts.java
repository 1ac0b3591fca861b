package vn.hoi.common;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The sentences of the interface, from {@code messages/<part>_<language>.properties}; a key stands in one part only. */
final class Texts {

    private static final Map<Language, Map<String, String>> ALL =
            Map.of(Language.VI, read(Language.VI), Language.EN, read(Language.EN));

    private Texts() {}

    /** @throws IllegalArgumentException when no part has the key */
    static String get(Language language, String key) {
        @Nullable String text = ALL.getOrDefault(language, Map.of()).get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key + " in " + language.tag());
        }
        return text;
    }

    private static Map<String, String> read(Language language) {
        Map<String, String> all = new HashMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*_" + language.tag() + ".properties")) {
                var part = new Properties();
                try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    part.load(reader);
                }
                for (String key : part.stringPropertyNames()) {
                    if (all.put(key, part.getProperty(key)) != null) {
                        throw new IllegalStateException("two parts have a text for " + key);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }
}
