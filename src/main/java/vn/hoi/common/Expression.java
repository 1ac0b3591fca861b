package vn.hoi.common;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule over a record's columns or a formula over figures, in EvalEx with decimal arithmetic. Columns are written by
 * their ids, hyphens included; figures by {@code f('id')} with a literal id, what they were in the same period a year
 * earlier by {@code before('id')}. Where a step is tested, {@code before.column} is what the column held before it.
 */
public final class Expression {

    private static final Pattern FIGURE = Pattern.compile("\\b(?:f|before)\\(\\s*'([^']+)'\\s*\\)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?:before\\.)?[A-Za-z_][A-Za-z0-9_-]*");
    /** Before a column's id: what it held before a step. */
    public static final String FORMER = "before.";
    /** What the library says of it. */
    private static final String BY_ZERO = "Division by zero";

    private static final Set<String> CONSTANTS = Set.of("null", "true", "false");
    private static final Set<String> FUNCTIONS = ExpressionFunctions.names();

    private static final ExpressionConfiguration CONFIGURATION = ExpressionConfiguration.builder()
            .mathContext(MathContext.DECIMAL128)
            .singleQuoteStringLiteralsAllowed(true)
            .zoneId(java.time.ZoneOffset.UTC)
            .functionDictionary(ExpressionFunctions.ofColumns())
            .build();

    private final String text;
    private final String translated;
    private final Map<String, String> columns;
    private final Set<String> figures = new LinkedHashSet<>();
    private Optional<QuickRule> quick = Optional.empty();

    private Expression(String text, String translated, Map<String, String> columns) {
        this.text = text;
        this.translated = translated;
        this.columns = columns;
        Matcher figure = FIGURE.matcher(text);
        while (figure.find()) {
            figures.add(figure.group(1));
        }
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }

    /** A formula over figures. @throws IllegalArgumentException with a sentence when it cannot be read */
    public static Expression overFigures(String text) {
        Expression expression = new Expression(text, text, Map.of());
        expression.validate(Set.of());
        return expression;
    }

