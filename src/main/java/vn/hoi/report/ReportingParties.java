package vn.hoi.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;

/** The parties that report in the province, by kind: {@code provinces/<province>/reporters.yaml}. */
@Component
class ReportingParties {

    /**
     * One party.
     *
     * @param key as addresses name it
     * @param since first day it reports for; null for always
     * @param until last day; null while it goes on
     */
    record Party(
            String key,
            String kind,
            String name,
            @Nullable LocalDate since,
            @Nullable LocalDate until) {
        boolean on(LocalDate day) {
            return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
        }
    }

    private final Map<String, Party> parties = new LinkedHashMap<>();
    private final Map<String, Label> kinds = new LinkedHashMap<>();

    ReportingParties(Home home) {
        Path file = home.provinceFolder().resolve("reporters.yaml");
        if (Files.exists(file)) {
            try {
                Yaml yaml = Yaml.read(file);
                yaml.check(home.schema().resolve("reporters.schema.json"));
                yaml.tree().properties().forEach(kind -> read(yaml, kind.getKey(), kind.getValue()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void read(Yaml yaml, String kind, JsonNode node) {
        kinds.put(kind, yaml.as(node.path("name"), Yaml.pointer(kind, "name"), Label.class));
        node.path("parties").properties().forEach(entry -> {
            String at = Yaml.pointer(kind, "parties", entry.getKey());
            var party = new Party(
                    entry.getKey(),
                    kind,
                    entry.getValue().path("name").asString(),
                    day(yaml, entry.getValue(), "since", at),
                    day(yaml, entry.getValue(), "until", at));
            if (parties.put(party.key(), party) != null) {
                throw yaml.fault(at, "mã «" + party.key() + "» được dùng hai lần", "Đổi một trong hai mã");
            }
        });
    }

    private static @Nullable LocalDate day(Yaml yaml, JsonNode node, String name, String at) {
        try {
            return node.has(name) ? LocalDate.parse(node.path(name).asString()) : null;
        } catch (DateTimeParseException e) {
            throw yaml.fault(at, "«" + name + "» không phải là ngày trong lịch", "Ghi như 2026-01-31");
        }
    }

    boolean hasKind(String kind) {
        return kinds.containsKey(kind);
    }

    Set<String> kinds() {
        return kinds.keySet();
    }

    Label kind(String kind) {
        Label name = kinds.get(kind);
        return name == null ? Label.of(kind) : name;
    }

    long count(String kind) {
        return parties.values().stream()
                .filter(party -> party.kind().equals(kind))
                .count();
    }

    List<Party> list() {
        return new ArrayList<>(parties.values());
    }

    Optional<Party> find(String key) {
        return Optional.ofNullable(parties.get(key));
    }
}
