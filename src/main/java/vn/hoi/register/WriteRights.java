package vn.hoi.register;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;

/** Whether records may be written: the person's right, and what the register's keeper allows. */
@Component
class WriteRights {

    private final Rights rights;
    private final ObjectProvider<WriteGuard> guards;

    WriteRights(Rights rights, ObjectProvider<WriteGuard> guards) {
        this.rights = rights;
        this.guards = guards;
    }

    boolean may(Register register) {
        return rights.mayWrite(register.id())
                && guards.stream().allMatch(guard -> guard.refusal(register).isEmpty());
    }

    /** @throws Problem REG-407 without the right, or what a guard says */
    void require(Register register) {
        if (!rights.mayWrite(register.id())) {
            throw new Problem(403, "REG-407", "Bạn không có quyền ghi vào sổ này; đề nghị quản trị cấp quyền.");
        }
        requireOpen(register);
    }

    /** @throws Problem ACC-013 when this unit's records are not the person's to write */
    void requireAt(Register register, @Nullable Object unit) {
        if (unit instanceof Integer id && !rights.mayWrite(register.id(), id)) {
            throw new Problem(
                    403,
                    "ACC-013",
                    "Bản ghi thuộc đơn vị ngoài phạm vi được giao cho bạn; chọn đơn vị khác hoặc đề nghị quản trị giao"
                            + " thêm phạm vi.");
        }
    }

    /** As {@link #require}, for the program's own work, which needs nobody's right. */
    void requireOpen(Register register) {
        guards.stream()
                .flatMap(guard -> guard.refusal(register).stream())
                .findFirst()
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }
}
