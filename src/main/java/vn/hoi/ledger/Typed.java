package vn.hoi.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** Values as a form or a machine sends them; every wrong one is kept with its code, so that all are told at once. */
final class Typed {

    private final Map<String, String> values;
    private final List<Problem.Fault> faults = new ArrayList<>();

    Typed(Map<String, String> values) {
        this.values = values;
    }

    /** Without the sign the database does not keep. */
    static String plain(String text) {
        return Vietnamese.clean(text.replace("\0", ""));
    }

    void fault(String column, String code, String message) {
        faults.add(new Problem.Fault(column, code, message));
    }

    @Nullable
    String find(String name) {
        String text = plain(values.getOrDefault(name, ""));
        return text.isEmpty() ? null : text;
    }

    @Nullable
    String text(String name, int most, String code, String message) {
        String text = find(name);
        if (text != null && text.length() > most) {
            fault(name, code, message);
            return null;
        }
        return text;
    }

    String need(String name, int most, String code, String message) {
        String text = text(name, most, code, message);
        if (text == null) {
            if (find(name) == null) {
                fault(name, code, message);
            }
            return "";
        }
        return text;
    }

    /** Whole đồng between one and the most a posting takes; 0 when wrong. */
    long amount(String name) {
        String text = find(name);
        Optional<BigDecimal> read = text == null ? Optional.empty() : Vietnamese.readNumber(text);
        if (read.isEmpty()) {
            fault(name, "LED-021", "Số tiền phải là số đồng, viết như 1.250.000.000");
        } else if (read.get().signum() <= 0) {
            fault(
                    name,
                    "LED-022",
                    "Số tiền phải lớn hơn 0; ghi giảm bằng loại nghiệp vụ giảm hoặc bút toán điều chỉnh");
        } else if (read.get().stripTrailingZeros().scale() > 0) {
            fault(name, "LED-023", "Số tiền là số đồng nguyên, không có phần lẻ");
        } else if (read.get().compareTo(BigDecimal.valueOf(Postings.MOST)) > 0) {
            fault(name, "LED-024", "Số tiền của một bút toán không quá 9 triệu tỷ đồng; kiểm tra lại đơn vị tính");
        } else {
            return read.get().longValueExact();
        }
        return 0;
    }

    /** 0 when there is none. */
    long findAmount(String name) {
        return find(name) == null ? 0 : amount(name);
    }

    LocalDate day(String name, String code, String message) {
        String text = find(name);
        Optional<LocalDate> day = text == null ? Optional.empty() : Vietnamese.readDay(text);
        if (day.isEmpty()) {
            fault(name, code, message);
            return Vietnamese.today();
        }
        return day.get();
    }

    @Nullable
    Long number(String name, String code, String message) {
        String text = find(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            fault(name, code, message);
            return null;
        }
        return Long.valueOf(text);
    }

    /** @throws Problem LED-422 with all the faults */
    void require() {
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    faults.size() == 1 ? faults.getFirst().code() : "LED-422",
                    faults.size() == 1
                            ? faults.getFirst().message() + "."
                            : "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.",
                    faults,
                    Map.of());
        }
    }
}
