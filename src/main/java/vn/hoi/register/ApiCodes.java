package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/** What the stable codes of problems mean, for those who write programs against them. */
final class ApiCodes {

    private ApiCodes() {}

    private static final Map<String, Label> GENERAL = new LinkedHashMap<>();

    private static void put(String code, String vi, String en) {
        GENERAL.put(code, new Label(vi, en));
    }

    static {
        put("COM-400", "Yêu cầu không hợp lệ", "Not a request that can be understood");
        put("COM-402", "Nội dung gửi lên không đọc được", "The body cannot be read");
        put("COM-403", "Có ký tự không lưu được", "A character that cannot be kept");
        put("COM-404", "Không có địa chỉ hoặc dạng này", "No such address or form");
        put("COM-405", "Địa chỉ không nhận cách gửi này", "The address takes no such method");
        put("COM-413", "Nội dung gửi lên quá lớn", "Too large");
        put("COM-415", "Kiểu nội dung không được nhận", "Content type not taken");
        put("COM-500", "Lỗi của hệ thống; chưa có gì được ghi", "Fault of the system; nothing was written");
        put("REG-400", "Nội dung không phải là đối tượng JSON như mô tả", "Not the JSON described");
        put("REG-401", "Không sắp xếp được theo cột này", "The list is not ordered by this column");
        put("REG-402", "Không có bộ lọc này", "No such filter");
        put("REG-403", "limit không hợp lệ", "Wrong limit");
        put("REG-404", "Không có sổ này", "No such register");
        put("REG-405", "Không có lĩnh vực này", "No such field");
        put("REG-406", "Không có bản ghi này", "No such record");
        put("REG-407", "Không có quyền ghi vào sổ", "No right to write");
        put("REG-408", "Dấu trang after không đọc được", "The cursor cannot be read");
        put(
                "REG-409",
                "Bản ghi đã được sửa sau khi đọc; current và version là bản đang có",
                "Changed since it was read; current and version are what stands");
        put("REG-410", "Ngày trong bộ lọc không đọc được", "A filter's day cannot be read");
        put("REG-411", "Số trong bộ lọc không đọc được", "A filter's number cannot be read");
        put("REG-412", "Kỳ trong bộ lọc không đọc được", "A filter's period cannot be read");
        put("REG-420", "Nhật ký của bản ghi không có mục này", "The record's journal has no such entry");
        put("REG-421", "Không có phiên bản các bước này", "No such version of the steps");
        put("REG-422", "Có giá trị sai; errors nêu từng chỗ", "Wrong values; errors names each");
        put("REG-423", "Số của mục nhật ký không đọc được", "The number of the journal's entry cannot be read");
        put("REG-428", "Thiếu If-Match hoặc version", "No If-Match and no version");
        put("REG-430", "Bước này không có ở trạng thái hiện tại", "No such step from where the record stands");
        put("REG-431", "Bước này do vai trò khác thực hiện", "The step is another role's");
        put("REG-432", "Điều kiện của bước chưa đạt", "The step's condition does not hold");
        put("PTY-001", "Không có tổ chức, cá nhân đang hoạt động mang mã này", "No active party has this code");
        put("PTY-002", "Không hợp nhất với chính nó", "Not merged with itself");
        put("PTY-003", "Chỉ hợp nhất hai bản ghi đang hoạt động", "Only two active parties are merged");
        put("PTY-004", "Đã sửa sau khi hợp nhất nên không hoàn tác được", "Changed since the merge, which stands");
        put("PTY-005", "Chưa được hợp nhất", "Not merged");
        put("VAL-001", "Ô bắt buộc còn trống", "A required value is missing");
        put("VAL-003", "Không phải là ngày", "Not a day");
        put("VAL-004", "Không có trong danh sách", "Not one of the list");
        put("VAL-008", "Không có đơn vị hoặc địa bàn này", "No such unit or area");
        put("VAL-009", "Trùng với bản ghi khác", "The same as another record's");
        put("VAL-011", "Sổ không có cột này, hoặc bước không nhận ô này", "No such column, or not taken by the step");
        put("VAL-013", "Không hợp với ràng buộc của sổ", "Against a constraint of the register");
        put("VAL-014", "Mã không viết đúng", "The code is not well written");
        put("VAL-017", "Bản ghi được dẫn chiếu không có", "The record referred to is not there");
        put("VAL-022", "Giá trị không còn dùng", "A choice no longer offered");
        put("VAL-023", "Trạng thái chỉ đổi bằng các bước", "The state changes by steps only");
        put("VAL-025", "Tên của thứ chưa có ở mục Ngân sách", "Names what the budget does not have");
    }

    /** By code, in Vietnamese. */
    static Map<String, @Nullable Object> general() {
        Map<String, @Nullable Object> codes = new LinkedHashMap<>();
        GENERAL.forEach((code, says) -> codes.put(code, says.vi()));
        return codes;
    }

    static Map<String, Label> labels() {
        return GENERAL;
    }
}
