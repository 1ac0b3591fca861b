package vn.hoi.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import vn.hoi.access.OneTimeLinks;
import vn.hoi.access.Tokens;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Secret;
import vn.hoi.database.Backup;
import vn.hoi.database.DataFolder;
import vn.hoi.database.StartFailure;
import vn.hoi.demonstration.DemonstrationPeople;
import vn.hoi.intake.Batch;

/** Runs one command. */
public final class Commands {

    /** The command goes on in other threads; the process must not be ended. */
    public static final int KEEPS_RUNNING = -1;

    private static final Duration TOKEN_LASTS = Duration.ofDays(30);

    private static final int SHORTEST_PURPOSE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private Commands() {}

    /** @return the exit code, or {@link #KEEPS_RUNNING} */
    public static int run(Class<?> application, String[] words) {
        try {
            Arguments arguments = Arguments.read(words);
            return switch (arguments.command()) {
                case "serve" -> serve(application, arguments);
                case "check" -> check(application, arguments);
                case "backup" -> backup(arguments);
                case "restore" -> restore(arguments);
                case "load" -> load(application, arguments);
                case "export" -> export(application, arguments);
                case "token" -> token(application, arguments);
                case "bench" -> bench(application, arguments);
                case "drop" -> drop(application, arguments);
                case "train" -> train(application, arguments);
                case "help" -> help();
                default -> throw new StartFailure("Không có lệnh «" + arguments.command() + "»; xem «./hoi help».");
            };
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            return 1;
        } catch (IOException | RuntimeException failure) {
            System.err.println(sentence(failure));
            LOG.debug("failed", failure);
            return 1;
        }
    }

