package vn.hoi.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.hoi.common.Home;
import vn.hoi.common.Yaml;
import vn.hoi.document.Letterhead;

/** Who issues documents in the province served, from its {@code letterhead.yaml}. */
@Component
class ProvinceLetterhead {

    private final Map<String, String> words = new LinkedHashMap<>();

    ProvinceLetterhead(Home home) {
        try {
            Yaml yaml = Yaml.read(home.provinceFolder().resolve("letterhead.yaml"));
            yaml.check(home.schema().resolve("letterhead.schema.json"));
            put(yaml, "superior", "superior");
            put(yaml, "issuer", "issuer");
            put(yaml, "place", "place-of-issue");
            put(yaml, "province", "province");
            put(yaml, "authority", "authority");
            put(yaml, "office", "office");
            put(yaml, "signer", "signer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(Yaml yaml, String key, String word) {
        words.put(word, yaml.tree().path(key).asString(""));
    }

    /** What templates may name; a word the province leaves out is empty. */
    Map<String, String> words() {
        return words;
    }

    Letterhead letterhead() {
        return new Letterhead(
                words.getOrDefault("superior", ""),
                words.getOrDefault("issuer", ""),
                words.getOrDefault("place-of-issue", ""));
    }
}
