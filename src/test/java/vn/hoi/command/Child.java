package vn.hoi.command;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;

/** The real program in a JVM of its own, as {@code ./hoi} runs it. */
final class Child {

    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Child start(String... words) throws IOException {
        Path logs = Files.createDirectories(TestDatabase.TARGET.resolve("test-data/children"));
        Path out = Files.createTempFile(logs, words[0] + "-", ".out");
        Path err = Files.createTempFile(logs, words[0] + "-", ".err");
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> !part.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dhoi.home=" + TestApplication.HOME,
                "-Dhoi.programs=" + TestDatabase.TARGET.resolve("programs"),
                "-cp",
                classPath,
                "vn.hoi.Hoi"));
        command.addAll(List.of(words));
        if (System.getProperty("os.name").equals("Linux")) {
            // a build begun behind a shell hands SIGINT on as ignored; the program is to meet it as in a terminal
            command.addAll(0, List.of("env", "--default-signal=INT"));
        }
        Process process = new ProcessBuilder(command)
                .directory(TestDatabase.TARGET.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Child(process, out, err);
    }

    /** A port that is free now. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Waits for its end. */
    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + out() + err());
        }
        return process.exitValue();
    }

    boolean runs() {
        return process.isAlive();
    }

    boolean says(String text) {
        return out().contains(text);
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As Ctrl-C ({@code INT}) or a service manager ({@code TERM}). */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}
