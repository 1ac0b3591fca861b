package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Disbursement against plan as two rising lines, each with its name and last number beside it, and the months below.
 *
 * @param planned points of the plan's steps
 * @param disbursed points of the disbursement
 */
public record MoneyChart(
        int width,
        int height,
        List<Level> levels,
        List<Name> months,
        String planned,
        String disbursed,
        List<Dot> dots,
        int plannedAt,
        int disbursedAt,
        ProjectPoint last) {

    /** A line across with the amount it stands for. */
    public record Level(int y, long amount) {}

    /** A month's name under its place. */
    public record Name(int x, String name) {}

    /** A month's end, with what it says. */
    public record Dot(int x, int y, ProjectPoint point) {}

    private static final int WIDTH = 760;
    private static final int HEIGHT = 250;
    private static final int LEFT = 84;
    private static final int RIGHT = 150;
    private static final int TOP = 16;
    private static final int BOTTOM = 30;
    private static final int NAMES = 8;
    private static final int LEVELS = 4;
    private static final int LINE = 34;
    private static final double HALF = 0.5;

    /** @param points in order, at least one */
    static MoneyChart of(List<ProjectPoint> points) {
        long most = points.stream()
                .mapToLong(point -> Math.max(point.planned(), point.disbursed()))
                .max()
                .orElse(1);
        long top = Math.max(1, most);
        var place =
                new Place(points.getFirst().month(), points.getLast().month().plusMonths(1), top);
        List<Level> levels = new ArrayList<>();
        for (int level = 0; level <= LEVELS; level++) {
            long amount = Math.round((double) top * level / LEVELS);
            levels.add(new Level(place.y(amount), amount));
        }
        var planned = new StringBuilder();
        var disbursed = new StringBuilder();
        List<Dot> dots = new ArrayList<>();
        ProjectPoint before = new ProjectPoint(points.getFirst().month(), 0, 0);
        for (ProjectPoint point : points) {
            // a plan is there from the first day of its month, disbursement is counted at the month's end
            int begin = place.x(point.month());
            int end = place.x(point.month().plusMonths(1));
            planned.append(begin)
                    .append(',')
                    .append(place.y(before.planned()))
                    .append(' ')
                    .append(begin)
                    .append(',')
                    .append(place.y(point.planned()))
                    .append(' ')
                    .append(end)
                    .append(',')
                    .append(place.y(point.planned()))
                    .append(' ');
            disbursed
                    .append(begin)
                    .append(',')
                    .append(place.y(before.disbursed()))
                    .append(' ')
                    .append(end)
                    .append(',')
                    .append(place.y(point.disbursed()))
                    .append(' ');
            dots.add(new Dot(end, place.y(point.disbursed()), point));
            before = point;
        }
        int plannedAt = place.y(before.planned());
        int disbursedAt = place.y(before.disbursed());
        if (disbursedAt - plannedAt < LINE) {
            // names never lie over each other
            disbursedAt = plannedAt + LINE;
        }
        return new MoneyChart(
                WIDTH,
                HEIGHT,
                levels,
                names(place),
                planned.toString().strip(),
                disbursed.toString().strip(),
                dots,
                plannedAt,
                disbursedAt,
                before);
    }

    private static List<Name> names(Place place) {
        List<Name> names = new ArrayList<>();
        int months = place.months();
        int every = Math.max(1, (int) Math.ceil((double) months / NAMES));
        for (int month = 0; month < months; month += every) {
            LocalDate first = place.first.plusMonths(month);
            names.add(new Name(
                    place.x(first), String.format(Locale.ROOT, "%d/%d", first.getMonthValue(), first.getYear())));
        }
        return names;
    }

    public int ground() {
        return HEIGHT - BOTTOM;
    }

    public int left() {
        return LEFT;
    }

    public int right() {
        return WIDTH - RIGHT;
    }

    private record Place(LocalDate first, LocalDate end, long most) {

        int months() {
            return (int) java.time.temporal.ChronoUnit.MONTHS.between(first, end);
        }

        int x(LocalDate day) {
            double share = (double) (day.toEpochDay() - first.toEpochDay()) / (end.toEpochDay() - first.toEpochDay());
            return (int) (LEFT + share * (WIDTH - LEFT - RIGHT) + HALF);
        }

        int y(long amount) {
            return (int) (HEIGHT - BOTTOM - (double) Math.max(0, amount) / most * (HEIGHT - BOTTOM - TOP) + HALF);
        }
    }
}
