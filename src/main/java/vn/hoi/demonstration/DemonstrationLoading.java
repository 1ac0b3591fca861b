package vn.hoi.demonstration;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Home;
import vn.hoi.common.Job;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Notice;
import vn.hoi.common.StartStep;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.RecordLoading;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/**
 * Loads the demonstration data into an empty database: as many small registers as some seconds allow before the first request, the others
 * behind it, batch by batch, each with the number of rows that are in. A start after a crash goes on where it stopped.
 */
@Component
class DemonstrationLoading implements StartStep, SmartLifecycle, Notice, Job {

    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationLoading.class);
    private static final int SMALL = 50_000;
    private static final long BATCH = 100_000;
    private static final double NOT_SERVING = -1;
    private static final int BAR = 30;
    /** As long as the first page may wait for small registers; the others come behind it. */
    private static final long FIRST_NANOS = 1_500_000_000L;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final RecordLoading loading;
    private final Registers registers;
    private final Units units;
    private final Home home;
    private final Earlier earlier;
    private final double asked;

    private @Nullable Quotas quotas;
    private @Nullable Thread worker;
    private volatile boolean stopping;
    private volatile long wanted;
    private volatile long done;
    private long began;
    private long doneBefore;
    private int shown = -1;

    DemonstrationLoading(
            JdbcClient database,
            TransactionTemplate transaction,
            RecordLoading loading,
            Registers registers,
            Units units,
            Home home,
            Earlier earlier,
            @Value("${hoi.scale:-1}") double asked) {
        this.database = database;
        this.transaction = transaction;
        this.loading = loading;
        this.registers = registers;
        this.units = units;
        this.home = home;
        this.earlier = earlier;
        this.asked = asked;
    }

    @Override
    public String id() {
        return "demonstration";
    }

    @Override
    public Label name() {
        return new Label("Nạp dữ liệu trình diễn", "Loading of the demonstration data");
    }

    @Override
    public Label rhythm() {
        return new Label("một lần, sau lần khởi động đầu", "once, behind the first start");
    }

    @Override
    public Run last() {
        String so = Vietnamese.number(done) + "/" + Vietnamese.number(wanted);
        boolean at = worker != null && done < wanted;
        return new Run(
                null,
                at ? State.RUNNING : wanted == 0 ? State.IDLE : State.FINE,
                new Label(so + " bản ghi", so + " records"));
    }

    private record Part(String register, long wanted, long loaded) {}

    @Override
    public int order() {
        return 90;
    }

    @Override
    public String says() {
        return "dữ liệu trình diễn (các sổ nhỏ)";
    }

    @Override
    public void run() {
        if (asked == NOT_SERVING) {
            return;
        }
        choose();
        List<Part> parts = parts();
        wanted = parts.stream().mapToLong(Part::wanted).sum();
        done = parts.stream().mapToLong(Part::loaded).sum();
        began = System.nanoTime();
        doneBefore = done;
        if (done >= wanted) {
            return;
        }
        Set<String> early = new HashSet<>();
        long until = began + FIRST_NANOS;
        for (Part part : parts) {
            if (System.nanoTime() < until
                    && part.wanted <= SMALL
                    && early.containsAll(quotas().refersTo(part.register))) {
                load(part);
                early.add(part.register);
            }
        }
    }

    /** The first start decides the scale; an empty register whose quotas came later is loaded at the next start. */
    private void choose() {
        transaction.executeWithoutResult(status -> {
            database.sql("insert into demonstration.choice (scale) values (:scale) on conflict do nothing")
                    .param("scale", asked)
                    .update();
            double scale = scale();
            if (scale == 0) {
                return;
            }
            Quotas quotas = quotas();
            Set<String> chosen = parts().stream().map(Part::register).collect(Collectors.toSet());
            for (String register : quotas.registers()) {
                if (!chosen.contains(register) && registers.find(register).isPresent() && earlier.isEmpty(register)) {
                    database.sql("""
                                    insert into demonstration.loading (register, place, wanted)
                                    select :r, coalesce(max(place) + 1, 0), :w from demonstration.loading
                                    on conflict do nothing""")
                            .param("r", register)
                            .param("w", quotas.count(register, scale))
                            .update();
                }
            }
        });
    }

    private double scale() {
        return database.sql("select scale from demonstration.choice")
                .query(Double.class)
                .single();
    }

    private List<Part> parts() {
        return database.sql("select register, wanted, loaded from demonstration.loading order by place")
                .query((row, n) -> new Part(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** The quotas of the province, read once. */
    private synchronized Quotas quotas() {
        Quotas read = quotas;
        if (read == null) {
            read = Quotas.read(home.provinceFolder().resolve("demonstration"));
            quotas = read;
        }
        return read;
    }

    private void load(Part part) {
        if (part.loaded >= part.wanted || stopping) {
            return;
        }
        double scale = scale();
        Register register = registers.get(part.register);
        List<Area> areas = units.list().stream().map(Area::of).toList();
        QuotaRows rows = quotas().rows(part.register, scale, areas, earlier);
        Iterator<@Nullable Object[]> iterator = rows.iterator();
        for (long skip = 0; skip < part.loaded; skip++) {
            Objects.requireNonNull(iterator.next());
        }
        long loaded;
        try (var _ = loading.setAside(register, part.wanted - part.loaded)) {
            loaded = load(part, register, rows.columns(), iterator);
        }
        if (loaded >= part.wanted) {
            loading.analyse(register);
        }
    }

    /** The rest of a register, batch by batch. @return rows that are in */
    private long load(Part part, Register register, List<String> columns, Iterator<@Nullable Object[]> rows) {
        RecordLoading.Numbers numbers = loading.numbers(register);
        long loaded = part.loaded;
        while (rows.hasNext() && !stopping) {
            long before = done;
            long soFar = loaded;
            long batch = Objects.requireNonNull(transaction.execute(status -> {
                long count = loading.load(
                        register, columns, rows, BATCH, numbers, "Dữ liệu trình diễn", so -> tell(before + so));
                int kept = database.sql("""
                                update demonstration.loading set loaded = loaded + :n
                                where register = :register and loaded = :before""")
                        .param("n", count)
                        .param("register", register.id())
                        .param("before", soFar)
                        .update();
                if (kept == 0) {
                    throw new IllegalStateException("another node is loading " + register.id());
                }
                return count;
            }));
            loaded += batch;
            done = before + batch;
            tell(done);
        }
        return loaded;
    }

    /** A bar on the console that moves by whole percents, with the time left. */
    private synchronized void tell(long now) {
        done = now;
        int percent = wanted == 0 ? 100 : (int) (100 * now / wanted);
        if (percent == shown) {
            return;
        }
        shown = percent;
        boolean terminal = System.console() != null && System.console().isTerminal();
        if (!terminal && percent % 10 != 0) {
            return;
        }
        int filled = BAR * percent / 100;
        String line = "  Nạp dữ liệu trình diễn [" + "█".repeat(filled) + "░".repeat(BAR - filled) + "] " + percent
                + "%  " + Vietnamese.number(now) + "/" + Vietnamese.number(wanted) + " bản ghi, còn " + secondsLeft()
                + " giây   ";
        System.out.print(terminal ? "\r" + line + (percent == 100 ? "\n" : "") : line + "\n");
        System.out.flush();
    }

    private long secondsLeft() {
        double seconds = (System.nanoTime() - began) / 1e9;
        long loaded = done - doneBefore;
        return loaded == 0 ? 0 : Math.round(seconds * (wanted - done) / loaded);
    }

    @Override
    public String text(Language language) {
        if (done >= wanted) {
            return "";
        }
        String percent = String.valueOf(100 * done / wanted);
        return language == Language.VI
                ? "Đang nạp dữ liệu trình diễn: " + percent + "%, còn khoảng " + secondsLeft()
                        + " giây. Số liệu tăng dần theo từng đợt nạp."
                : "Loading demonstration data: " + percent + "%, about " + secondsLeft()
                        + " seconds left. Figures grow with every batch.";
    }

    @Override
    public void start() {
        if (asked == NOT_SERVING || done >= wanted) {
            return;
        }
        stopping = false;
        worker = Thread.ofPlatform().daemon().name("demonstration").start(() -> {
            try {
                parts().forEach(this::load);
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.error("Nạp dữ liệu trình diễn dừng giữa chừng; lần chạy sau sẽ nạp tiếp: {}", e.getMessage());
                }
            }
        });
    }

    @Override
    public void stop() {
        stopping = true;
        Thread running = worker;
        if (running != null) {
            try {
                running.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            worker = null;
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    @Override
    public int getPhase() {
        return 200;
    }
}
