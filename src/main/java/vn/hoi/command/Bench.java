package vn.hoi.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.bench.AccessBench;
import vn.hoi.bench.FigureBench;
import vn.hoi.bench.Http;
import vn.hoi.bench.JournalBench;
import vn.hoi.bench.LedgerBench;
import vn.hoi.bench.Measured;
import vn.hoi.bench.PlanBench;
import vn.hoi.bench.RegisterBench;
import vn.hoi.bench.StarBench;
import vn.hoi.bench.StepBench;
import vn.hoi.database.DataFolder;

/** {@code ./hoi bench}: import, journal and ledger on an empty folder; lists, look-up, figures and a plan on a full one. */
final class Bench {

    /** What can be measured. */
    static final List<String> NAMES = List.of("registers", "access", "figures", "ledger", "plan");

    private static final int POLL_MILLIS = 2000;

    private final Class<?> application;
    private final Path root;
    private final Map<String, Object> settings;
    private final @Nullable String json;

    Bench(Class<?> application, Path root, Map<String, Object> settings, @Nullable String json) {
        this.application = application;
        this.root = root;
        this.settings = settings;
        this.json = json;
    }

    /** @return 0 when every budget holds */
    int run(String name, PrintStream out) {
        try {
            List<Measured> measured = new ArrayList<>(
                    switch (name) {
                        case "figures" -> figures(out);
                        case "ledger" -> booking(out);
                        case "plan" -> plan(out);
                        default -> registers(name, out);
                    });
            if (json != null) {
                Files.writeString(Path.of(json), JsonMapper.shared().writeValueAsString(measured));
            }
            return measured.stream().allMatch(line -> !Boolean.FALSE.equals(line.met())) ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Measured> registers(String name, PrintStream out) throws IOException {
        List<Measured> measured = new ArrayList<>(name.equals("access") ? sealing(out) : importing(out));
        measured.forEach(out::println);
        List<Measured> read = reading(name, out);
        read.forEach(out::println);
        measured.addAll(read);
        return measured;
    }

    /** The same page on a hundredth of the records and on all of them, then all that is measured at full scale. */
    private List<Measured> figures(PrintStream out) {
        List<Double> hundredth = new ArrayList<>();
        loaded(
                "hundredth",
                0.01,
                out,
                context -> hundredth.addAll(context.getBean(FigureBench.class).page()));
        List<Measured> measured = new ArrayList<>();
        loaded("full", 1, out, context -> {
            Consumer<String> tell = said -> out.println("· " + said);
            told(context.getBean(FigureBench.class).measureReading(hundredth, tell), measured, out);
            told(context.getBean(StarBench.class).measure(tell), measured, out);
            told(context.getBean(StepBench.class).measure(tell), measured, out);
        });
        return measured;
    }

    /** A plan read, printed and checked; {@code -Dhoi.bench.scale} measures on fewer records while something is built. */
    private List<Measured> plan(PrintStream out) {
        double scale = Double.parseDouble(System.getProperty("hoi.bench.scale", "1"));
        List<Measured> measured = new ArrayList<>();
        loaded(scale == 1 ? "full" : "scale-" + scale, scale, out, context -> {
            int port = Integer.parseInt(
                    Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
            var caller = new Http(port, context.getBean(AccessBench.class).keyOfAll());
            Consumer<String> tell = said -> out.println("· " + said);
            told(context.getBean(PlanBench.class).measure(caller, tell), measured, out);
        });
        return measured;
    }

    private static void told(List<Measured> some, List<Measured> all, PrintStream out) {
        some.forEach(out::println);
        all.addAll(some);
    }

    /** The program on a data folder of its own, once the demonstration is there. */
    private void loaded(String folder, double scale, PrintStream out, Consumer<ConfigurableApplicationContext> work) {
        Map<String, Object> set = new HashMap<>(settings);
        set.put("hoi.scale", scale);
        set.put("hoi.data", root.resolve(folder).toString());
        set.put("server.port", 0);
        set.put("server.address", "127.0.0.1");
        try (Database database = Database.take(new DataFolder(root.resolve(folder)), true);
                ConfigurableApplicationContext context =
                        Commands.start(application, WebApplicationType.SERVLET, set, database)) {
            RegisterBench bench = context.getBean(RegisterBench.class);
            bench.refuseUnsafe();
            out.println("· nạp dữ liệu trình diễn (một lần, đến vài phút)");
            while (!bench.isLoaded(scale)) {
                pause();
            }
            work.accept(context);
        }
    }

    private interface Measuring {
        List<Measured> on(ConfigurableApplicationContext context, Consumer<String> tell) throws IOException;
    }

    /** Work on the program over a folder that is made anew, without records. */
    private List<Measured> onEmpty(String name, PrintStream out, Measuring work) throws IOException {
        Path folder = root.resolve(name);
        delete(folder);
        Map<String, Object> set = new HashMap<>(settings);
        set.put("hoi.scale", 0.0);
        set.put("hoi.data", folder.toString());
        try (Database database = Database.take(new DataFolder(folder), true);
                ConfigurableApplicationContext context =
                        Commands.start(application, WebApplicationType.NONE, set, database)) {
            context.getBean(RegisterBench.class).refuseUnsafe();
            return work.on(context, said -> out.println("· " + said));
        }
    }

    private List<Measured> sealing(PrintStream out) throws IOException {
        return onEmpty(
                "journal",
                out,
                (context, tell) -> context.getBean(JournalBench.class).measureSealing(tell));
    }

    private List<Measured> booking(PrintStream out) throws IOException {
        List<Measured> measured = onEmpty(
                "ledger",
                out,
                (context, tell) -> context.getBean(LedgerBench.class).measure(tell));
        measured.forEach(out::println);
        return measured;
    }

    private List<Measured> importing(PrintStream out) throws IOException {
        return onEmpty(
                "import",
                out,
                (context, tell) -> context.getBean(RegisterBench.class).measureImport(root.resolve("import"), tell));
    }

    private List<Measured> reading(String name, PrintStream out) {
        Map<String, Object> set = new HashMap<>(settings);
        set.put("hoi.scale", 1.0);
        set.put("hoi.data", root.resolve("full").toString());
        set.put("server.port", 0);
        set.put("server.address", "127.0.0.1");
        // all the callers are one machine here
        set.put("hoi.lookup.per-minute", 1_000_000_000);
        set.put("hoi.lookup.burst", 1_000_000_000);
        try (Database database = Database.take(new DataFolder(root.resolve("full")), true);
                ConfigurableApplicationContext context =
                        Commands.start(application, WebApplicationType.SERVLET, set, database)) {
            RegisterBench bench = context.getBean(RegisterBench.class);
            bench.refuseUnsafe();
            out.println("· nạp dữ liệu trình diễn đầy đủ (một lần, vài phút)");
            while (!bench.isLoaded()) {
                pause();
            }
            int port = Integer.parseInt(
                    Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
            AccessBench access = context.getBean(AccessBench.class);
            if (name.equals("access")) {
                out.println("· danh sách theo quyền");
                return access.measureLists(port);
            }
            List<Measured> measured = new ArrayList<>(
                    bench.measureLists(new Http(port, access.keyOfAll()), said -> out.println("· " + said)));
            measured.addAll(bench.measureLookUp(new Http(port), said -> out.println("· " + said)));
            return measured;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
