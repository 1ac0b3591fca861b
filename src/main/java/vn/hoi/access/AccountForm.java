package vn.hoi.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * What a form says of an account.
 *
 * @param kind {@code person} or {@code machine}
 */
record AccountForm(
        String fullName, @Nullable String email, @Nullable Integer unit, String kind) {

    private static final int NAME_LENGTH = 200;
    private static final int EMAIL_LENGTH = 254;

    /** @throws Problem ACC-032 with a fault for each value that is wrong */
    static AccountForm read(MultiValueMap<String, String> sent, Units units) {
        List<Problem.Fault> faults = new ArrayList<>();
        String fullName = text(sent, "full-name");
        if (fullName.isEmpty() || fullName.length() > NAME_LENGTH) {
            faults.add(new Problem.Fault("full-name", "ACC-032", "Ghi họ tên, không quá " + NAME_LENGTH + " ký tự"));
        }
        String email = text(sent, "email");
        if (!email.isEmpty() && (email.length() > EMAIL_LENGTH || !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+"))) {
            faults.add(new Problem.Fault("email", "ACC-032", "Thư điện tử viết như ten@langson.gov.vn, hoặc để trống"));
        }
        Optional<Unit> unit = unit(sent, units);
        if (unit.isEmpty() && !text(sent, "unit").isEmpty()) {
            faults.add(noUnit());
        }
        String kind = text(sent, "kind").isEmpty() ? "person" : text(sent, "kind");
        if (!Set.of("person", "machine").contains(kind)) {
            faults.add(new Problem.Fault("kind", "ACC-032", "Chọn người hoặc hệ thống"));
        }
        refuse(faults);
        return new AccountForm(
                fullName, email.isEmpty() ? null : email, unit.map(Unit::id).orElse(null), kind);
    }

    static Problem.Fault noUnit() {
        return new Problem.Fault("unit", "ACC-032", "Chọn đơn vị trong danh sách");
    }

    static Optional<Unit> unit(MultiValueMap<String, String> sent, Units units) {
        String named = text(sent, "unit");
        return named.isEmpty() ? Optional.empty() : units.find(named, Vietnamese.today());
    }

    static String text(MultiValueMap<String, String> sent, String name) {
        @Nullable String text = sent.getFirst(name);
        return text == null ? "" : Vietnamese.clean(text);
    }

    static void refuse(List<Problem.Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    "ACC-032",
                    "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.",
                    faults,
                    java.util.Map.of());
        }
    }
}
