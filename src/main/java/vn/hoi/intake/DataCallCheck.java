package vn.hoi.intake;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Field;

/** Tests a drawing; every fault is named by the field of the page where it stands. */
final class DataCallCheck {

    static final int MOST_COLUMNS = 100;
    private static final int MOST_OPTIONS = 100;
    private static final int NAME = 200;

    private final DataCallForm form;
    private final boolean opening;
    private final List<Fault> faults = new ArrayList<>();

    private DataCallCheck(DataCallForm form, boolean opening) {
        this.form = form;
        this.opening = opening;
    }

    /**
     * Tests all of it.
     *
     * @param before the call as it stands; null for a new one
     * @param opening whether it must be whole; a draft may lack what is still to be drawn
     * @param known ids of the units that may be asked today or were asked already
     * @param asked ids of the units asked so far
     */
    static List<Fault> test(
            DataCallForm form,
            @Nullable DataCall before,
            boolean opening,
            List<Field> fields,
            Set<Integer> known,
            Set<Integer> asked) {
        var check = new DataCallCheck(form, opening);
        check.head(fields, before);
        check.units(known, asked, before);
        check.columns();
        if (before != null && !before.isDraft()) {
            check.growth(before);
        }
        return check.faults;
    }

    /** @throws Problem CAL-422 naming each fault; nothing is written then */
    static void require(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    "CAL-422",
                    "Có " + faults.size() + " chỗ cần sửa; phiếu chưa được ghi.",
                    faults,
                    java.util.Map.of());
        }
    }

    private void head(List<Field> fields, @Nullable DataCall before) {
        if (form.title().isEmpty()) {
            fault("title", "CAL-001", "Ghi tên phiếu");
        }
        words("title", form.title(), 300);
        words("purpose", form.purpose(), 5000);
        words("document", form.document(), 500);
        if (fields.stream().noneMatch(field -> field.id().equals(form.field()))) {
            fault("field", "CAL-004", "Chọn lĩnh vực của phiếu");
        }
        Optional<OffsetDateTime> deadline = Vietnamese.readMoment(form.deadline());
        if (deadline.isEmpty()) {
            if (opening || !form.deadline().isEmpty()) {
                fault("deadline", "CAL-003", "Ghi hạn trả lời gồm giờ và ngày, như 17:00 25/11/2026");
            }
            return;
        }
        boolean moved = before == null || before.isDraft() || !deadline.get().isEqual(minute(before));
        boolean past = deadline.get().isBefore(OffsetDateTime.now(Vietnamese.ZONE));
        if (opening && moved && past) {
            fault("deadline", "CAL-003", "Hạn trả lời đã qua; chọn một thời điểm sau lúc này");
        } else if (moved && before != null && !before.isDraft() && before.isLate(OffsetDateTime.now(Vietnamese.ZONE))) {
            fault("deadline", "CAL-003", "Phiếu đã hết hạn; dùng «Mở lại» để nhận trả lời muộn, có lý do");
        }
    }

    private static OffsetDateTime minute(DataCall call) {
        OffsetDateTime deadline = java.util.Objects.requireNonNull(call.deadline());
        return deadline.withSecond(0).withNano(0);
    }

    private void units(Set<Integer> known, Set<Integer> asked, @Nullable DataCall before) {
        if (opening && form.units().isEmpty()) {
            fault("units", "CAL-005", "Chọn ít nhất một đơn vị nhận phiếu");
        }
        if (!known.containsAll(form.units())) {
            fault("units", "CAL-005", "Có đơn vị không còn hoạt động; chọn lại trong danh sách");
        }
        if (before != null && !before.isDraft() && !form.units().containsAll(asked)) {
            fault("units", "CAL-012", "Phiếu đã mở nên chỉ thêm được đơn vị; chọn lại các đơn vị đã nhận phiếu");
        }
    }

    private void columns() {
        if (opening && form.drawn().isEmpty()) {
            fault("columns", "CAL-006", "Vẽ ít nhất một cột");
        }
        if (form.drawn().size() > MOST_COLUMNS) {
            fault("columns", "CAL-006", "Nhiều nhất " + MOST_COLUMNS + " cột; chia thành hai phiếu");
        }
        Set<String> names = new HashSet<>();
        for (int at = 0; at < form.columns().size(); at++) {
            DataCallColumn column = form.columns().get(at);
            if (!column.isBlank()) {
                column(column, "c" + at + "-", names);
            }
        }
    }

    private void column(DataCallColumn column, String prefix, Set<String> names) {
        if (column.name().isEmpty()) {
            fault(prefix + "name", "CAL-007", "Ghi tên cột");
        } else if (!names.add(Vietnamese.fold(column.name()))) {
            fault(prefix + "name", "CAL-007", "Hai cột cùng tên «" + column.name() + "»; đặt tên khác nhau");
        }
        words(prefix + "name", column.name(), NAME);
        words(prefix + "help", column.help(), 1000);
        if (!DataCallColumn.KINDS.contains(column.kind())) {
            fault(prefix + "kind", "CAL-010", "Chọn kiểu của cột");
        }
        if (column.kind().equals("choice")) {
            options(column, prefix);
        } else if (!column.options().isEmpty()) {
            fault(
                    prefix + "options",
                    "CAL-008",
                    "Chỉ cột «chọn trong danh sách» mới có các giá trị; đổi kiểu hoặc bỏ trống");
        }
        limits(column, prefix);
    }

    private void options(DataCallColumn column, String prefix) {
        Set<String> seen = new HashSet<>();
        for (String option : column.options()) {
            words(prefix + "options", option, NAME);
            if (!seen.add(Vietnamese.fold(option))) {
                fault(prefix + "options", "CAL-008", "Giá trị «" + option + "» ghi hai lần; bỏ một");
            }
        }
        if (column.options().size() > MOST_OPTIONS
                || (opening && column.options().isEmpty())) {
            fault(prefix + "options", "CAL-008", "Ghi từ 1 đến " + MOST_OPTIONS + " giá trị, mỗi dòng một giá trị");
        }
    }

    private void limits(DataCallColumn column, String prefix) {
        @Nullable BigDecimal least = limit(column, column.min(), column.least(), prefix + "min");
        @Nullable BigDecimal most = limit(column, column.max(), column.most(), prefix + "max");
        if (least != null && most != null && least.compareTo(most) > 0) {
            fault(prefix + "max", "CAL-009", "Mức cao nhất nhỏ hơn mức thấp nhất; đổi lại");
        }
    }

    private @Nullable BigDecimal limit(DataCallColumn column, String typed, @Nullable BigDecimal read, String at) {
        if (!typed.isEmpty() && !column.isNumber()) {
            fault(at, "CAL-009", "Chỉ cột số mới có mức thấp nhất, cao nhất; bỏ trống ô này");
        } else if (!typed.isEmpty() && read == null) {
            fault(at, "CAL-009", "«" + typed + "» không phải là số; viết như 1.234,5");
        }
        return read;
    }

    /** What was asked stays asked as it was: columns only grow, at the end. */
    private void growth(DataCall before) {
        List<DataCallColumn> now = form.drawn();
        for (int at = 0; at < before.columns().size(); at++) {
            DataCallColumn was = before.columns().get(at);
            if (at >= now.size() || !now.get(at).id().equals(was.id())) {
                fault(
                        "columns",
                        "CAL-011",
                        "Phiếu đã mở: cột «" + was.name()
                                + "» không bỏ và không đổi chỗ được vì đã có đơn vị trả lời; trả lại cột, thêm cột mới ở cuối");
                return;
            }
            kept(was, now.get(at), "c" + at + "-");
        }
        for (int at = before.columns().size(); at < now.size(); at++) {
            if (now.get(at).required()) {
                fault(
                        "c" + at + "-required",
                        "CAL-011",
                        "Cột thêm sau khi mở không bắt buộc được vì đơn vị đã trả lời chưa có nó; bỏ dấu bắt buộc");
            }
        }
        if (form.many() != before.many()) {
            fault(
                    "many",
                    "CAL-011",
                    "Phiếu đã mở nên không đổi được số dòng mỗi đơn vị trả lời; sao chép thành phiếu mới");
        }
        if (!form.field().equals(before.field())) {
            fault("field", "CAL-011", "Phiếu đã mở nên không đổi được lĩnh vực; sao chép thành phiếu mới");
        }
    }

    private void kept(DataCallColumn was, DataCallColumn now, String prefix) {
        boolean same = now.kind().equals(was.kind())
                && now.required() == was.required()
                && now.min().equals(was.min())
                && now.max().equals(was.max());
        if (!same) {
            fault(
                    prefix + "kind",
                    "CAL-011",
                    "Phiếu đã mở: kiểu, bắt buộc và mức của cột «" + was.name()
                            + "» giữ nguyên; thêm một cột mới ở cuối");
        }
        boolean begins = now.options().size() >= was.options().size()
                && now.options().subList(0, was.options().size()).equals(was.options());
        if (!begins) {
            fault(
                    prefix + "options",
                    "CAL-011",
                    "Phiếu đã mở: chỉ thêm được giá trị ở cuối danh sách của «" + was.name() + "»");
        }
    }

    private void words(String at, String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            fault(at, "CAL-002", "Dài quá " + Vietnamese.number(most) + " ký tự; rút ngắn lại");
        }
        if (text.chars()
                .anyMatch(letter ->
                        Character.isISOControl(letter) && letter != '\n' && letter != '\r' && letter != '\t')) {
            fault(at, "CAL-013", "Có ký tự không nhìn thấy; gõ lại ô này");
        }
    }

    private void fault(String at, String code, String message) {
        faults.add(new Fault(at, code, message));
    }
}
