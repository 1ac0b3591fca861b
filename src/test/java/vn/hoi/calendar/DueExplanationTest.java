package vn.hoi.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import vn.hoi.TestApplication;
import vn.hoi.common.Home;
import vn.hoi.common.Language;

/** A deadline says how it came about. */
class DueExplanationTest {

    private static final WorkingTime TIME = new WorkingTime(new Home(TestApplication.HOME, "langson"));

    private static Due due(String begin, String span) {
        return TIME.due(LocalDateTime.parse(begin), Span.of(span));
    }

    private static String vi(String begin, String span) {
        return due(begin, span).explanation(Language.VI);
    }

    @Test
    void weekendsAreOneNumberAndHolidaysAreNamed() {
        assertThat(vi("2026-02-12T09:10", "7 working-days"))
                .isEqualTo(
                        "Nhận 09:10 ngày 12/02/2026; hạn 7 ngày làm việc; không tính 11 ngày nghỉ: 06 ngày cuối tuần,"
                                + " Tết Nguyên đán 16/02–20/02 (05 ngày); phải xong trước 17:30 ngày 02/3/2026");
        assertThat(due("2026-02-12T09:10", "7 working-days").explanation(Language.EN))
                .isEqualTo(
                        "Received 09:10 on 12/02/2026; within 7 working days; not counting 11 days off: 6 weekend days,"
                                + " Lunar New Year 16/02–20/02 (5 days); to be done by 17:30 on 02/3/2026");
    }

    @Test
    void weekendsAloneNeedNoList() {
        assertThat(vi("2026-03-06T09:00", "1 working-day"))
                .isEqualTo("Nhận 09:00 ngày 06/3/2026; hạn 1 ngày làm việc; không tính 02 ngày cuối tuần;"
                        + " phải xong trước 17:30 ngày 09/3/2026");
    }

    @Test
    void whereNothingIsSkippedNothingIsSaidOfIt() {
        assertThat(vi("2026-03-03T09:10", "2 working-hours"))
                .isEqualTo("Nhận 09:10 ngày 03/3/2026; hạn 2 giờ làm việc; phải xong trước 11:10 ngày 03/3/2026");
    }

    @Test
    void anArrivalOutsideOfficeHoursSaysWhenItCounts() {
        assertThat(vi("2026-03-03T20:00", "1 working-hour"))
                .isEqualTo("Nhận 20:00 ngày 03/3/2026 (ngoài giờ làm việc, tính như nhận lúc 07:30 ngày 04/3/2026);"
                        + " hạn 1 giờ làm việc; phải xong trước 08:30 ngày 04/3/2026");
    }

    @Test
    void aSwappedDayNamesItsMakeUpDayAndAWorkedSaturdayIsSaidToCount() {
        assertThat(vi("2025-12-31T10:00", "6 working-days"))
                .isEqualTo(
                        "Nhận 10:00 ngày 31/12/2025; hạn 6 ngày làm việc; không tính 04 ngày nghỉ: 02 ngày cuối tuần,"
                                + " Tết Dương lịch 01/01/2026, Nghỉ hoán đổi dịp Tết Dương lịch 02/01/2026 (làm bù 10/01/2026);"
                                + " có tính ngày làm bù 10/01/2026; phải xong trước 17:30 ngày 10/01/2026");
    }

    @Test
    void aLastDayOffIsSaidToMove() {
        assertThat(vi("2026-03-26T09:00", "30 days"))
                .isEqualTo("Nhận 09:00 ngày 26/3/2026; hạn 30 ngày; ngày cuối 25/4/2026 là ngày nghỉ nên tính đến ngày"
                        + " làm việc tiếp theo; không tính 03 ngày nghỉ: 01 ngày cuối tuần, Giỗ Tổ Hùng Vương 26/4,"
                        + " Nghỉ bù Giỗ Tổ Hùng Vương 27/4; phải xong trước 17:30 ngày 28/4/2026");
    }

