package vn.hoi.common;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The common part of the language of rules, made ready once and evaluated without a copy: comparisons, and, or, not over
 * columns and literals. Imports test some hundred thousand records by a handful of rules each. Whatever it is not sure
 * of it leaves to the library, which decides alone what a rule means.
 */
final class QuickRule {

    /** A part of a rule, over the values of one record. */
    private interface Part extends Function<Map<String, ? extends @Nullable Object>, @Nullable Object> {}

    /** What stands here is for the library to decide. */
    private static final class Unsure extends RuntimeException {
        Unsure() {
            super("unsure", null, false, false);
        }
    }

    private static final Unsure UNSURE = new Unsure();

    private final Part whole;

    private QuickRule(Part whole) {
        this.whole = whole;
    }

    /** @param column gives the column's id for a variable, null when it is none */
    static Optional<QuickRule> of(ASTNode node, Function<String, @Nullable String> column) {
        try {
            return Optional.of(new QuickRule(part(node, column)));
        } catch (Unsure e) {
            return Optional.empty();
        }
    }

    /** Whether the rule holds; empty when the library is to decide. */
    Optional<Boolean> holds(Map<String, ? extends @Nullable Object> values) {
        try {
            return whole.apply(values) instanceof Boolean held ? Optional.of(held) : Optional.empty();
        } catch (Unsure e) {
            return Optional.empty();
        }
    }

    private static Part part(ASTNode node, Function<String, @Nullable String> column) {
        Token token = node.getToken();
        String text = token.getValue();
        return switch (token.getType()) {
            case NUMBER_LITERAL -> constant(new BigDecimal(text));
            case STRING_LITERAL -> constant(text);
            case VARIABLE_OR_CONSTANT -> variable(text, column.apply(text));
            case PREFIX_OPERATOR -> {
                if (!text.equals("!")) {
                    throw UNSURE;
                }
                Part inner = part(node.getParameters().getFirst(), column);
                yield values -> !truth(inner.apply(values));
            }
            case INFIX_OPERATOR ->
                infix(
                        text,
                        part(node.getParameters().get(0), column),
                        part(node.getParameters().get(1), column));
            case FUNCTION -> {
                if (!text.equalsIgnoreCase("today")) {
                    throw UNSURE;
                }
                yield values -> Vietnamese.today();
            }
            default -> throw UNSURE;
        };
    }

    private static Part constant(@Nullable Object value) {
        return values -> value;
    }

    private static Part variable(String text, @Nullable String column) {
        if (column != null) {
            return values -> plain(values.get(column));
        }
        return switch (text) {
            case "null" -> constant(null);
            case "true" -> constant(true);
            case "false" -> constant(false);
            default -> throw UNSURE;
        };
    }

    private static Part infix(String operator, Part left, Part right) {
        return switch (operator) {
            case "&&" -> values -> truth(left.apply(values)) && truth(right.apply(values));
            case "||" -> values -> truth(left.apply(values)) || truth(right.apply(values));
            case "=", "==" -> values -> same(left.apply(values), right.apply(values));
            case "!=", "<>" -> values -> !same(left.apply(values), right.apply(values));
            case "<" -> values -> compare(left.apply(values), right.apply(values)) < 0;
            case "<=" -> values -> compare(left.apply(values), right.apply(values)) <= 0;
            case ">" -> values -> compare(left.apply(values), right.apply(values)) > 0;
            case ">=" -> values -> compare(left.apply(values), right.apply(values)) >= 0;
            default -> throw UNSURE;
        };
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long number -> BigDecimal.valueOf(number);
            case Integer number -> BigDecimal.valueOf(number);
            case String text -> text;
            case BigDecimal number -> number;
            case Boolean truth -> truth;
            case LocalDate day -> day;
            case OffsetDateTime moment -> moment.toInstant();
            default -> throw UNSURE;
        };
    }

    private static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw UNSURE;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? left == right : compare(left, right) == 0;
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof LocalDate one && right instanceof LocalDate other) {
            return one.compareTo(other);
        }
        if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
            return one.compareTo(other);
        }
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        }
        if (left instanceof Boolean one && right instanceof Boolean other) {
            return one.compareTo(other);
        }
        throw UNSURE;
    }
}
