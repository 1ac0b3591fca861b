package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** A figure over time: one value for each month, quarter, half or year, beside that of the same period a year earlier. */
@Component
class Series {

    /** How long one step of a series is. */
    enum Every {
        MONTH(1),
        QUARTER(3),
        HALF(6),
        YEAR(12);

        private final int months;

        Every(int months) {
            this.months = months;
        }
    }

    /**
     * One step.
     *
     * @param before the value of the same period a year earlier
     * @param change in per cent of {@code before}; null where one of them is not known, or {@code before} is 0
     */
    record Point(
            Period period,
            Reading read,
            Reading before,
            @Nullable BigDecimal change) {}

    private static final int MOST = 60;
    private static final int YEARS = 5;
    private static final int MIDDLE = 15;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final FigureReading reading;
    private final Disclosure disclosure;
    private final TransactionTemplate snapshot;

    Series(FigureReading reading, Disclosure disclosure, PlatformTransactionManager transactions) {
        this.reading = reading;
        this.disclosure = disclosure;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /**
     * All steps of the period asked for, of one moment; of the last five years where it is open. A stock is read at the end
     * of each step. Steps that begin on the 15th are statutory periods, to the 14th.
     *
     * @throws Problem FIG-412 when there are more than sixty
     */
    List<Point> of(Figure figure, FigureQuery query, Every every) {
        List<Period> steps = steps(query, every);
        return Objects.requireNonNull(snapshot.execute(
                status -> steps.stream().map(step -> point(figure, query, step)).toList()));
    }

    private static List<Period> steps(FigureQuery query, Every every) {
        LocalDate today = Vietnamese.today();
        LocalDate to = query.day() == null ? YearMonth.from(today).atEndOfMonth() : query.day();
        LocalDate from = query.period().from();
        if (from == null) {
            from = every == Every.YEAR
                    ? to.withDayOfYear(1).minusYears(YEARS - 1L)
                    : to.withDayOfYear(1).minusYears(1);
        }
        List<Period> steps = new ArrayList<>();
        LocalDate begin = from;
        while (!begin.isAfter(to)) {
            if (steps.size() == MOST) {
                throw Problem.badRequest(
                        "FIG-412", "Dãy số có quá " + MOST + " kỳ; chọn khoảng ngắn hơn hoặc bước dài hơn.");
            }
            LocalDate end = begin.plusMonths(every.months).minusDays(1);
            steps.add(new Period(begin, end.isAfter(to) ? to : end));
            begin = end.plusDays(1);
        }
        return steps;
    }

    private Point point(Figure figure, FigureQuery query, Period step) {
        FigureQuery plain = new FigureQuery(step, step.to(), query.unit(), query.map(), null);
        Reading now = disclosure.told(reading.read(figure, plain));
        Reading before = disclosure.told(reading.read(figure, plain.yearBefore()));
        return new Point(step, now, before, change(now, before));
    }

    /** In per cent; null where it cannot be said. */
    static @Nullable BigDecimal change(Reading now, Reading before) {
        BigDecimal value = now.value();
        BigDecimal earlier = before.value();
        if (value == null || earlier == null || earlier.signum() == 0) {
            return null;
        }
        return value.subtract(earlier).multiply(HUNDRED).divide(earlier.abs(), 1, RoundingMode.HALF_UP);
    }

    /** A short name of a step: {@code 06/2025}, {@code Q2/2025}, {@code 2025}; the days where it is none of the calendar's. */
    static String name(Period step, Every every) {
        LocalDate from = Objects.requireNonNull(step.from());
        LocalDate to = Objects.requireNonNull(step.to());
        YearMonth month = YearMonth.from(from);
        if (from.getDayOfMonth() == MIDDLE) {
            month = YearMonth.from(from.plusMonths(1));
        } else if (from.getDayOfMonth() != 1) {
            return Vietnamese.day(from) + " – " + Vietnamese.day(to);
        }
        String year = "/" + month.getYear();
        return switch (every) {
            case MONTH -> "%02d".formatted(month.getMonthValue()) + year;
            case QUARTER -> "Q" + ((month.getMonthValue() + 2) / 3) + year;
            case HALF -> "H" + (month.getMonthValue() > 6 ? 2 : 1) + year;
            case YEAR -> String.valueOf(month.getYear());
        };
    }
}
