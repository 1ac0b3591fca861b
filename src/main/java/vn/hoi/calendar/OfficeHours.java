package vn.hoi.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * When the offices are open on a working day, from a day on.
 *
 * @param days of the week that are worked
 * @param sessions in order, at least one
 */
record OfficeHours(LocalDate from, Set<DayOfWeek> days, List<Session> sessions) {

    /** One stretch of work, in minutes from midnight. */
    record Session(int opens, int closes) {

        int minutes() {
            return closes - opens;
        }
    }

    int opens() {
        return sessions.getFirst().opens();
    }

    int closes() {
        return sessions.getLast().closes();
    }

    /** Working minutes of the whole day. */
    int minutes() {
        return sessions.stream().mapToInt(Session::minutes).sum();
    }

    /** Working minutes run since opening at this minute of the day. */
    int run(int minuteOfDay) {
        int run = 0;
        for (Session session : sessions) {
            run += Math.clamp(minuteOfDay - session.opens(), 0, session.minutes());
        }
        return run;
    }

    /** The first minute of the day at which so many working minutes have run: where a session ends, that end. */
    int earliest(int minutes) {
        int left = minutes;
        for (Session session : sessions) {
            if (left <= session.minutes()) {
                return session.opens() + left;
            }
            left -= session.minutes();
        }
        return closes();
    }

    /** The last minute of the day at which not more working minutes have run: where a session ends, the next opening. */
    int latest(int minutes) {
        int left = minutes;
        for (Session session : sessions) {
            if (left < session.minutes()) {
                return session.opens() + left;
            }
            left -= session.minutes();
        }
        return closes();
    }

    /** The minute itself while the office is open, up to and with the closing minute; else the next opening of this day; past closing, -1. */
    int opening(int minuteOfDay) {
        for (Session session : sessions) {
            if (minuteOfDay <= session.closes()) {
                return Math.max(minuteOfDay, session.opens());
            }
        }
        return -1;
    }
}
