package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Expression;
import vn.hoi.common.Label;

/**
 * What must hold among figures.
 *
 * @param is {@code =}, {@code <=} or {@code >=}
 * @param tolerance how far an equality may be off, absolute
 * @param severity whether breaking it stops a report or asks for a reason
 * @param applies where it is asked
 * @param field id of the field that declares it; null for one of the province
 */
public record Relation(
        String id,
        Expression left,
        String is,
        Expression right,
        BigDecimal tolerance,
        Severity severity,
        Applies applies,
        Label says,
        @Nullable String field) {

    /** What breaking it does to a report: an error stops it, a warning asks for a reason in writing. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /**
     * Where it is asked; empty sets and null days leave everything.
     *
     * @param every rhythms of reports, such as {@code quarter}
     * @param units kinds of unit
     */
    public record Applies(
            Set<String> every,
            Set<String> units,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {

        /** Everywhere. */
        public static final Applies EVERYWHERE = new Applies(Set.of(), Set.of(), null, null);

        /** Whether it is asked of what ends on this day. */
        public boolean on(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }

        /** Whether it is asked of a report of this rhythm, by a unit of this kind, for a period that ends on this day. */
        public boolean to(String rhythm, String kind, LocalDate end) {
            return (every.isEmpty() || every.contains(rhythm)) && (units.isEmpty() || units.contains(kind)) && on(end);
        }
    }

    /** Both sides and whether they agree; sides are null and it is undecided when a figure has no data. */
    public record Sides(
            @Nullable BigDecimal left,
            @Nullable BigDecimal right,
            @Nullable Boolean holds) {}

    /** The figures it names. */
    public Set<String> figures() {
        Set<String> all = new LinkedHashSet<>(left.figures());
        all.addAll(right.figures());
        return all;
    }

    /** Both sides on these values. */
    public Sides on(Function<String, Optional<BigDecimal>> values) {
        Optional<BigDecimal> a = left.value(values);
        Optional<BigDecimal> b = right.value(values);
        if (a.isEmpty() || b.isEmpty()) {
            return new Sides(a.orElse(null), b.orElse(null), null);
        }
        BigDecimal difference = a.get().subtract(b.get());
        boolean holds = switch (is) {
            case "=" -> difference.abs().compareTo(tolerance) <= 0;
            case "<=" -> difference.compareTo(tolerance) <= 0;
            default -> difference.negate().compareTo(tolerance) <= 0;
        };
        return new Sides(plain(a.get()), plain(b.get()), holds);
    }

    /** At most ten decimals, so that a quotient does not print thirty. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal short10 = value.setScale(Math.min(value.scale(), 10), java.math.RoundingMode.HALF_UP);
        BigDecimal stripped = short10.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
