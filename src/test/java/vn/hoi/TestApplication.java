package vn.hoi;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import vn.hoi.database.PostgresInside;

/** The whole program on {@link TestDatabase}, without demonstration data, started once and shared by all test classes. */
public final class TestApplication {

    /** The folder with {@code fields/}, {@code schema/} and {@code provinces/}. */
    public static final Path HOME = Path.of("").toAbsolutePath();

    private static @Nullable ConfigurableApplicationContext shared;

    private TestApplication() {}

    private static synchronized ConfigurableApplicationContext shared() {
        if (shared == null) {
            shared = start(TestDatabase.server().jdbcUrl(), HOME, WebApplicationType.SERVLET);
        }
        return shared;
    }

    /** The program on this database and these declarations; the caller closes it. */
    public static ConfigurableApplicationContext start(String jdbcUrl, Path home, WebApplicationType type) {
        return start(jdbcUrl, home, type, Map.of());
    }

    /** @param further settings beside the usual ones */
    public static ConfigurableApplicationContext start(
            String jdbcUrl, Path home, WebApplicationType type, Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.datasource.url", jdbcUrl);
        settings.put("spring.datasource.username", PostgresInside.USER);
        settings.put("spring.datasource.password", TestDatabase.server().password());
        settings.put("server.port", 0);
        settings.put("server.address", "127.0.0.1");
        settings.put("hoi.home", home.toString());
        settings.put("hoi.province", "langson");
        settings.put("hoi.scale", 0.0);
        settings.put("hoi.lookup.per-minute", 0);
        settings.putAll(further);
        var spring = new SpringApplication(Application.class);
        spring.setWebApplicationType(type);
        spring.setDefaultProperties(settings);
        spring.setRegisterShutdownHook(false);
        // connections are killed on purpose; what that logs would bury what matters
        ConfigurableApplicationContext context = spring.run(
                "--logging.level.vn.hoi=warn",
                "--logging.level.com.zaxxer.hikari=off",
                "--logging.level.org.springframework.jdbc=off",
                "--logging.level.org.springframework.transaction=off");
        TestPeople.enter(context);
        return context;
    }

    /** The running program, for those who make accounts in it. */
    public static ConfigurableApplicationContext context() {
        return shared();
    }

    /** A part of the running program. */
    public static <T> T get(Class<T> type) {
        return shared().getBean(type);
    }

    /** Port of its web server. */
    public static int port() {
        return Integer.parseInt(shared().getEnvironment().getRequiredProperty("local.server.port"));
    }

    static synchronized void close() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }
}