    @Test
    void pausesAreToldWithTheTimeLeftAndTheirDaysOffAreNotSkippedTwice() {
        Due due = TIME.resume(
                due("2026-03-09T09:10", "5 working-days"),
                LocalDateTime.parse("2026-03-11T10:00"),
                LocalDateTime.parse("2026-03-13T15:00"));
        assertThat(due.explanation(Language.VI))
                .isEqualTo("Nhận 09:10 ngày 09/3/2026; hạn 5 ngày làm việc; không tính 02 ngày cuối tuần;"
                        + " tạm dừng từ 10:00 ngày 11/3/2026 đến 15:00 ngày 13/3/2026 khi còn 29 giờ 30 phút làm việc;"
                        + " phải xong trước 10:30 ngày 19/3/2026");
        Due overTet = TIME.resume(
                due("2026-02-10T08:00", "5 working-days"),
                LocalDateTime.parse("2026-02-12T13:30"),
                LocalDateTime.parse("2026-02-23T13:30"));
        assertThat(overTet.explanation(Language.EN))
                .isEqualTo(
                        "Received 08:00 on 10/02/2026; within 5 working days; paused from 13:30 on 12/02/2026 to 13:30"
                                + " on 23/02/2026 with 28 h of working time left; to be done by 17:30 on 26/02/2026");
    }

    @Test
    void aPausedTimeInCalendarDaysSkipsDaysOffOnlyAfterThePause() {
        Due due = TIME.resume(
                due("2026-03-03T09:00", "30 days"),
                LocalDateTime.parse("2026-03-30T07:30"),
                LocalDateTime.parse("2026-04-01T07:30"));
        assertThat(due.explanation(Language.VI))
                .isEqualTo("Nhận 09:00 ngày 03/3/2026; hạn 30 ngày; không tính 02 ngày cuối tuần;"
                        + " tạm dừng từ 07:30 ngày 30/3/2026 đến 07:30 ngày 01/4/2026 khi còn 32 giờ làm việc;"
                        + " phải xong trước 17:30 ngày 06/4/2026");
    }

    @Test
    void aYearNotAnnouncedYetIsSaidToBeExpected() {
        assertThat(vi("2027-02-03T08:00", "2 working-days"))
                .contains("Tết Nguyên đán 04/02–10/02 (07 ngày)")
                .endsWith("phải xong trước 17:30 ngày 12/02/2027 (theo lịch dự kiến năm 2027)");
        assertThat(vi("2026-12-31T16:00", "1 working-day")).endsWith("(theo lịch dự kiến năm 2027)");
        assertThat(vi("2026-12-30T16:00", "1 working-day")).doesNotContain("dự kiến");
    }

    @Test
    void aYearWithoutAFileIsSaidToHaveWeekendsOnly() {
        assertThat(vi("2028-03-03T08:00", "1 working-day"))
                .isEqualTo(
                        "Nhận 08:00 ngày 03/3/2028; hạn 1 ngày làm việc; không tính 02 ngày cuối tuần; phải xong trước"
                                + " 17:30 ngày 06/3/2028 (chưa có lịch nghỉ lễ năm 2028, mới trừ ngày cuối tuần)");
        assertThat(due("2024-02-29T10:00", "4 years").explanation(Language.EN))
                .isEqualTo("Received 10:00 on 29/02/2024; within 4 years; to be done by 17:30 on 29/02/2028"
                        + " (public holidays of 2028 not known yet, only weekends are off)");
    }

    @Test
    void whereOnlyTheDayIsKnownNoHourIsTold() {
        assertThat(due("2026-03-03T00:00", "2 working-days").explanation(Language.VI))
                .isEqualTo("Nhận ngày 03/3/2026; hạn 2 ngày làm việc; phải xong trước 17:30 ngày 05/3/2026");
        assertThat(due("2026-03-07T00:00", "1 working-day").explanation(Language.VI))
                .startsWith("Nhận ngày 07/3/2026 (ngày nghỉ, tính như nhận ngày 09/3/2026); hạn 1 ngày làm việc;");
    }
}
