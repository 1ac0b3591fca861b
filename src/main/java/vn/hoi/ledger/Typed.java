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

/**
 * Values as a form or a machine sends them; every wrong one is kept with its code, so that all are told at
 * once.
 */
public final class Typed {

    private final Map<String, String> values;
    private final String module;
    private final List<Problem.Fault> faults = new ArrayList<>();

    Typed(Map<String, String> values) {
        this(values, "LED");
    }

    /** @param module the letters its codes of amounts begin with: {@code LED-021} */
    public Typed(Map<String, String> values, String module) {
        this.values = values;
        this.module = module;
    }

    /** Without the sign the database does not keep. */
    public static String plain(String text) {
        return Vietnamese.clean(text.replace("\0", ""));
    }

    /** Keeps a fault. */
    public void fault(String column, String code, String message) {
        faults.add(new Problem.Fault(column, code, message));
    }

    /** The text without blanks around it; null for none. */
    @Nullable
    public String find(String name) {
        String text = plain(values.getOrDefault(name, ""));
        return text.isEmpty() ? null : text;
    }

    /** A text of at most so many characters; null for none, or when it is longer, which is a fault. */
    @Nullable
    public String text(String name, int most, String code, String message) {
        String text = find(name);
        if (text != null && text.length() > most) {
            fault(name, code, message);
            return null;
        }
        return text;
    }

    /** A text that must be there; empty when it is not, which is a fault. */
    public String need(String name, int most, String code, String message) {
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
    public long amount(String name) {
        String text = find(name);
        Optional<BigDecimal> read = text == null ? Optional.empty() : Vietnamese.readNumber(text);
        if (read.isEmpty()) {
            fault(name, module + "-021", "Số tiền ghi chưa đúng; ghi số đồng, ví dụ 1.250.000.000");
        } else if (read.get().signum() <= 0) {
            fault(
                    name,
                    module + "-022",
                    "Số tiền phải lớn hơn 0; ghi giảm bằng loại nghiệp vụ giảm hoặc bút toán điều chỉnh");
        } else if (read.get().stripTrailingZeros().scale() > 0) {
            fault(name, module + "-023", "Số tiền có phần lẻ; ghi số đồng nguyên");
        } else if (read.get().compareTo(BigDecimal.valueOf(Postings.MOST)) > 0) {
            fault(
                    name,
                    module + "-024",
                    "Số tiền của một bút toán không quá 9 triệu tỷ đồng; kiểm tra lại đơn vị tính");
        } else {
            return read.get().longValueExact();
        }
        return 0;
    }

    /** 0 when there is none. */
    public long findAmount(String name) {
        return find(name) == null ? 0 : amount(name);
    }

    /** A day; today when it is wrong, which is a fault. */
    public LocalDate day(String name, String code, String message) {
        String text = find(name);
        Optional<LocalDate> day = text == null ? Optional.empty() : Vietnamese.readDay(text);
        if (day.isEmpty()) {
            fault(name, code, message);
            return Vietnamese.today();
        }
        return day.get();
    }

    /** A whole number; null for none, or when it is wrong, which is a fault. */
    @Nullable
    public Long number(String name, String code, String message) {
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
    public void require() {
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    faults.size() == 1 ? faults.getFirst().code() : module + "-422",
                    faults.size() == 1
                            ? faults.getFirst().message() + "."
                            : "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.",
                    faults,
                    Map.of());
        }
    }
}
