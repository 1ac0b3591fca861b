package vn.hoi.intake;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;

/**
 * Rows tested in a thread of their own while those before them are written. The testing begins when the first row is
 * asked for: then the register stands still.
 */
final class Feed implements Iterator<@Nullable Object[]>, AutoCloseable {

    /** What the thread does: it puts rows into the sink until there are no more. */
    interface Work {
        void run(FilePass.Sink sink) throws InterruptedException;
    }

    /** Some rows, or the end: with what broke it off, if something did. */
    private record Portion(
            List<@Nullable Object[]> rows,
            boolean last,
            @Nullable RuntimeException failure) {}

    private static final int PORTIONS = 4;

    private final ArrayBlockingQueue<Portion> queue = new ArrayBlockingQueue<>(PORTIONS);
    private final Thread thread;
    private Iterator<@Nullable Object[]> rows = List.<@Nullable Object[]>of().iterator();
    private boolean begun;
    private boolean ended;

    Feed(Work work) {
        // reading computes without pause: a virtual thread would keep its carrier from the requests of others
        thread = Thread.ofPlatform().daemon().name("import-reading").unstarted(() -> {
            try {
                work.run(some -> queue.put(new Portion(some, false, null)));
                queue.put(new Portion(List.of(), true, null));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                end(e);
            }
        });
    }

    private void end(RuntimeException failure) {
        try {
            queue.put(new Portion(List.of(), true, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasNext() {
        if (!begun) {
            begun = true;
            thread.start();
        }
        while (!rows.hasNext() && !ended) {
            try {
                Portion portion = queue.take();
                if (portion.failure() != null) {
                    throw portion.failure();
                }
                ended = portion.last();
                rows = portion.rows().iterator();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Problem(503, "IMP-009", "Việc nạp bị dừng; chưa có gì được ghi, nạp lại tệp này.");
            }
        }
        return rows.hasNext();
    }

    @Override
    public @Nullable Object[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    @Override
    public void close() {
        if (begun) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
