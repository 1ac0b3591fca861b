package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    private static final Set<String> COLUMNS = Set.of(
            "from", "until", "extended-until", "kind", "state", "total-cost", "state-budget", "online", "max-cost");

    private static boolean holds(String rule, @Nullable Object... columnsAndValues) {
        Map<String, @Nullable Object> values = new HashMap<>();
        COLUMNS.forEach(column -> values.put(column, null));
        for (int index = 0; index < columnsAndValues.length; index += 2) {
            values.put(String.valueOf(columnsAndValues[index]), columnsAndValues[index + 1]);
        }
        return Expression.overColumns(rule, COLUMNS).holds(values);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    @Test
    void daysAreCompared() {
        String rule = "until == null || from == null || until >= from";
        assertThat(holds(rule, "from", day("2025-01-01"), "until", day("2025-01-01")))
                .isTrue();
        assertThat(holds(rule, "from", day("2025-01-01"), "until", day("2025-01-02")))
                .isTrue();
        assertThat(holds(rule, "from", day("2025-01-01"), "until", day("2024-12-31")))
                .isFalse();
        assertThat(holds("until == from", "from", day("2025-01-01"), "until", day("2025-01-01")))
                .isTrue();
        assertThat(holds("until < from", "from", day("1975-01-01"), "until", day("1960-12-31")))
                .isTrue();
    }

    @Test
    void anEmptyColumnIsNull() {
        assertThat(holds("until == null")).isTrue();
        assertThat(holds("until != null")).isFalse();
        assertThat(holds("until == null", "until", day("2025-01-01"))).isFalse();
        assertThat(holds("until == null || until >= from", "from", day("2025-01-01")))
                .isTrue();
        assertThat(holds("(from != null) == (until != null)")).isTrue();
        assertThat(holds("(from != null) == (until != null)", "from", day("2025-01-01")))
                .isFalse();
    }

    @Test
    void namesWithHyphensAreOneNameAndNotASubtraction() {
        assertThat(holds("extended-until > until", "until", day("2025-01-01"), "extended-until", day("2025-06-01")))
                .isTrue();
        assertThat(holds("total-cost - state-budget == 3", "total-cost", 10L, "state-budget", 7L))
                .isTrue();
        assertThatThrownBy(() -> Expression.overColumns("total-cost-state-budget == 3", COLUMNS))
                .as("a subtraction needs its spaces, and who forgets them is told")
                .hasMessageContaining("total-cost-state-budget");
    }

    @Test
    void textsAreComparedAndNotReadAsNames() {
        assertThat(holds("kind != \"gi\" || until == null", "kind", "gi")).isTrue();
        assertThat(holds("kind != \"gi\" || until == null", "kind", "gi", "until", day("2030-01-01")))
                .isFalse();
        assertThat(holds("kind == 'total-cost'", "kind", "total-cost", "total-cost", 5L))
                .isTrue();
        assertThat(holds("kind == \"\"", "kind", null)).isFalse();
    }

    @Test
    void numbersAreExact() {
        assertThat(holds(
                        "total-cost == state-budget + 1",
                        "total-cost",
                        9_000_000_000_000_001L,
                        "state-budget",
                        9_000_000_000_000_000L))
                .isTrue();
        assertThat(holds("total-cost == 0.3", "total-cost", new BigDecimal("0.1").add(new BigDecimal("0.2"))))
                .isTrue();
        assertThat(holds("total-cost > state-budget", "total-cost", 10L, "state-budget", 9L))
                .as("not as texts")
                .isTrue();
    }

    @Test
    void yesAndNoStandForThemselves() {
        assertThat(holds("online", "online", true)).isTrue();
        assertThat(holds("!online", "online", false)).isTrue();
        assertThat(holds("online == false", "online", false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not(online)",
                "if(online, true, false)",
                "sum(total-cost, 1) > 0",
                "floor(total-cost) > 0",
                "ceiling(total-cost) > 0",
                "round(total-cost, 0) > 0",
                "max(total-cost, 1) > 0"
            })
    void aFunctionThatIsKnownByNameCanBeUsed(String rule) {
        Expression.overColumns(rule, COLUMNS);
    }

    @Test
    void whatCannotBeDecidedDoesNotHold() {
        assertThat(holds("total-cost / state-budget > 1", "total-cost", 10L, "state-budget", 0L))
                .isFalse();
    }

    @Test
    void anUnknownColumnIsNamed() {
        assertThatThrownBy(() -> Expression.overColumns("until >= form", COLUMNS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"until >= ", "(from == null", "from === until", "from ==", "", "f('a'"})
    void aRuleThatCannotBeReadIsRefused(String rule) {
        assertThatThrownBy(() -> Expression.overColumns(rule, COLUMNS)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final Map<String, BigDecimal> FIGURES = Map.of(
            "tthc.online", new BigDecimal("1"),
            "tthc.total", new BigDecimal("3"),
            "none-yet", BigDecimal.ZERO,
            "rounded-none", new BigDecimal("0.00"));

    private static Optional<BigDecimal> value(String formula) {
        return Expression.overFigures(formula).value(id -> Optional.ofNullable(FIGURES.get(id)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 * f('tthc.online') / f('tthc.total') | 33.33333333333333333333333333333333",
                "f('tthc.total') - f('tthc.online') | 2",
                "max(f('tthc.total'), f('tthc.online'), 2) | 3",
                "min(f('tthc.total'), 2) | 2",
                "abs(f('tthc.online') - f('tthc.total')) | 2",
                "round(10 / f('tthc.total'), 2) | 3.33",
                "0.1 + 0.2 | 0.3",
                "f('none-yet') | 0"
            })
    void formulasAreDecimal(String formula, BigDecimal value) {
        assertThat(value(formula)).get().satisfies(read -> assertThat(read).isEqualByComparingTo(value));
    }

    @Test
    void withoutDataThereIsNoValueAndNeverZero() {
        assertThat(value("f('unknown')")).isEmpty();
        assertThat(value("f('tthc.total') + f('unknown')")).isEmpty();
        assertThat(value("0 * f('unknown')")).isEmpty();
    }

    @Test
    void aDivisorOfZeroGivesNoValue() {
        assertThat(value("f('tthc.total') / f('none-yet')")).isEmpty();
        assertThat(value("f('none-yet') / f('none-yet')")).isEmpty();
        assertThat(value("f('none-yet') / f('rounded-none')")).isEmpty();
        assertThat(value("f('tthc.total') / f('rounded-none')")).isEmpty();
    }

    @Test
    void theFiguresAFormulaNamesAreKnownInOrder() {
        assertThat(Expression.overFigures("100 * f('b.two') / (f( 'a-one' ) + f('b.two'))")
                        .figures())
                .containsExactly("b.two", "a-one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 * f('a", "f(a)", "f('a') +", "g('a')", "f('a', 'b')", "x + 1", ""})
    void aFormulaThatCannotBeReadIsRefused(String formula) {
        assertThatThrownBy(() -> Expression.overFigures(formula)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final Map<String, Set<String>> INNER =
            Map.of("members", Set.of("seat", "score", "since", "attended"));

    private static boolean overMembers(String rule) {
        Map<String, @Nullable Object> chair = new HashMap<>();
        chair.put("seat", "chair");
        chair.put("score", new BigDecimal("80.5"));
        chair.put("since", day("2025-01-01"));
        chair.put("attended", true);
        Map<String, @Nullable Object> member = new HashMap<>(chair);
        member.put("seat", "member");
        member.put("score", null);
        Map<String, @Nullable Object> late = new HashMap<>(member);
        late.put("score", new BigDecimal("70"));
        late.put("since", day("2026-06-01"));
        late.put("attended", null);
        return Expression.overColumns(rule, Set.of("members", "files"), INNER)
                .holds(Map.of("members", List.of(chair, member, late)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(members) == 3",
                "count(members, 'seat == \"chair\"') == 1",
                "count(members, 'seat == \"member\" && score != null') == 1",
                "count(members, 'score == null') == 1",
                "count(members, 'attended == true') == 2",
                "count(members, 'attended != true') == 1",
                "total(members, 'score') == 150.5",
                "total(members, 'score', 'seat == \"member\"') == 70",
                "total(members, 'score', 'attended == true') == 80.5",
                "count(members, 'year(since) == 2026') == 1"
            })
    void rowsOfASmallTableAreCountedAndSummedByAConditionOfTheirOwn(String rule) {
        assertThat(overMembers(rule)).isTrue();
        assertThat(overMembers("!(" + rule + ")")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "count(members, 'colour == 1') > 0 | colour",
                "total(members, 'pay') > 0 | pay",
                "total(members, 'score', 'pay > 0') > 0 | pay",
                "count(files, 'score > 0') > 0 | files",
                "count(members, 'score >') > 0 | biểu thức",
                "count(members, 'score > 0', 'score < 9') > 0 | nhiều nhất 2"
            })
    void whatASmallTableHasNotIsNamed(String rule, String said) {
        assertThatThrownBy(() -> overMembers(rule)).hasMessageContaining(said);
    }

    @Test
    void aFormerValueStandsBesideTheNewOne() {
        Set<String> columns = Set.of("until", "before.until", "before-until");
        Expression rule = Expression.overColumns("before.until == null || until > before.until", columns);
        assertThat(rule.columns()).containsExactlyInAnyOrder("until", "before.until");
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("before.until", null);
        values.put("until", day("2026-01-01"));
        assertThat(rule.holds(values)).isTrue();
        assertThat(rule.decided(values)).isTrue();
        values.put("before.until", day("2026-01-01"));
        assertThat(rule.holds(values)).isFalse();
        assertThat(rule.decided(values)).isFalse();
        assertThatThrownBy(() -> Expression.overColumns("until > before.from", columns))
                .hasMessageContaining("before.from");
    }
}
