package vn.hoi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import vn.hoi.common.Home;
import vn.hoi.figure.CitedValues;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Relations;
import vn.hoi.register.Fields;
import vn.hoi.register.Registers;

/** A copy of the declarations that a test may break, and their reading without a database. */
public record TestDeclarations(Path root) {

    /** Copies {@code fields/}, {@code schema/} and {@code provinces/}. */
    public static TestDeclarations copy(Path root) throws IOException {
        for (String folder : List.of("fields", "schema", "provinces")) {
            try (Stream<Path> files = Files.walk(TestApplication.HOME.resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            root.resolve(TestApplication.HOME.relativize(file).toString()));
                }
            }
        }
        return new TestDeclarations(root);
    }

    /** Puts one file back as it ships. */
    public static void copyFile(Path root, String path) throws IOException {
        Files.copy(
                TestApplication.HOME.resolve(path),
                root.resolve(path),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    public Path file(String path) {
        return root.resolve(path);
    }

    /** Replaces the one line that holds this text; gives the line's number, counted from 1. */
    public int replace(String path, String line, String by) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file(path)));
        int at = -1;
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).contains(line)) {
                if (at >= 0) {
                    throw new IllegalArgumentException(path + " has «" + line + "» more than once");
                }
                at = index;
            }
        }
        if (at < 0) {
            throw new IllegalArgumentException(path + " has no «" + line + "»");
        }
        lines.set(at, lines.get(at).replace(line, by));
        Files.write(file(path), lines);
        return at + 1;
    }

    /** Adds lines at the end; gives the number of the first of them. */
    public int append(String path, String text) throws IOException {
        int before = Files.readAllLines(file(path)).size();
        Files.writeString(file(path), text, java.nio.file.StandardOpenOption.APPEND);
        return before + 1;
    }

    /** All that is declared, as the program reads it at its start. */
    public AnnotationConfigApplicationContext read() {
        return read(root);
    }

    /** The declarations in this folder. */
    public static AnnotationConfigApplicationContext read(Path root) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(Home.class, () -> new Home(root, "langson"));
        context.register(Fields.class, Registers.class, Figures.class, CitedValues.class, Relations.class);
        context.refresh();
        return context;
    }
}
