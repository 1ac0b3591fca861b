package vn.hoi.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets the tests' helpers unpack PostgreSQL once for all the small data folders of a run. */
public final class UnpackedPrograms {

    private UnpackedPrograms() {}

    public static void into(Path folder) throws IOException {
        Files.createDirectories(folder);
        Binaries.unpack(folder);
    }
}
