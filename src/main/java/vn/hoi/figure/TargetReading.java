package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;

/** Reads where targets stand, from their figures as they are now. */
@Component
public class TargetReading {

    /** Statutory periods that a trend is drawn through; each ends on the 14th (Decree 09/2019/NĐ-CP). */
    static final int PERIODS = 12;

    private static final int PERIOD_END = 14;

    private final FigureReading reading;

    TargetReading(FigureReading reading) {
        this.reading = reading;
    }

    /** As of today. */
    public TargetStanding read(Target target) {
        return read(target, Vietnamese.today());
    }

    /** Whether anything is known of it as of today. */
    public boolean isMeasured(Target target) {
        LocalDate today = Vietnamese.today();
        return value(target, today.isAfter(target.by()) ? target.by() : today).isPresent();
    }

    TargetStanding read(Target target, LocalDate today) {
        boolean over = today.isAfter(target.by());
        LocalDate asked = over ? target.by() : today;
        @Nullable BigDecimal now = value(target, asked).orElse(null);
        if (now == null) {
            return new TargetStanding(
                    target,
                    TargetStanding.Status.NOT_MEASURED,
                    null,
                    target.expected(asked, null).orElse(null),
                    new TreeMap<>(),
                    null,
                    null);
        }
        @Nullable
        BigDecimal expected = target.expected(asked, begun(target, asked)).orElse(null);
        NavigableMap<LocalDate, BigDecimal> history = history(target, asked);
        Optional<Trend> trend = Trend.of(history);
        @Nullable
        BigDecimal forecast =
                over ? null : trend.map(line -> line.at(target.by())).orElse(null);
        @Nullable
        LocalDate reachedOn = target.isMetBy(now, target.value())
                ? null
                : trend.flatMap(line -> line.reaches(target.value(), asked)).orElse(null);
        return new TargetStanding(
                target, status(target, now, expected, forecast, over), now, expected, history, forecast, reachedOn);
    }

    private static TargetStanding.Status status(
            Target target, BigDecimal now, @Nullable BigDecimal expected, @Nullable BigDecimal forecast, boolean over) {
        if (target.isMetBy(now, target.value())) {
            // what must not be exceeded is reached only when its day is over
            return over || target.is() != Target.Direction.AT_MOST
                    ? TargetStanding.Status.REACHED
                    : TargetStanding.Status.ON_TRACK;
        }
        if (over) {
            return TargetStanding.Status.MISSED;
        }
        boolean asGood = expected != null
                ? target.isMetBy(now, expected)
                : forecast != null && target.isMetBy(forecast, target.value());
        return asGood ? TargetStanding.Status.ON_TRACK : TargetStanding.Status.BEHIND;
    }

    /** A trajectory without points of its own begins where the figure stood when the document set the target. */
    private @Nullable BigDecimal begun(Target target, LocalDate asked) {
        return target.trajectory().isEmpty() && target.day().isBefore(asked)
                ? value(target, target.day()).orElse(null)
                : null;
    }

    /** At the ends of the last periods; empty for what documents say, which has no course. */
    private NavigableMap<LocalDate, BigDecimal> history(Target target, LocalDate asked) {
        NavigableMap<LocalDate, BigDecimal> history = new TreeMap<>();
        Figure figure = target.figure();
        if (figure == null || figure.definition() instanceof Definition.Cited) {
            return history;
        }
        LocalDate end = asked.getDayOfMonth() >= PERIOD_END ? asked : asked.minusMonths(1);
        for (int period = PERIODS - 1; period >= 0; period--) {
            LocalDate on = end.minusMonths(period).withDayOfMonth(PERIOD_END);
            if (target.from() == null || !on.isBefore(target.from())) {
                value(target, on).ifPresent(value -> history.put(on, value));
            }
        }
        return history;
    }

    private Optional<BigDecimal> value(Target target, LocalDate on) {
        Figure figure = target.figure();
        if (figure == null || (target.from() != null && on.isBefore(target.from()))) {
            return Optional.empty();
        }
        boolean stock = reading.source(figure)
                .map(source -> source.definition().stock())
                .orElse(figure.definition() instanceof Definition.Reported reported && reported.last());
        return reading.read(
                        figure,
                        new FigureQuery(new Period(stock ? null : target.from(), on), on, target.unit(), null, null))
                .known();
    }
}
