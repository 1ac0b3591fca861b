package vn.hoi.sheet;

import java.util.Locale;
import vn.hoi.common.Problem;

/** Every reason why a file is refused, each with its code and the cure. */
final class Refusals {

    private static final String SAVE = "; mở tệp bằng Excel hoặc LibreOffice, chọn «Lưu thành» dạng .xlsx rồi nạp lại.";
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_LARGE = 413;

    private Refusals() {}

    static Problem empty(String name) {
        return of("SHE-001", "Tệp «" + name + "» rỗng; kiểm tra lại tệp đã lưu rồi nạp lại.");
    }

    static Problem tooLarge(String name, long bytes, long limit) {
        return new Problem(
                TOO_LARGE,
                "SHE-002",
                "Tệp «%s» lớn %d MB, quá %d MB cho phép; chia thành nhiều tệp nhỏ hơn rồi nạp lần lượt."
                        .formatted(name, megabytes(bytes), megabytes(limit)));
    }

    static Problem oldExcel(String name) {
        return of("SHE-003", "Tệp «" + name + "» ở dạng Excel cũ (.xls)" + SAVE);
    }

    static Problem locked(String name) {
        return of(
                "SHE-004",
                "Tệp «" + name + "» có mật khẩu; mở tệp, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ), lưu lại rồi nạp.");
    }

    static Problem other(String name, String form) {
        return of("SHE-005", "Tệp «" + name + "» thực ra là " + form + ", không phải bảng tính .xlsx hay .csv" + SAVE);
    }

    static Problem broken(String name) {
        return of(
                "SHE-006",
                "Tệp «" + name + "» bị hỏng hoặc tải chưa trọn; lấy lại tệp gốc, hoặc mở rồi lưu lại dạng .xlsx.");
    }

    static Problem bomb(String name) {
        return of(
                "SHE-007",
                "Tệp «" + name
                        + "» phình quá lớn khi giải nén nên không được đọc; chép vùng dữ liệu sang bảng tính mới, "
                        + "lưu dạng .xlsx hoặc .csv rồi nạp lại.");
    }

    static Problem foreignXml(String name) {
        return of("SHE-008", "Tệp «" + name + "» chứa khai báo DOCTYPE mà bảng tính không dùng, có thể gây hại" + SAVE);
    }

    static Problem tooManyColumns(int row, int limit) {
        return of(
                "SHE-009",
                "Dòng %d có giá trị ở cột %s, quá %d cột cho phép; xóa các cột thừa bên phải rồi lưu lại."
                        .formatted(row, Heading.letter(limit), limit));
    }

    static Problem tooLongCell(int row, String letter, int limit) {
        return of(
                "SHE-010",
                "Ô %s%d dài quá %d ký tự; rút gọn nội dung ô này rồi nạp lại.".formatted(letter, row, limit));
    }

    static Problem noSheet(int index, int count) {
        return of("SHE-011", "Không có trang tính thứ %d; tệp có %d trang tính.".formatted(index + 1, count));
    }

    static Problem noHeading(String sheet) {
        return of(
                "SHE-012",
                "Trang tính «" + sheet
                        + "» không có dòng nào có thể là dòng tiêu đề cột; chọn trang khác hoặc chỉ rõ số dòng.");
    }

    static Problem openQuote(long row) {
        return of(
                "SHE-013",
                "Dấu ngoặc kép ở bản ghi thứ %d không được đóng; sửa dấu \" ở dòng đó, hoặc lưu tệp dạng .xlsx."
                        .formatted(row));
    }

    static Problem mixedEncodings(long offset) {
        return of(
                "SHE-014",
                "Tệp phần lớn là UTF-8 nhưng byte thứ %d thì không; lưu lại cả tệp bằng một bảng mã («CSV UTF-8»)."
                        .formatted(offset + 1));
    }

    static Problem tooManyTexts(String name) {
        return of(
                "SHE-015",
                "Tệp «" + name
                        + "» có quá nhiều văn bản khác nhau để đọc ở dạng .xlsx; lưu thành «CSV UTF-8» rồi nạp.");
    }

    static Problem tooManyRows(int limit) {
        return of(
                "SHE-016",
                "Danh sách có hơn %s dòng, quá sức chứa của một trang tính .xlsx; tải dạng .csv ở cùng địa chỉ (đổi đuôi .xlsx thành .csv) hoặc lọc bớt."
                        .formatted(String.format(Locale.GERMAN, "%,d", limit)));
    }

    static Problem tooLongRecord(long record, long limit) {
        return of(
                "SHE-017",
                "Bản ghi thứ %d dài quá %d triệu ký tự; kiểm tra dấu ngoặc kép không đóng hoặc các dòng dính liền, hoặc lưu tệp dạng .xlsx."
                        .formatted(record, limit / 1_000_000));
    }

    private static Problem of(String code, String sentence) {
        return new Problem(UNPROCESSABLE, code, sentence);
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, 1024 * 1024);
    }
}
