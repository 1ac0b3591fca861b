package vn.hoi.calendar;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** A deadline: the moment by which something has to be done, and how it was counted. */
public final class Due {

    /**
     * A stretch in which the time does not run.
     *
     * @param leftMinutes working minutes not yet used when it began
     */
    record Pause(LocalDateTime from, LocalDateTime until, long leftMinutes) {}

    private final WorkingTime time;
    private final LocalDateTime begin;
    private final Span span;
    private final LocalDateTime at;
    private final List<Pause> pauses;

    Due(WorkingTime time, LocalDateTime begin, Span span, LocalDateTime at, List<Pause> pauses) {
        this.time = time;
        this.begin = begin;
        this.span = span;
        this.at = at;
        this.pauses = pauses;
    }

    /** When it arrived, to the minute, in or out of office hours. */
    public LocalDateTime begin() {
        return begin;
    }

    public Span span() {
        return span;
    }

    /** The last moment in time. */
    public LocalDateTime at() {
        return at;
    }

    /**
     * How the moment was found, in one sentence without a full stop: begin, span, each day not counted with its reason,
     * pauses, result; and whether a calendar not yet announced was used.
     */
    public String explanation(Language language) {
        return new DueSentence(this, time, language).text();
    }

    Due resume(LocalDateTime pausedAt, LocalDateTime resumedAt) {
        if (resumedAt.isBefore(pausedAt)) {
            throw new Problem(
                    422,
                    "DUE-002",
                    "Lúc tiếp tục (%s) sớm hơn lúc tạm dừng (%s); ghi lúc tiếp tục từ %s trở đi"
                            .formatted(said(resumedAt), said(pausedAt), said(pausedAt)));
        }
        LocalDateTime earliest = pauses.isEmpty() ? begin : pauses.getLast().until();
        if (pausedAt.isBefore(earliest)) {
            throw new Problem(
                    422,
                    "DUE-003",
                    "Lúc tạm dừng (%s) sớm hơn lúc thời hạn bắt đầu chạy (%s); ghi lúc tạm dừng từ %s trở đi"
                            .formatted(said(pausedAt), said(earliest), said(earliest)));
        }
        if (pausedAt.equals(resumedAt) || !pausedAt.isBefore(at)) {
            return this;
        }
        long left = time.minutesBetween(pausedAt, at);
        var all = new ArrayList<>(pauses);
        all.add(new Pause(pausedAt, resumedAt, left));
        return new Due(time, begin, span, time.plusMinutes(resumedAt, left), List.copyOf(all));
    }

    List<Pause> pauses() {
        return pauses;
    }

    /** Such as {@code 09:10 ngày 12/02/2026}. */
    private static String said(LocalDateTime moment) {
        return "%02d:%02d ngày %s"
                .formatted(moment.getHour(), moment.getMinute(), Vietnamese.day(moment.toLocalDate()));
    }

    @Override
    public String toString() {
        return begin + " + " + span + " = " + at;
    }
}
