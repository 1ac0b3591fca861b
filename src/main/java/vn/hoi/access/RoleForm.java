package vn.hoi.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
 * What a form says of a role to be given.
 *
 * @param fields empty for all fields
 * @param last null for as long as nobody ends it
 */
record RoleForm(
        String role,
        int unit,
        Set<String> fields,
        LocalDate first,
        @Nullable LocalDate last,
        String reason) {

    static final int REASON_LENGTH = 500;

    /** @throws Problem ACC-032 with a fault for each value that is wrong */
    static RoleForm read(MultiValueMap<String, String> sent, Roles roles, Units units, Set<String> fieldNames) {
        List<Problem.Fault> faults = new ArrayList<>();
        String role = AccountForm.text(sent, "role");
        if (roles.find(role).isEmpty()) {
            faults.add(new Problem.Fault("role", "ACC-023", "Chọn một vai trò trong danh sách"));
        }
        Optional<Unit> unit = AccountForm.unit(sent, units);
        if (unit.isEmpty()) {
            faults.add(AccountForm.noUnit());
        }
        Set<String> fields = new LinkedHashSet<>(sent.getOrDefault("fields", List.of()));
        fields.remove("");
        if (!fieldNames.containsAll(fields)) {
            faults.add(new Problem.Fault("fields", "ACC-032", "Chọn lĩnh vực trong danh sách"));
        }
        Optional<LocalDate> first = day(sent, "first", faults);
        Optional<LocalDate> last = day(sent, "last", faults);
        LocalDate begins = first.orElseGet(Vietnamese::today);
        if (last.isPresent() && last.get().isBefore(begins)) {
            faults.add(new Problem.Fault("last", "ACC-037", "Ngày cuối không trước ngày đầu"));
        }
        String reason = AccountForm.text(sent, "reason");
        if (reason.isEmpty() || reason.length() > REASON_LENGTH) {
            faults.add(new Problem.Fault(
                    "reason", "ACC-032", "Ghi lý do hoặc số văn bản giao, không quá " + REASON_LENGTH + " ký tự"));
        }
        AccountForm.refuse(faults);
        return new RoleForm(role, unit.orElseThrow().id(), fields, begins, last.orElse(null), reason);
    }

    /** Empty for nothing typed; a fault for what is no day. */
    static Optional<LocalDate> day(MultiValueMap<String, String> sent, String name, List<Problem.Fault> faults) {
        String typed = AccountForm.text(sent, name);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> day = Vietnamese.readDay(typed);
        if (day.isEmpty()) {
            faults.add(new Problem.Fault(name, "ACC-037", "Viết ngày như 05/9/2025"));
        }
        return day;
    }
}
