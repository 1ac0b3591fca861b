package vn.hoi.common;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.NotFunction;
import com.ezylang.evalex.functions.basic.RoundFunction;
import com.ezylang.evalex.functions.basic.SumFunction;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule over a record's columns or a formula over figures, in EvalEx with decimal arithmetic. Columns are written by
 * their ids, hyphens included; figures by {@code f('id')} with a literal id.
 */
public final class Expression {

    private static final Pattern FIGURE = Pattern.compile("\\bf\\(\\s*'([^']+)'\\s*\\)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Set<String> WORDS =
            Set.of("null", "true", "false", "f", "round", "abs", "max", "min", "sum", "if", "not", "floor", "ceiling");

    private static final ExpressionConfiguration CONFIGURATION = ExpressionConfiguration.builder()
            .mathContext(MathContext.DECIMAL128)
            .singleQuoteStringLiteralsAllowed(true)
            .zoneId(java.time.ZoneOffset.UTC)
            .build();

    private final String text;
    private final String translated;
    private final Set<String> figures = new LinkedHashSet<>();

    private Expression(String text, String translated) {
        this.text = text;
        this.translated = translated;
        Matcher figure = FIGURE.matcher(text);
        while (figure.find()) {
            figures.add(figure.group(1));
        }
    }

    /** A formula over figures. @throws IllegalArgumentException with a sentence when it cannot be read */
    public static Expression overFigures(String text) {
        Expression expression = new Expression(text, text);
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
        Expression expression = new Expression(text, translated.toString());
        Set<String> variables = new HashSet<>();
        columns.forEach(column -> variables.add(variable(column)));
        expression.validate(variables);
        return expression;
    }

    private static String translate(String part, Set<String> columns) {
        Matcher name = NAME.matcher(part);
        return name.replaceAll(found -> {
            String word = found.group();
            if (columns.contains(word)) {
                return variable(word);
            }
            if (!WORDS.contains(word.toLowerCase(java.util.Locale.ROOT))) {
                throw new IllegalArgumentException("không có cột «" + word + "»");
            }
            return Matcher.quoteReplacement(word);
        });
    }

    private static String variable(String column) {
        return "c_" + column.replace('-', '_');
    }

    private void validate(Set<String> known) {
        try {
            var expression =
                    new com.ezylang.evalex.Expression(translated, withFigures(id -> Optional.of(BigDecimal.ONE)));
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

    /** Whether the rule holds for these values; empty columns are null. A rule that cannot be decided does not hold. */
    public boolean holds(Map<String, ? extends @Nullable Object> values) {
        try {
            var expression = new com.ezylang.evalex.Expression(translated, CONFIGURATION);
            for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
                Object plain = value.getValue() instanceof LocalDate day
                        ? day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant()
                        : value.getValue();
                expression.with(variable(value.getKey()), plain);
            }
            return Boolean.TRUE.equals(expression.evaluate().getBooleanValue());
        } catch (BaseException e) {
            return false;
        }
    }

    /** The formula's value; empty when a figure it names has no data or a divisor is zero. */
    public Optional<BigDecimal> value(Function<String, Optional<BigDecimal>> figure) {
        try {
            EvaluationValue value = new com.ezylang.evalex.Expression(translated, withFigures(figure)).evaluate();
            return value.isNullValue() ? Optional.empty() : Optional.of(value.getNumberValue());
        } catch (BaseException noData) {
            return Optional.empty();
        }
    }

    /** The functions a rule or a formula may use; no others are known. */
    private static ExpressionConfiguration withFigures(Function<String, Optional<BigDecimal>> figure) {
        return CONFIGURATION.toBuilder()
                .functionDictionary(MapBasedFunctionDictionary.ofFunctions(
                        Map.entry("F", new FigureValue(figure)),
                        Map.entry("ROUND", new RoundFunction()),
                        Map.entry("ABS", new AbsFunction()),
                        Map.entry("MAX", new MaxFunction()),
                        Map.entry("MIN", new MinFunction()),
                        Map.entry("SUM", new SumFunction()),
                        Map.entry("IF", new IfFunction()),
                        Map.entry("NOT", new NotFunction()),
                        Map.entry("FLOOR", new FloorFunction()),
                        Map.entry("CEILING", new CeilingFunction())))
                .build();
    }

    /** {@code f('id')}: the value of a figure. */
    @FunctionParameter(name = "id")
    private static final class FigureValue extends AbstractFunction {
        private final Function<String, Optional<BigDecimal>> figure;

        FigureValue(Function<String, Optional<BigDecimal>> figure) {
            this.figure = figure;
        }

        @Override
        public EvaluationValue evaluate(
                com.ezylang.evalex.Expression expression, Token token, EvaluationValue... parameters)
                throws EvaluationException {
            String id = parameters[0].getStringValue();
            BigDecimal value = figure.apply(id).orElseThrow(() -> new EvaluationException(token, "no data for " + id));
            return EvaluationValue.numberValue(value);
        }
    }
}
