package vn.hoi.common;

import java.nio.file.Path;

/** A declaration is wrong: the file, the line, what is wrong there and the cure. It stops the start. */
public final class DeclarationFault extends RuntimeException {

    private final Path file;
    private final int line;

    public DeclarationFault(Path file, int line, String wrong, String cure) {
        super("%s:%d: %s. %s".formatted(file, line, wrong, cure));
        this.file = file;
        this.line = line;
    }

    public Path file() {
        return file;
    }

    /** Counted from 1; 0 where the whole file is meant. */
    public int line() {
        return line;
    }
}
