package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What agrees with a published value under the word it was published with. */
class QualifierTest {

    @ParameterizedTest
    @CsvSource({
        "EXACT, 280, 280, true",
        "EXACT, 280, 281, false",
        "EXACT, 57.06, 57.060, true",
        "EXACT, 57.06, 57.07, false",
        "NEARLY, 372000, 371946, true",
        "NEARLY, 372000, 360840, true",
        "NEARLY, 372000, 360839, false",
        "NEARLY, 372000, 372001, false",
        "OVER, 16000, 16000, true",
        "OVER, 16000, 17600, true",
        "OVER, 16000, 17601, false",
        "OVER, 16000, 15999, false",
        "ABOUT, 601, 601, true",
        "ABOUT, 600, 630, true",
        "ABOUT, 600, 631, false",
        "ABOUT, 600, 570, true",
        "ABOUT, 600, 569, false",
        "AT_LEAST, 1, 4, true",
        "AT_LEAST, 1, 0, false"
    })
    void aValueAgreesWithinTheWordsMargin(Qualifier qualifier, BigDecimal published, BigDecimal here, boolean agrees) {
        assertThat(qualifier.agrees(published, here)).isEqualTo(agrees);
    }
}
