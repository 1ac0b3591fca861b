package vn.hoi.common;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that repeats itself behind the requests on a thread of its own, from the end of the start steps until the program
 * stops; a round that runs then is waited for.
 */
public abstract class Repeated implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);
    private static final int PATIENCE_SECONDS = 20;
    /** After the start steps, before the web server. */
    private static final int PHASE = 100;

    private final String thread;
    private final Duration first;
    private final Duration pause;
    private @Nullable ScheduledExecutorService worker;

    /**
     * @param thread its name
     * @param first from the start to the first round
     * @param pause from the end of one round to the next
     */
    protected Repeated(String thread, Duration first, Duration pause) {
        this.thread = thread;
        this.first = first;
        this.pause = pause;
    }

    /** One round; whatever goes wrong in it is its own to tell, or no further round comes. */
    protected abstract void round();

    @Override
    public void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(thread).factory());
        executor.scheduleWithFixedDelay(this::round, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        worker = executor;
    }

    @Override
    public void stop() {
        if (worker != null) {
            worker.shutdown();
            try {
                if (!worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("«{}» did not end in time", thread);
                }
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
        return PHASE;
    }
}
