package vn.hoi.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;

/**
 * Adds postings. While a transaction commits, further requests wait and go into the next one together, so that the ledger
 * and a single hot line take many a second; each is tried by itself, and answered when the commit stands.
 */
@Component
public class Postings {

    /** The largest amount of one posting, in đồng. */
    public static final long MOST = 9_000_000_000_000_000L;

    private static final int TOGETHER = 64;
    /** How long a commit waits at most for those who asked together the last time: a tenth of what it takes itself. */
    private static final long GATHERING_NANOS = 300_000;

    private final Booking booking;
    private final PostingRows rows;
    private final TransactionTemplate transaction;
    private final CurrentPerson person;
    /** Whether one of the threads leads a transaction. */
    private final AtomicBoolean busy = new AtomicBoolean();

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    /** How many asked while the last transaction was under way, with those it answered. */
    private volatile int crowd;

    Postings(Booking booking, PostingRows rows, PlatformTransactionManager transactions, CurrentPerson person) {
        this.booking = booking;
        this.rows = rows;
        this.person = person;
        transaction = new TransactionTemplate(transactions);
        // an order is never part of another transaction: it is answered when it stands
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private static final class Waiting {
        private final Order order;
        private final Thread thread = Thread.currentThread();
        private volatile Booking.@Nullable Outcome outcome;
        private volatile @Nullable RuntimeException failure;

        Waiting(Order order) {
            this.order = order;
        }

        boolean isDone() {
            return outcome != null || failure != null;
        }

        void stands(Booking.Outcome told) {
            outcome = told;
            LockSupport.unpark(thread);
        }

        void failed(RuntimeException why) {
            failure = why;
            LockSupport.unpark(thread);
        }
    }

    /**
     * Adds postings that stand or fall together, in the name of whoever is at work.
     *
     * @param key names the request: the same key with the same entries is answered as the first time
     * @return the postings, in the order of the entries
     * @throws Problem LED-0xx with both amounts and the document that sets the limit; nothing is booked then
     */
    public List<Posting> post(List<Entry> entries, String key) {
        return outcome(new Order(entries, person.account(), key, null)).orThrow();
    }

    /**
     * As {@link #post}, but within the transaction of whoever calls: what is booked stands or falls with the rest of it.
     *
     * @throws Problem as {@link #post}; the caller's transaction is then to be undone
     * @throws IllegalTransactionStateException outside of a transaction
     */
    public List<Posting> postWithin(List<Entry> entries, String key) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("no transaction to post within");
        }
        var order = new Order(entries, person.account(), key, null);
        try {
            return booking.book(List.of(order)).getFirst().orThrow();
        } catch (DataIntegrityViolationException refused) {
            throw RefusedByDatabase.problem(refused);
        }
    }

    /** What would refuse these postings; nothing is booked. Empty when nothing would. */
    Optional<Problem> tried(List<Entry> entries, String key) {
        var order = new Order(entries, person.account(), key, null);
        Booking.Outcome outcome = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return booking.book(List.of(order)).getFirst();
        }));
        return Optional.ofNullable(outcome.refused());
    }

    /** As {@link #post}, and whether it was the repetition of a request. */
    Booking.Outcome outcome(Order order) {
        var mine = new Waiting(order);
        waiting.add(mine);
        boolean interrupted = false;
        while (!mine.isDone()) {
            if (busy.compareAndSet(false, true)) {
                lead();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return Objects.requireNonNull(mine.outcome);
    }

    /** One transaction for all that wait; then the first of those who came meanwhile is to lead. */
    private void lead() {
        gather();
        List<Waiting> next = next();
        try {
            together(next);
        } finally {
            crowd = next.size() + waiting.size();
            next.stream()
                    .filter(one -> !one.isDone())
                    .forEach(one -> one.failed(new IllegalStateException("broken off")));
            busy.set(false);
            Waiting first = waiting.peek();
            if (first != null) {
                LockSupport.unpark(first.thread);
            }
        }
    }

    /** Those just answered ask again at once when many work: one commit for all of them costs as much as for half. */
    private void gather() {
        int most = Math.min(crowd, TOGETHER);
        long end = System.nanoTime() + GATHERING_NANOS;
        while (waiting.size() < most && System.nanoTime() < end) {
            Thread.yield();
        }
    }

    private List<Waiting> next() {
        List<Waiting> next = new ArrayList<>();
        @Nullable Waiting one;
        while (next.size() < TOGETHER && (one = waiting.poll()) != null) {
            next.add(one);
        }
        return next;
    }

    private void together(List<Waiting> orders) {
        if (orders.size() > 1) {
            try {
                List<Booking.Outcome> outcomes = Objects.requireNonNull(transaction.execute(status ->
                        booking.book(orders.stream().map(one -> one.order).toList())));
                for (int index = 0; index < orders.size(); index++) {
                    orders.get(index).stands(outcomes.get(index));
                }
                return;
            } catch (DataIntegrityViolationException | ConcurrencyFailureException oneOfThem) {
                // which one it is shows when each is tried alone
            } catch (RuntimeException failed) {
                orders.forEach(one -> one.failed(failed));
                return;
            }
        }
        for (Waiting one : orders) {
            try {
                one.stands(alone(one.order));
            } catch (RuntimeException failed) {
                one.failed(failed);
            }
        }
    }

    private Booking.Outcome alone(Order order) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> booking.book(List.of(order))))
                    .getFirst();
        } catch (DataIntegrityViolationException refused) {
            return new Booking.Outcome(List.of(), false, RefusedByDatabase.problem(refused));
        }
    }

    /** @throws Problem LED-404 */
    public Posting get(long id) {
        return find(id).orElseThrow(() ->
                Problem.unknown("LED-404", "Không có bút toán số " + id + "; mở lại danh sách bút toán."));
    }

    public Optional<Posting> find(long id) {
        return rows.find(id);
    }
}