    /** The one line that says what is wrong: the innermost fault of ours, or the innermost cause. */
    private static String sentence(Throwable failure) {
        Throwable at = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeclarationFault || cause instanceof StartFailure) {
                return String.valueOf(cause.getMessage());
            }
            at = cause;
        }
        return "Không khởi động được: " + (at.getMessage() == null ? at.toString() : at.getMessage());
    }

    private static int serve(Class<?> application, Arguments arguments) {
        int port = arguments.port();
        double scale = arguments.scale();
        Listen listen = Listen.of(arguments);
        refuseBusy(listen.address(), port);
        Map<String, Object> settings = settings(arguments);
        settings.put("server.port", port);
        settings.put("server.address", listen.address());
        settings.put("hoi.hosts", String.join(",", listen.hosts()));
        settings.put("hoi.listen-with-demonstration", listen.withDemonstration());
        settings.put("hoi.scale", scale);
        DataFolder folder = folder(arguments);
        settings.put("hoi.data", folder.root().toString());
        Database database = Database.take(folder, true);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop"));
        ConfigurableApplicationContext context = start(application, WebApplicationType.SERVLET, settings, database);
        database.closeAfter(context);
        String bound = context.getEnvironment().getProperty("local.server.port", String.valueOf(port));
        System.out.println();
        String address = "http://" + listen.name() + ":" + bound;
        System.out.println("  Hồi đang chạy: " + address + "/");
        tellWhoMaySignIn(context, address);
        System.out.println("  Dừng bằng Ctrl-C. Dữ liệu ở " + database.place() + ".");
        System.out.println();
        System.out.flush();
        return KEEPS_RUNNING;
    }

    /** The one-time link of an installation without accounts; the accounts of a demonstration with their password. */
    private static void tellWhoMaySignIn(ConfigurableApplicationContext context, String address) {
        context.getBean(OneTimeLinks.class)
                .first()
                .ifPresent(link -> System.out.println(
                        "  Chưa có tài khoản nào. Lập tài khoản quản trị (dùng một lần, trong 24 giờ): " + address
                                + link));
        var people = context.getBean(DemonstrationPeople.class);
        people.password().ifPresent(password -> {
            System.out.println("  Tài khoản trình diễn: " + String.join(", ", people.names()));
            System.out.println("  Mật khẩu trình diễn: " + password);
        });
    }

    /** A key of 30 days that may all its account may, on standard output alone; beside a running server too. */
    private static int token(Class<?> application, Arguments arguments) {
        if (arguments.values().size() != 1) {
            throw new StartFailure("Cần tên tài khoản: ./hoi token TÀI-KHOẢN [--data THƯ-MỤC]");
        }
        Map<String, Object> settings = settings(arguments);
        DataFolder folder = withData(arguments);
        PrintStream out = System.out;
        // what the start logs is not part of the answer
        System.setOut(System.err);
        try (Database database = Database.take(folder, false);
                ConfigurableApplicationContext context =
                        start(application, WebApplicationType.NONE, settings, database)) {
            out.println(context.getBean(Tokens.class)
                    .make(
                            arguments.values().getFirst(),
                            Tokens.Grant.whole("./hoi token", "Lệnh «./hoi token» trên máy chủ", TOKEN_LASTS)));
            return 0;
        } finally {
            System.setOut(out);
        }
    }

    private static int check(Class<?> application, Arguments arguments) {
        Map<String, Object> settings = settings(arguments);
        try (Database database = Database.take(withData(arguments), false);
                ConfigurableApplicationContext context =
                        start(application, WebApplicationType.NONE, settings, database)) {
            return arguments.options().containsKey("journal")
                    ? context.getBean(CheckJournal.class).run(System.out)
                    : context.getBean(Check.class).run(System.out);
        }
    }

    /** The right rows of a file, as the page of the import does; beside a running server too. */
    private static int load(Class<?> application, Arguments arguments) {
        if (arguments.values().size() != 2) {
            throw new StartFailure("Cần sổ và tệp: ./hoi load SỔ TỆP [--data THƯ-MỤC]");
        }
        Path file = Path.of(arguments.values().getLast()).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new StartFailure("Không có tệp " + file + ".");
        }
        Batch.Mode mode = arguments.mode();
        Map<String, Object> settings = settings(arguments);
        try (Database database = Database.take(withData(arguments), false);
                ConfigurableApplicationContext context =
                        start(application, WebApplicationType.NONE, settings, database)) {
            return context.getBean(Load.class).run(arguments.values().getFirst(), file, mode, System.out);
        }
    }

    /** Everything as tables, of one moment; beside a running server too. */
    private static int export(Class<?> application, Arguments arguments) {
        if (arguments.values().size() != 1) {
            throw new StartFailure("Cần nơi ghi: ./hoi export THƯ-MỤC|TỆP.zip [--personal --purpose \"…\"]"
                    + " [--data THƯ-MỤC-DỮ-LIỆU]");
        }
        Path target = Path.of(arguments.values().getFirst()).toAbsolutePath().normalize();
        ExportTarget.refuseExisting(target);
        @Nullable String purpose = purpose(arguments);
        Map<String, Object> settings = settings(arguments);
        try (Database database = Database.take(withData(arguments), false);
                ConfigurableApplicationContext context =
                        start(application, WebApplicationType.NONE, settings, database)) {
            return context.getBean(Export.class).run(target, purpose, System.out);
        }
    }

    /** Why personal columns are asked for; null when they are not. */
    static @Nullable String purpose(Arguments arguments) {
        String purpose = arguments.option("purpose", "").strip();
        boolean personal = arguments.options().containsKey("personal");
        if (personal && purpose.length() < SHORTEST_PURPOSE) {
            throw new StartFailure(
                    "Xuất cột dữ liệu cá nhân phải ghi rõ mục đích, ít nhất " + SHORTEST_PURPOSE
                            + " ký tự, ví dụ: --personal --purpose \"bàn giao dữ liệu cho Sở Nội vụ\"; mục đích được ghi vào nhật ký.");
        }
        if (!personal && !purpose.isEmpty()) {
            throw new StartFailure("--purpose chỉ dùng cùng --personal; bỏ --purpose hoặc thêm --personal.");
        }
        return personal ? purpose : null;
    }

    /** Measures on data folders of its own; the loaded one is kept for the next time. */
    private static int bench(Class<?> application, Arguments arguments) {
        if (arguments.values().size() != 1
                || !Bench.NAMES.contains(arguments.values().getFirst())) {
            throw new StartFailure("Có các phép đo " + String.join(", ", Bench.NAMES)
                    + ": ./hoi bench TÊN [--json TỆP] [--data THƯ-MỤC]");
        }
        Path root = Path.of(arguments.option(
                        "data", home().resolve("target").resolve("bench").toString()))
                .toAbsolutePath();
        return new Bench(
                        application,
                        root,
                        settings(arguments),
                        arguments.options().get("json"))
                .run(arguments.values().getFirst(), System.out);
    }

    /** Drops a column on purpose, in a start that then goes on to bring the tables up to the declarations. */
    private static int drop(Class<?> application, Arguments arguments) {
        if (arguments.values().size() != 2) {
            throw new StartFailure("Cần sổ và cột: ./hoi drop SỔ CỘT [--data THƯ-MỤC]");
        }
        DataFolder folder = withData(arguments);
        Map<String, Object> settings = settings(arguments);
        settings.put(
                "hoi.drop",
                arguments.values().getFirst() + "/" + arguments.values().getLast());
        settings.put("hoi.drop-folder", folder.root().toString());
        try (Database database = Database.take(folder, true);
                ConfigurableApplicationContext context =
                        start(application, WebApplicationType.NONE, settings, database)) {
            return context.isRunning() ? 0 : 1;
        }
    }

    /**
     * A whole first start in a folder of its own and a few pages, so that the build can keep its classes ready
     * ({@code -XX:AOTCacheOutput}).
     */
    private static int train(Class<?> application, Arguments arguments) throws IOException {
        Map<String, Object> settings = settings(arguments);
        settings.put("server.port", 0);
        settings.put("server.address", "127.0.0.1");
        settings.put("hoi.scale", 0.0);
        Path folder = Files.createTempDirectory("hoi-train");
        settings.put("hoi.data", folder.toString());
        try (Database database = Database.inside(new DataFolder(folder), true)) {
            ConfigurableApplicationContext context = start(application, WebApplicationType.SERVLET, settings, database);
            database.closeAfter(context);
            String address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
            for (String page : List.of("/", "/registers", "/plans", "/budget", "/sign-in", "/static/hoi.css")) {
                try (InputStream body = URI.create(address + page).toURL().openStream()) {
                    body.transferTo(OutputStream.nullOutputStream());
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return 0;
    }

    private static int backup(Arguments arguments) {
        if (arguments.values().size() != 1) {
            throw new StartFailure("Cần tên tệp: ./hoi backup TỆP [--data THƯ-MỤC]");
        }
        DataFolder folder = withData(arguments);
        try (Database database = Database.take(folder, false)) {
            Path target = Path.of(arguments.values().getFirst()).toAbsolutePath();
            long bytes = Backup.write(database.inside(), folder, target);
            System.out.printf("Đã sao lưu vào %s (%.1f MB).%n", target, bytes / 1048576.0);
            return 0;
        }
    }

    private static int restore(Arguments arguments) {
        if (arguments.values().size() != 1) {
            throw new StartFailure("Cần tên tệp: ./hoi restore TỆP [--data THƯ-MỤC-MỚI]");
        }
        DataFolder folder = folder(arguments);
        Backup.restore(Path.of(arguments.values().getFirst()), folder);
        System.out.println(
                "Đã khôi phục vào " + folder.root() + ". Kiểm tra bằng «./hoi check --data " + folder.root() + "».");
        return 0;
    }

    private static int help() {
        System.out.print("""
                Hồi — từ bản ghi đến kế hoạch được ban hành

                  ./hoi serve [--port 8080] [--data ./data] [--province langson] [--scale 1]
                              [--listen ĐỊA-CHỈ] [--host TÊN[,TÊN]] [--listen-with-demonstration]
                        chạy máy chủ; --scale 0 là không có dữ liệu trình diễn, --scale 0.01 là một phần trăm;
                        chỉ trả lời trên chính máy này, trừ khi có --listen với các tên máy chủ ở --host
                  ./hoi token TÀI-KHOẢN [--data ./data]
                        in một khóa truy cập 30 ngày, được làm mọi việc mà tài khoản được làm
                  ./hoi check [--data ./data]
                        đếm lại mọi số liệu từ bản ghi và đối chiếu kế hoạch; thoát khác 0 nếu có số sai
                  ./hoi check --journal [--data ./data]
                        tính lại toàn bộ niêm phong của nhật ký và so với tệp đầu chuỗi; thoát khác 0 nếu có chỗ đứt
                  ./hoi backup TỆP [--data ./data]
                        sao lưu toàn bộ dữ liệu, máy chủ vẫn chạy
                  ./hoi restore TỆP [--data THƯ-MỤC-MỚI]
                        khôi phục vào một thư mục trống
                  ./hoi load SỔ TỆP [--mode add|change|both] [--data ./data]
                        nhập các dòng đúng của một tệp .xlsx hoặc .csv; dòng sai được ghi ra tệp bên cạnh kèm lý do;
                        --mode change chỉ sửa bản ghi đã có, --mode both thêm mới và sửa
                  ./hoi export THƯ-MỤC|TỆP.zip [--personal --purpose "…"] [--data ./data]
                        ghi mọi sổ, đơn vị, số liệu tại một thời điểm ra CSV và JSON từng dòng, máy chủ vẫn chạy;
                        cột dữ liệu cá nhân chỉ khi có --personal và mục đích, được ghi vào nhật ký
                  ./hoi bench registers [--json TỆP]
                        đo tốc độ nhập, danh sách và tra cứu công khai ở quy mô đầy đủ
                  ./hoi bench access [--json TỆP]
                        đo tốc độ ghi và niêm phong nhật ký
                  ./hoi bench figures [--json TỆP]
                        đo tốc độ đọc và ghi số liệu ở quy mô đầy đủ, so với SQL thường và với bảng sao dựng lại
                  ./hoi bench ledger [--json TỆP]
                        đo tốc độ ghi bút toán, đọc số dư và khóa sổ năm của sổ ngân sách
                  ./hoi bench plan [--json TỆP]
                        đo tốc độ mở, in và kiểm tra một kế hoạch 60 trang ở quy mô đầy đủ
                  ./hoi drop SỔ CỘT [--data ./data]
                        chủ động bỏ một cột không còn trong khai báo; dữ liệu của cột được ghi ra tệp trước khi bỏ
                  ./hoi help
                        trang này

                Biến môi trường: HOI_PORT, HOI_DATABASE_URL (một PostgreSQL 18 có sẵn), HOI_DATABASE_USER,
                HOI_DATABASE_PASSWORD, JAVA_HOME, HOI_JOURNAL_HEADS (nơi ghi thêm một bản đầu chuỗi nhật ký, nên ở ổ đĩa
                khác). Biến nào là bí mật thì có thể đặt thành tệp: TÊN_FILE=/đường/dẫn.
                """);
        return 0;
    }

    static ConfigurableApplicationContext start(
            Class<?> application, WebApplicationType type, Map<String, Object> settings, Database database) {
        var spring = new SpringApplication(application);
        spring.setWebApplicationType(type);
        spring.setDefaultProperties(settings);
        spring.addInitializers(
                context -> context.getBeanFactory().registerSingleton("dataSource", database.dataSource()));
        spring.setRegisterShutdownHook(false);
        return spring.run();
    }

    private static void refuseBusy(String address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new StartFailure(
                    "Cổng " + port + " đang được chương trình khác dùng;"
                            + " dừng chương trình đó hoặc chọn cổng khác, ví dụ --port " + (port == 8080 ? 8081 : 8080)
                            + ".",
                    e);
        }
    }

    private static Map<String, Object> settings(Arguments arguments) {
        String province = arguments.option("province", "langson");
        if (!province.matches("[a-z0-9-]+")
                || !Files.isDirectory(home().resolve("provinces").resolve(province))) {
            throw new StartFailure("Không có tỉnh «" + province + "» trong thư mục provinces/.");
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("hoi.home", home().toString());
        settings.put("hoi.province", province);
        settings.put("hoi.data", folder(arguments).root().toString());
        return settings;
    }

    /** The data folder of a command that works on what is there. */
    private static DataFolder withData(Arguments arguments) {
        DataFolder folder = folder(arguments);
        if (Secret.find(Database.OWN_URL).isEmpty() && !folder.hasCluster()) {
            throw new StartFailure("Thư mục " + folder.root() + " chưa có dữ liệu; chạy «./hoi serve» trước,"
                    + " hoặc chỉ đúng thư mục bằng --data.");
        }
        return folder;
    }

    private static DataFolder folder(Arguments arguments) {
        Path home = home();
        String data = arguments.option("data", "");
        return new DataFolder(data.isEmpty() ? home.resolve("data") : Path.of(data));
    }

    /** The folder that holds {@code fields/} and {@code provinces/}. */
    private static Path home() {
        return Path.of(System.getProperty("hoi.home", "."));
    }
}
