package vn.hoi.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataIntegrityViolationException;
import vn.hoi.common.Problem;

/** What the database itself refused, in words: its constraints are the last guard behind the limits. */
final class RefusedByDatabase {

    private static final Pattern CODE = Pattern.compile("(LED-\\d{3}): ([^\\n]*)");

    private RefusedByDatabase() {}

    static Problem problem(DataIntegrityViolationException refused) {
        String says = String.valueOf(refused.getMostSpecificCause().getMessage());
        if (says.contains("document_once") || says.contains("document_corrects_once")) {
            return new Problem(
                    409,
                    "LED-043",
                    "Chứng từ này đã được ghi cho dòng ngân sách này với cùng loại nghiệp vụ; kiểm tra lại số và ngày chứng từ.");
        }
        if (says.contains("posting_author_request_part_key")) {
            return new Problem(409, "LED-002", "Khóa yêu cầu này đã dùng cho một bút toán khác; dùng khóa mới.");
        }
        if (says.contains("project_total_pkey")) {
            return new Problem(409, "LED-043", "Dự án đã có tổng mức từ ngày này; kiểm tra lại ngày của văn bản.");
        }
        Matcher code = CODE.matcher(says);
        if (code.find()) {
            return new Problem(422, code.group(1), sentence(code.group(1)));
        }
        if (says.contains("committed_within_allotted")) {
            return new Problem(422, "LED-031", "Cam kết chi vượt dự toán được giao; giảm số tiền.");
        }
        if (says.contains("disbursed_within")) {
            return new Problem(422, "LED-032", "Giải ngân vượt dự toán đã nhập TABMIS; giảm số tiền.");
        }
        if (says.contains("allotted_within_total")) {
            return new Problem(422, "LED-034", "Vốn bố trí vượt tổng mức đầu tư của dự án; giảm số tiền.");
        }
        if (says.contains("paid_within_value")) {
            return new Problem(422, "LED-035", "Thanh toán vượt giá trị hợp đồng; giảm số tiền.");
        }
        return new Problem(
                422, "LED-030", "Cơ sở dữ liệu không nhận bút toán này; kiểm tra lại số tiền và dòng ngân sách.");
    }

    private static String sentence(String code) {
        return switch (code) {
            case "LED-040" ->
                "Năm ngân sách đã khóa sổ; chỉ ghi được bút toán điều chỉnh nêu bút toán được điều chỉnh.";
            case "LED-042" -> "Dòng ngân sách không dùng ngày này; chọn dòng đang dùng.";
            case "LED-044" -> "Số điều chỉnh lớn hơn phần còn lại của bút toán gốc; giảm số điều chỉnh.";
            default -> "Cơ sở dữ liệu không nhận bút toán này.";
        };
    }
}
