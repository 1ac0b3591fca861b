package vn.hoi.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.hoi.common.Home;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;

/** The fields, in the plan's order, and the files each of them declares. */
@Component
public class Fields {

    private final Home home;
    private final List<Field> fields;

    Fields(Home home) {
        this.home = home;
        try (Stream<Path> folders = Files.list(home.fields())) {
            fields = folders.filter(Files::isDirectory)
                    .map(folder -> read(folder, home))
                    .sorted(Comparator.comparingInt(Field::order))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Field read(Path folder, Home home) {
        try {
            Yaml yaml = Yaml.read(folder.resolve("field.yaml"));
            yaml.check(home.schema().resolve("field.schema.json"));
            return new Field(
                    folder.getFileName().toString(),
                    yaml.label("name"),
                    yaml.tree().path("order").asInt(),
                    yaml.label("about"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Field> list() {
        return fields;
    }

    public Field get(String id) {
        return fields.stream()
                .filter(field -> field.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Problem.unknown("REG-405", "Không có lĩnh vực «" + id + "»; chọn lĩnh vực ở cột bên trái."));
    }

    /** Declaration files of a field in one of its folders, checked against their schema, in order of names. */
    public List<Yaml> files(Field field, String folder, String schema) {
        Path where = home.fields().resolve(field.id()).resolve(folder);
        if (!Files.isDirectory(where)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(file, schema))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One declaration file of a field, if it has it. */
    public List<Yaml> file(Field field, String name, String schema) {
        Path file = home.fields().resolve(field.id()).resolve(name);
        return Files.exists(file) ? List.of(read(file, schema)) : List.of();
    }

    private Yaml read(Path file, String schema) {
        try {
            Yaml yaml = Yaml.read(file);
            yaml.check(home.schema().resolve(schema));
            return yaml;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
