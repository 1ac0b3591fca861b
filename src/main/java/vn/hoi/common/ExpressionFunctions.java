package vn.hoi.common;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionIfc;
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
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions a rule or a formula may use; no others are known. */
final class ExpressionFunctions {

    private static final Map<String, FunctionIfc> OF_COLUMNS = Map.ofEntries(
            Map.entry("ROUND", new RoundFunction()),
            Map.entry("ABS", new AbsFunction()),
            Map.entry("MAX", new MaxFunction()),
            Map.entry("MIN", new MinFunction()),
            Map.entry("SUM", new SumFunction()),
            Map.entry("IF", new IfFunction()),
            Map.entry("NOT", new NotFunction()),
            Map.entry("FLOOR", new FloorFunction()),
            Map.entry("CEILING", new CeilingFunction()),
            Map.entry("TODAY", new Today()),
            Map.entry("DAYS", new Days()),
            Map.entry("ADDDAYS", new AddDays()),
            Map.entry("ADDMONTHS", new AddMonths()),
            Map.entry("YEAR", new Year()),
            Map.entry("COUNT", new Count()),
            Map.entry("TOTAL", new Total()));

    /** Those that look into the rows of a small table. */
    static final Set<String> OVER_ROWS = Set.of("COUNT", "TOTAL");

    /** Conditions over rows, each read once; declarations name them, so they are few. */
    private static final Map<String, vn.hoi.common.Expression> CONDITIONS = new ConcurrentHashMap<>();

    private ExpressionFunctions() {}

    static FunctionDictionaryIfc ofColumns() {
        return dictionary(OF_COLUMNS);
    }

    static FunctionDictionaryIfc ofFigures(
            Function<String, Optional<BigDecimal>> figure, Function<String, Optional<BigDecimal>> before) {
        Map<String, FunctionIfc> all = new java.util.HashMap<>(OF_COLUMNS);
        all.put("F", new FigureValue(figure));
        all.put("BEFORE", new FigureValue(before));
        return dictionary(all);
    }

    /** Names of the functions, in small letters. */
    static Set<String> names() {
        Set<String> names = new HashSet<>();
        OF_COLUMNS.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.add("f");
        names.add("before");
        return names;
    }

    private static FunctionDictionaryIfc dictionary(Map<String, FunctionIfc> functions) {
        List<Map.Entry<String, FunctionIfc>> entries = new ArrayList<>(functions.entrySet());
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map.Entry<String, FunctionIfc>[] array = entries.toArray(new Map.Entry[0]);
        return MapBasedFunctionDictionary.ofFunctions(array);
    }

    private static LocalDate day(EvaluationValue value, Token token) throws EvaluationException {
        if (!value.isDateTimeValue()) {
            throw new EvaluationException(token, "not a day");
        }
        return value.getDateTimeValue().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static EvaluationValue value(LocalDate day) {
        return EvaluationValue.dateTimeValue(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** {@code today()}: on this country's clock. */
    private static final class Today extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters) {
            return value(Vietnamese.today());
        }
    }

    /** {@code days(from, to)}: whole days between, negative when {@code to} is earlier. */
    @FunctionParameter(name = "from")
    @FunctionParameter(name = "to")
    private static final class Days extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters)
                throws EvaluationException {
            return EvaluationValue.numberValue(
                    BigDecimal.valueOf(ChronoUnit.DAYS.between(day(parameters[0], token), day(parameters[1], token))));
        }
    }

    /** {@code adddays(day, number)}. */
    @FunctionParameter(name = "day")
    @FunctionParameter(name = "number")
    private static final class AddDays extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters)
                throws EvaluationException {
            return value(day(parameters[0], token)
                    .plusDays(parameters[1].getNumberValue().longValue()));
        }
    }

    /** {@code addmonths(day, number)}: the same day of a later month, or its last when it is shorter. */
    @FunctionParameter(name = "day")
    @FunctionParameter(name = "number")
    private static final class AddMonths extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters)
                throws EvaluationException {
            return value(day(parameters[0], token)
                    .plusMonths(parameters[1].getNumberValue().longValue()));
        }
    }

    /** {@code year(day)}. */
    @FunctionParameter(name = "day")
    private static final class Year extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters)
                throws EvaluationException {
            return EvaluationValue.numberValue(
                    BigDecimal.valueOf(day(parameters[0], token).getYear()));
        }
    }

    /** Rows of a small table that meet the condition, or all of them. */
    private static List<EvaluationValue> rows(EvaluationValue column, @Nullable EvaluationValue where) {
        if (!column.isArrayValue()) {
            return List.of();
        }
        if (where == null) {
            return column.getArrayValue();
        }
        vn.hoi.common.Expression condition =
                CONDITIONS.computeIfAbsent(where.getStringValue(), vn.hoi.common.Expression::overRow);
        return column.getArrayValue().stream()
                .filter(row -> condition.holdsIn(row.getStructureValue()))
                .toList();
    }

    /** {@code count(column)}: rows of a small table, files or references; 0 when empty. {@code count(column, 'condition')}: some. */
    @FunctionParameter(name = "column", isVarArg = true)
    private static final class Count extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters) {
            int size = rows(parameters[0], parameters.length > 1 ? parameters[1] : null)
                    .size();
            return EvaluationValue.numberValue(BigDecimal.valueOf(size));
        }
    }

    /**
     * {@code total(column, 'inner')}: sum over the rows of a small table, {@code total(column, 'inner', 'condition')} over
     * some of them; empty values count as nothing.
     */
    @FunctionParameter(name = "column")
    @FunctionParameter(name = "inner", isVarArg = true)
    private static final class Total extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters) {
            BigDecimal total = BigDecimal.ZERO;
            for (EvaluationValue row : rows(parameters[0], parameters.length > 2 ? parameters[2] : null)) {
                EvaluationValue inner = row.getStructureValue().get(parameters[1].getStringValue());
                if (inner != null && inner.isNumberValue()) {
                    total = total.add(inner.getNumberValue());
                }
            }
            return EvaluationValue.numberValue(total);
        }
    }

    /** {@code f('id')}: the value of a figure; {@code before('id')}: in the same period a year earlier. */
    @FunctionParameter(name = "id")
    private static final class FigureValue extends AbstractFunction {
        private final Function<String, Optional<BigDecimal>> figure;

        FigureValue(Function<String, Optional<BigDecimal>> figure) {
            this.figure = figure;
        }

        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters)
                throws EvaluationException {
            String id = parameters[0].getStringValue();
            BigDecimal value = figure.apply(id).orElseThrow(() -> new EvaluationException(token, "no data for " + id));
            return EvaluationValue.numberValue(value);
        }
    }
}
