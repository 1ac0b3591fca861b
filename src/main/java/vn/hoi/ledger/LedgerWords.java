package vn.hoi.ledger;

import java.util.Map;
import vn.hoi.common.Label;

/** What accounts and movements are called, in the words of the law on the state budget. */
public final class LedgerWords {

    private static final Map<String, Label> ACCOUNTS = Map.ofEntries(
            word("source", "Nguồn", "Source"),
            word("requested", "Dự toán đề nghị", "Requested"),
            word("appraised", "Đã thẩm định", "Appraised"),
            word("decided", "HĐND quyết định", "Decided"),
            word("allotted", "Dự toán được giao", "Allotted"),
            word("apportioned", "Đã phân bổ", "Apportioned"),
            word("loaded", "Đã nhập TABMIS", "Loaded in TABMIS"),
            word("uncommitted", "Chưa cam kết chi", "Not committed"),
            word("committed", "Cam kết chi", "Committed"),
            word("advanced", "Dư tạm ứng", "Open advance"),
            word("paid", "Đã thanh toán", "Paid"),
            word("retained", "Giữ lại chờ quyết toán", "Retained"),
            word("repaid", "Nộp trả", "Repaid"),
            word("adjusted", "Điều chỉnh", "Adjusted"),
            word("supplemented", "Bổ sung", "Supplemented"),
            word("saved", "Tiết kiệm, cắt giảm", "Saved"),
            word("extended", "Kéo dài", "Extended"),
            word("carried-over", "Chuyển nguồn", "Carried over"),
            word("cancelled", "Hủy dự toán", "Cancelled"),
            word("brought", "Từ năm trước chuyển sang", "Brought from the year before"),
            word("disbursed", "Đã giải ngân", "Disbursed"),
            word("disbursed-in-period", "Giải ngân trong kỳ", "Disbursed in the period"),
            word("available", "Được sử dụng trong năm", "Available"),
            word("remaining", "Còn được chi", "Remaining"),
            word("total", "Tổng mức đầu tư", "Total investment"),
            word("medium-term", "Kế hoạch đầu tư công trung hạn", "Medium-term plan"),
            word("final-asked", "Đề nghị quyết toán", "Final account asked"),
            word("final-checked", "Sau thẩm tra quyết toán", "Final account checked"),
            word("final-approved", "Quyết toán được phê duyệt", "Final account approved"));

    private static final Map<String, Label> KINDS = Map.ofEntries(
            word("request", "Đề nghị dự toán", "Request"),
            word("withdraw", "Rút đề nghị", "Withdraw a request"),
            word("appraise", "Thẩm định dự toán", "Appraise"),
            word("decide", "HĐND quyết định dự toán", "Council decides"),
            word("allot", "Giao dự toán", "Allot"),
            word("allot-directly", "Giao dự toán, không qua đề nghị trong sổ", "Allot without a request here"),
            word("supplement", "Bổ sung dự toán", "Supplement"),
            word("adjust-out", "Điều chỉnh giảm sang dòng khác", "Adjust to another line"),
            word("adjust-in", "Điều chỉnh tăng từ dòng khác", "Adjust from another line"),
            word("save", "Tiết kiệm, cắt giảm dự toán", "Save"),
            word("apportion", "Phân bổ dự toán", "Apportion"),
            word("load", "Nhập TABMIS dự toán đã phân bổ", "Load into TABMIS"),
            word("load-directly", "Nhập TABMIS dự toán được giao", "Load into TABMIS, not apportioned"),
            word("unload", "Rút dự toán khỏi TABMIS", "Take out of TABMIS"),
            word("commit", "Cam kết chi", "Commit"),
            word("release-commitment", "Hủy cam kết chi", "Release a commitment"),
            word("advance", "Tạm ứng", "Advance"),
            word("recover-advance", "Thu hồi tạm ứng", "Recover an advance"),
            word("pay", "Thanh toán", "Pay"),
            word("retain", "Giữ lại chờ quyết toán", "Retain"),
            word("pay-retained", "Chi phần giữ lại", "Pay what was retained"),
            word("repay", "Nộp trả số đã thanh toán", "Repay"),
            word("repay-advance", "Nộp trả số tạm ứng", "Repay an advance"),
            word("restore", "Khôi phục dự toán từ số nộp trả", "Restore from repayment"),
            word("extend", "Kéo dài thời gian giải ngân", "Extend"),
            word("extend-unloaded", "Kéo dài phần chưa nhập TABMIS", "Extend what is not loaded"),
            word("carry-over", "Chuyển nguồn", "Carry over"),
            word("carry-over-unloaded", "Chuyển nguồn phần chưa nhập TABMIS", "Carry over what is not loaded"),
            word("extend-apportioned", "Kéo dài phần đã phân bổ chưa nhập TABMIS", "Extend what is apportioned"),
            word(
                    "carry-over-apportioned",
                    "Chuyển nguồn phần đã phân bổ chưa nhập TABMIS",
                    "Carry over what is apportioned"),
            word("cancel", "Hủy dự toán", "Cancel"),
            word("cancel-unloaded", "Hủy phần chưa nhập TABMIS", "Cancel what is not loaded"),
            word("cancel-apportioned", "Hủy phần đã phân bổ chưa nhập TABMIS", "Cancel what is apportioned"),
            word("bring-extended", "Nhận vốn kéo dài từ năm trước", "Bring extended capital"),
            word("bring-carried-over", "Nhận nguồn chuyển từ năm trước", "Bring carried-over funds"));

    private LedgerWords() {}

    private static Map.Entry<String, Label> word(String id, String vi, String en) {
        return Map.entry(id, new Label(vi, en));
    }

    /** Of an account, or of what is derived from accounts and acts. */
    public static Label account(String id) {
        return ACCOUNTS.getOrDefault(id, Label.of(id));
    }

    /** Of a movement. */
    public static Label kind(String id) {
        return KINDS.getOrDefault(id, Label.of(id));
    }
}
