package vn.hoi.common;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Work that a module does behind the requests, told to whoever keeps the server. */
public interface Job {

    /** What a job is at. */
    enum State {
        /** Ran and will run again. */
        FINE,
        /** Runs now. */
        RUNNING,
        /** Broke off; it is tried again. */
        FAILED,
        /** Has not run since this server started. */
        IDLE
    }

    /**
     * How a job stands on this server.
     *
     * @param at when it last ended, or began while it runs; null when it has not run
     * @param says what it did, or why it broke off
     */
    record Run(@Nullable Instant at, State state, Label says) {}

    /** Stable, lower case: {@code fold}. */
    String id();

    Label name();

    /** When it runs, in words. */
    Label rhythm();

    Run last();
}
