package vn.hoi.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoi.calendar.Span.Unit;
import vn.hoi.common.Label;

class SpanTest {

    @ParameterizedTest
    @CsvSource({
        "7 working-days, 7, WORKING_DAYS, 7 ngày làm việc, 7 working days",
        "40 working-hours, 40, WORKING_HOURS, 40 giờ làm việc, 40 working hours",
        "30 days, 30, DAYS, 30 ngày, 30 days",
        "6 months, 6, MONTHS, 6 tháng, 6 months",
        "1 year, 1, YEARS, 1 năm, 1 year",
        "1 working-day, 1, WORKING_DAYS, 1 ngày làm việc, 1 working day"
    })
    void aDeclaredSpanIsReadAndSaid(String text, int amount, Unit unit, String vi, String en) {
        Span span = Span.of(text);
        assertThat(span).isEqualTo(new Span(amount, unit));
        assertThat(span.label()).isEqualTo(new Label(vi, en));
        assertThat(span).hasToString(text);
    }

    @Test
    void oneMayBeWrittenInThePluralToo() {
        assertThat(Span.of("1 working-days")).isEqualTo(Span.of("1 working-day"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "7 workdays",
                "7 day",
                "0 days",
                "-1 days",
                "1.5 days",
                "07 days",
                "7  days",
                " 7 days",
                "7d",
                "100000 days",
                "7 ngày"
            })
    void whatCannotBeReadIsRefusedWithTheWayToWriteIt(String text) {
        assertThatThrownBy(() -> Span.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("«" + text + "» không phải là thời hạn")
                .hasMessageContaining("«7 working-days»");
    }

    @Test
    void aSpanOfNothingIsRefused() {
        assertThatThrownBy(() -> new Span(0, Unit.DAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("từ 1 đến 99999");
    }
}
