package vn.hoi.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.TestApplication;

/** Units under the names people give them. */
class UnitNamesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate BEFORE = LocalDate.of(2024, 3, 5);

    private final UnitNames names = new UnitNames(TestApplication.get(Units.class));

    private List<String> find(String written) {
        return names.find(written, TODAY, () -> BEFORE).stream()
                .map(Unit::fullName)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    06040                                           | Xã Thất Khê
                    6040                                            | Xã Thất Khê
                    Xã Thất Khê                                     | Xã Thất Khê
                    X. thất khê                                     | Xã Thất Khê
                    UBND xã Thất Khê                                | Xã Thất Khê
                    Thất Khê                                        | Xã Thất Khê
                    P. Đông Kinh, tỉnh Lạng Sơn                     | Phường Đông Kinh
                    Số 5, thôn Nà Lù, xã Thất Khê, tỉnh Lạng Sơn    | Xã Thất Khê
                    TT Thất Khê                                     | Thị trấn Thất Khê
                    Xã Hòa Bình, huyện Chi Lăng                     | Xã Hòa Bình
                    Sở KH&CN                                        | Sở Khoa học và Công nghệ
                    """)
    void aUnitIsFoundByWhatPeopleCallIt(String written, String fullName) {
        assertThat(find(written)).containsExactly(fullName);
    }

    @Test
    void aNameOfSeveralIsAmbiguousAndOneOfNoneHasItsNearest() {
        assertThat(find("Xã Hòa Bình")).hasSize(4);
        assertThat(find("Xã Thất Kê")).isEmpty();
        assertThat(names.near("Xã Thất Kê", TODAY)).extracting(Unit::fullName).startsWith("Xã Thất Khê");
        assertThat(names.near("zzzzzzzzzzzz", TODAY)).isEmpty();
    }
}