    /** A rule over these columns. @throws IllegalArgumentException with a sentence when it cannot be read */
    public static Expression overColumns(String text, Set<String> columns) {
        var translated = new StringBuilder();
        int from = 0;
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            translated
                    .append(translate(text.substring(from, quoted.start()), columns))
                    .append(quoted.group());
            from = quoted.end();
        }
        translated.append(translate(text.substring(from), columns));
        Map<String, String> variables = new HashMap<>();
        columns.forEach(column -> variables.put(variable(column), column));
        Expression expression = new Expression(text, translated.toString(), Map.copyOf(variables));
        expression.validate(variables.keySet());
        expression.quick = QuickRule.of(expression.tree(), variables::get);
        return expression;
    }

    /**
     * A rule over these columns, some of them small tables.
     *
     * @param inner ids of the columns of each small table
     * @throws IllegalArgumentException with a sentence when it cannot be read, or asks a small table for what it has not
     */
    public static Expression overColumns(String text, Set<String> columns, Map<String, Set<String>> inner) {
        Expression expression = overColumns(text, columns);
        expression.testRows(expression.tree(), inner);
        return expression;
    }

    /** A condition over one row of a small table: every name in it that is no function is a column of the row. */
    static Expression overRow(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher name = NAME.matcher(QUOTED.matcher(text).replaceAll("''"));
        while (name.find()) {
            String small = name.group().toLowerCase(java.util.Locale.ROOT);
            if (!CONSTANTS.contains(small) && !FUNCTIONS.contains(small)) {
                names.add(name.group());
            }
        }
        return overColumns(text, names);
    }

    /** {@code count(rows, 'condition')}, {@code total(rows, 'inner')}, {@code total(rows, 'inner', 'condition')}. */
    private void testRows(ASTNode node, Map<String, Set<String>> inner) {
        node.getParameters().forEach(part -> testRows(part, inner));
        String function = node.getToken().getValue().toUpperCase(java.util.Locale.ROOT);
        if (node.getToken().getType() != Token.TokenType.FUNCTION
                || !ExpressionFunctions.OVER_ROWS.contains(function)) {
            return;
        }
        int summed = function.equals("TOTAL") ? 1 : 0;
        List<ASTNode> parts = node.getParameters();
        if (parts.size() > 2 + summed) {
            throw new IllegalArgumentException(
                    "«" + function.toLowerCase(java.util.Locale.ROOT) + "» nhận nhiều nhất " + (2 + summed) + " phần");
        }
        if (parts.size() == 1) {
            return;
        }
        String rows = columns.getOrDefault(parts.getFirst().getToken().getValue(), "");
        @Nullable Set<String> known = inner.get(rows);
        if (known == null) {
            throw new IllegalArgumentException("cột «" + rows + "» không phải là bảng con");
        }
        for (int index = 1; index < parts.size(); index++) {
            Token part = parts.get(index).getToken();
            if (part.getType() != Token.TokenType.STRING_LITERAL) {
                throw new IllegalArgumentException("điều kiện trên dòng của «" + rows + "» viết trong dấu nháy");
            }
            if (index == summed && !known.contains(part.getValue())) {
                throw new IllegalArgumentException("bảng con «" + rows + "» không có cột «" + part.getValue() + "»");
            }
            if (index > summed) {
                overColumns(part.getValue(), known);
            }
        }
    }

    /** Whether a row of a small table meets the condition; one that cannot be decided does not. */
    boolean holdsIn(Map<String, EvaluationValue> row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        columns().forEach(column -> values.put(column, row.get(column)));
        return decided(values);
    }

    private static String translate(String part, Set<String> columns) {
        Matcher name = NAME.matcher(part);
        return name.replaceAll(found -> {
            String word = found.group();
            if (columns.contains(word)) {
                return variable(word);
            }
            String small = word.toLowerCase(java.util.Locale.ROOT);
            if (!CONSTANTS.contains(small) && !FUNCTIONS.contains(small)) {
                throw new IllegalArgumentException("không có cột «" + word + "»");
            }
            return Matcher.quoteReplacement(word);
        });
    }

    private static String variable(String column) {
        return column.startsWith(FORMER)
                ? "b_" + column.substring(FORMER.length()).replace('-', '_')
                : "c_" + column.replace('-', '_');
    }

    private void validate(Set<String> known) {
        try {
            var expression = new com.ezylang.evalex.Expression(
                    translated, withFigures(id -> Optional.of(BigDecimal.ONE), id -> Optional.of(BigDecimal.ONE)));
            expression.validate();
            for (String used : expression.getUndefinedVariables()) {
                if (!known.contains(used)) {
                    throw new IllegalArgumentException("không có tên «" + used + "»");
                }
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("biểu thức không đọc được: " + e.getMessage(), e);
        }
    }

    /** The figures it names, in order. */
    public Set<String> figures() {
        return figures;
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** The columns it names. */
    public Set<String> columns() {
        Set<String> used = new LinkedHashSet<>();
        columns.forEach((variable, column) -> {
            if (translated.matches("(?s).*\\b" + variable + "\\b.*")) {
                used.add(column);
            }
        });
        return used;
    }

    /**
     * The formula for the database.
     *
     * @param sql gives the SQL of a column
     * @throws IllegalArgumentException with a sentence when a part cannot be computed by the database
     */
    public String sql(UnaryOperator<String> sql) {
        return new ExpressionSql(variable -> sql.apply(columns.getOrDefault(variable, variable))).of(tree());
    }

    private ASTNode tree() {
        try {
            return new com.ezylang.evalex.Expression(translated, CONFIGURATION).getAbstractSyntaxTree();
        } catch (ParseException e) {
            throw new IllegalArgumentException("biểu thức không đọc được: " + e.getMessage(), e);
        }
    }

    /** Whether the rule holds for these values; empty columns are null. A rule that cannot be decided does not hold. */
    public boolean holds(Map<String, ? extends @Nullable Object> values) {
        return quick.flatMap(rule -> rule.holds(values)).orElseGet(() -> decided(values));
    }

    /** As the library decides, whatever the quick way says. */
    boolean decided(Map<String, ? extends @Nullable Object> values) {
        try {
            var expression = new com.ezylang.evalex.Expression(translated, CONFIGURATION);
            for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
                expression.with(variable(value.getKey()), plain(value.getValue()));
            }
            return Boolean.TRUE.equals(expression.evaluate().getBooleanValue());
        } catch (BaseException | ArithmeticException e) {
            return false;
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case EvaluationValue ready -> ready;
            case LocalDate day -> day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
            case OffsetDateTime moment -> moment.toInstant();
            case List<?> list -> list.stream().map(Expression::plain).toList();
            case Map<?, ?> row -> {
                Map<Object, Object> filled = new HashMap<>();
                row.forEach((key, inner) -> {
                    @Nullable Object plain = plain(inner);
                    if (plain != null) {
                        filled.put(key, plain);
                    }
                });
                yield filled;
            }
            case BigDecimal number -> number;
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    /**
     * What a formula came to.
     *
     * @param value empty when a figure it names has no data, or a divisor is zero
     */
    public record Outcome(Optional<BigDecimal> value, boolean dividedByZero) {}

    /** The formula's value; empty when a figure it names has no data or a divisor is zero. */
    public Optional<BigDecimal> value(Function<String, Optional<BigDecimal>> figure) {
        return evaluate(figure, id -> Optional.empty()).value();
    }

    /** @param before the figures in the same period a year earlier */
    public Outcome evaluate(
            Function<String, Optional<BigDecimal>> figure, Function<String, Optional<BigDecimal>> before) {
        try {
            EvaluationValue value =
                    new com.ezylang.evalex.Expression(translated, withFigures(figure, before)).evaluate();
            return new Outcome(value.isNullValue() ? Optional.empty() : Optional.of(value.getNumberValue()), false);
        } catch (ArithmeticException zero) {
            // the library knows 0 as a divisor, but not 0.00
            return new Outcome(Optional.empty(), true);
        } catch (BaseException noData) {
            return new Outcome(
                    Optional.empty(), String.valueOf(noData.getMessage()).contains(BY_ZERO));
        }
    }

    private static ExpressionConfiguration withFigures(
            Function<String, Optional<BigDecimal>> figure, Function<String, Optional<BigDecimal>> before) {
        return CONFIGURATION.toBuilder()
                .functionDictionary(ExpressionFunctions.ofFigures(figure, before))
                .build();
    }
}
