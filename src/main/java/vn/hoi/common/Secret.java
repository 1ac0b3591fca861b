package vn.hoi.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A setting nobody but the program should read: from the environment, as {@code NAME}, or from the file that
 * {@code NAME_FILE} names, as container platforms hand secrets over. Never written to a log.
 */
public final class Secret {

    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);
    private static final int MOST_BYTES = 64 * 1024;

    private Secret() {}

    /**
     * The secret; empty where neither variable is set. White space at the end of a file is no part of it.
     *
     * @param name such as {@code HOI_DATABASE_PASSWORD}
     * @throws IllegalStateException with a sentence and the cure: SEC-001 both are set, SEC-002 the file cannot be read or
     *     holds nothing, SEC-003 everyone on the machine may read the file
     */
    public static Optional<String> find(String name) {
        return find(name, System::getenv);
    }

    static Optional<String> find(String name, UnaryOperator<@Nullable String> environment) {
        @Nullable String value = environment.apply(name);
        @Nullable String file = environment.apply(name + "_FILE");
        if (file == null || file.isBlank()) {
            return Optional.ofNullable(value).filter(text -> !text.isBlank());
        }
        if (value != null && !value.isBlank()) {
            throw new IllegalStateException(
                    "SEC-001: Có cả " + name + " và " + name + "_FILE; chỉ đặt một trong hai biến.");
        }
        return Optional.of(read(name + "_FILE", file));
    }

    private static String read(String variable, String file) {
        try {
            Path path = Path.of(file);
            refuseOpen(variable, path);
            if (Files.size(path) > MOST_BYTES) {
                throw unreadable(variable, file, null);
            }
            String text = Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
            if (text.isEmpty()) {
                throw unreadable(variable, file, null);
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            throw unreadable(variable, file, e);
        }
    }

    private static IllegalStateException unreadable(String variable, String file, @Nullable Exception cause) {
        return new IllegalStateException(
                "SEC-002: Không đọc được bí mật trong tệp «" + file + "» mà " + variable
                        + " nêu, hoặc tệp rỗng; kiểm tra đường dẫn, quyền đọc và nội dung tệp.",
                cause);
    }

    /** File systems without such rights (Windows) are left to their owner. */
    private static void refuseOpen(String variable, Path path) throws IOException {
        @Nullable PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
            LOG.warn("{} names a file that everyone on this machine may read; it is not used", variable);
            throw new IllegalStateException("SEC-003: Mọi người trên máy đều đọc được tệp bí mật «" + path + "» mà "
                    + variable + " nêu; thu quyền lại (chmod 600, hoặc defaultMode 0400 của nền tảng container).");
        }
    }
}
