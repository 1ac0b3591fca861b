package vn.hoi.demonstration;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML trees. */
final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

    private Yaml() {}

    static JsonNode read(Path path) {
        try {
            return MAPPER.readTree(path);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(path + ": " + e.getOriginalMessage(), e);
        }
    }
}
