package vn.hoi.common;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A formula over columns as SQL, for columns the database computes. Only what gives the same for the same values may
 * stand in it: arithmetic, comparisons, {@code IF} and the functions of numbers and days.
 */
final class ExpressionSql {

    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("+", "+"),
            Map.entry("-", "-"),
            Map.entry("*", "*"),
            Map.entry("<", "<"),
            Map.entry("<=", "<="),
            Map.entry(">", ">"),
            Map.entry(">=", ">="),
            Map.entry("=", "is not distinct from"),
            Map.entry("==", "is not distinct from"),
            Map.entry("!=", "is distinct from"),
            Map.entry("<>", "is distinct from"),
            Map.entry("&&", "and"),
            Map.entry("||", "or"));
    private static final Map<String, String> FUNCTIONS =
            Map.of("ABS", "abs", "MAX", "greatest", "MIN", "least", "FLOOR", "floor", "CEILING", "ceil", "NOT", "not");
    private static final Set<String> CONSTANTS = Set.of("null", "true", "false");

    private final UnaryOperator<String> column;

    /** @param column gives the SQL of a variable */
    ExpressionSql(UnaryOperator<String> column) {
        this.column = column;
    }

    /** @throws IllegalArgumentException with a sentence when a part cannot be computed by the database */
    String of(ASTNode node) {
        Token token = node.getToken();
        List<String> parts = node.getParameters().stream().map(this::of).toList();
        return switch (token.getType()) {
            case NUMBER_LITERAL -> new BigDecimal(token.getValue()).toPlainString();
            case STRING_LITERAL -> "'" + token.getValue().replace("'", "''") + "'";
            case VARIABLE_OR_CONSTANT ->
                CONSTANTS.contains(token.getValue().toLowerCase(Locale.ROOT))
                        ? token.getValue().toLowerCase(Locale.ROOT)
                        : column.apply(token.getValue());
            case PREFIX_OPERATOR -> prefix(token.getValue(), parts.getFirst());
            case INFIX_OPERATOR -> infix(token.getValue(), parts.get(0), parts.get(1));
            case FUNCTION -> function(token.getValue().toUpperCase(Locale.ROOT), parts);
            default -> throw unknown(token.getValue());
        };
    }

    private static String prefix(String operator, String part) {
        return switch (operator) {
            case "-" -> "(-" + part + ")";
            case "+" -> part;
            case "!" -> "(not " + part + ")";
            default -> throw unknown(operator);
        };
    }

    private static String infix(String operator, String left, String right) {
        if (operator.equals("/")) {
            // a share of nothing is not known
            return "(" + left + "::numeric / nullif(" + right + ", 0))";
        }
        String sql = OPERATORS.get(operator);
        if (sql == null) {
            throw unknown(operator);
        }
        return "(" + left + " " + sql + " " + right + ")";
    }

    private static String function(String name, List<String> parts) {
        return switch (name) {
            case "IF" -> "(case when " + parts.get(0) + " then " + parts.get(1) + " else " + parts.get(2) + " end)";
            case "ROUND" -> "round((" + parts.get(0) + ")::numeric, " + parts.get(1) + ")";
            case "SUM" -> parts.stream().collect(Collectors.joining(" + ", "(", ")"));
            case "DAYS" -> "(" + parts.get(1) + " - " + parts.get(0) + ")";
            case "ADDDAYS" -> "(" + parts.get(0) + " + (" + parts.get(1) + ")::integer)";
            case "ADDMONTHS" ->
                "((" + parts.get(0) + " + make_interval(months => (" + parts.get(1) + ")::integer))::date)";
            case "YEAR" -> "extract(year from " + parts.get(0) + ")";
            default -> {
                String sql = FUNCTIONS.get(name);
                if (sql == null) {
                    throw unknown(name.toLowerCase(Locale.ROOT));
                }
                yield sql + "(" + String.join(", ", parts) + ")";
            }
        };
    }

    private static IllegalArgumentException unknown(String part) {
        return new IllegalArgumentException("cột tính không dùng được «" + part + "»");
    }
}
