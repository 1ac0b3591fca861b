package vn.hoi.common;

import java.time.Instant;

/** Remembers how a job's last run went. */
public final class JobWatch {

    private static final Label NOTHING = Label.of("");

    private volatile Job.Run last = new Job.Run(null, Job.State.IDLE, NOTHING);

    /** It begins. */
    public void begins() {
        last = new Job.Run(Instant.now(), Job.State.RUNNING, NOTHING);
    }

    /** It ended well. */
    public void ended(Label says) {
        last = new Job.Run(Instant.now(), Job.State.FINE, says);
    }

    /** It ended well and found so many things to do. */
    public void ended(long done) {
        String n = Vietnamese.number(done);
        ended(new Label("đã xử lý " + n, n + " done"));
    }

    /** It broke off. */
    public void failed(Throwable why) {
        String text = why.getMessage();
        last = new Job.Run(Instant.now(), Job.State.FAILED, Label.of(text == null ? why.toString() : text));
    }

    public Job.Run last() {
        return last;
    }
}
