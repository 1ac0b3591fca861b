package vn.hoi.access;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.RegisterRoles;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Names of roles, units and fields, and accounts as machines read them, for the pages of administration. */
@Component
public class PeopleWords {

    /** What the journal tells of accounts, in words. */
    private static final Map<String, Label> ACTIONS = Map.ofEntries(
            action("created", "tạo tài khoản", "account made"),
            action("changed", "sửa thông tin", "details changed"),
            action("closed", "đóng tài khoản", "account closed"),
            action("opened", "mở lại tài khoản", "account opened again"),
            action("role-given", "giao vai trò", "role given"),
            action("role-ended", "kết thúc vai trò", "role ended"),
            action("link-made", "tạo liên kết một lần", "one-time link made"),
            action("delegated", "ủy quyền", "delegated"),
            action("delegation-received", "được ủy quyền", "acts by delegation"),
            action("delegation-ended", "kết thúc ủy quyền", "delegation ended"),
            action("token-made", "tạo khóa truy cập", "token made"),
            action("token-drawn", "lấy khóa một giờ", "token of one hour drawn"),
            action("token-revoked", "thu hồi khóa truy cập", "token revoked"),
            action("client-made", "tạo mã bí mật", "client secret made"),
            action("client-revoked", "thu hồi mã bí mật", "client secret revoked"),
            action("signed-in", "đăng nhập", "signed in"),
            action("provider-tied", "gắn với nhà cung cấp định danh", "tied to an identity provider"));

    private final Roles roles;
    private final Units units;
    private final ObjectProvider<RegisterRoles> registers;

    PeopleWords(Roles roles, Units units, ObjectProvider<RegisterRoles> registers) {
        this.roles = roles;
        this.units = units;
        this.registers = registers;
    }

    private static Map.Entry<String, Label> action(String id, String vi, String en) {
        return Map.entry(id, new Label(vi, en));
    }

    /** What an entry of the journal says was done, or its id when it is not one of accounts. */
    public Label action(String id) {
        return ACTIONS.getOrDefault(id, Label.of(id));
    }

    /** All roles, in the declared order. */
    public List<Roles.Role> roles() {
        return List.copyOf(roles.list());
    }

    /** A role's name, or its id when it is declared no more. */
    public Label role(String id) {
        return roles.find(id).map(Roles.Role::name).orElse(Label.of(id));
    }

    public String unit(int id) {
        return units.find(id).map(Unit::fullName).orElse(String.valueOf(id));
    }

    /** Units of today: agencies first, then areas, each in the order of names. */
    public List<Unit> units() {
        List<Unit> today = units.on(Vietnamese.today());
        return java.util.stream.Stream.concat(
                        today.stream().filter(unit -> !unit.isArea()),
                        today.stream().filter(Unit::isArea))
                .toList();
    }

    /** Names of the fields by their ids. */
    public Map<String, Label> fields() {
        RegisterRoles all = registers.getIfAvailable();
        return all == null ? Map.of() : all.fieldNames();
    }

    /** A field's name, or its id when it is declared no more. */
    public Label field(String id) {
        return fields().getOrDefault(id, Label.of(id));
    }

    /** Names of some fields in one line. */
    public List<Label> fields(Set<String> ids) {
        return ids.stream().sorted().map(this::field).toList();
    }

    /** An account as JSON and tables have it, without its roles. */
    Map<String, @Nullable Object> row(Account account) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("account", account.name());
        row.put("fullName", account.fullName());
        row.put("email", account.email());
        row.put("kind", account.kind());
        row.put(
                "unit",
                account.unit() == null
                        ? null
                        : units.find(account.unit()).map(Unit::code).orElse(null));
        row.put("open", account.isOpen());
        row.put("created", account.created().toString());
        return row;
    }

    Map<String, @Nullable Object> row(Assignment one, LocalDate day) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("assignment", one.id());
        row.put("role", one.role());
        row.put("unit", units.find(one.unit()).map(Unit::code).orElse(null));
        row.put("fields", one.fields().stream().sorted().toList());
        row.put("first", one.first());
        row.put("last", one.last());
        row.put("givenBy", one.givenBy());
        row.put("reason", one.reason());
        row.put("ended", one.ended() == null ? null : one.ended().toString());
        row.put("endedBy", one.endedBy());
        row.put("inForce", one.on(day));
        return row;
    }

    /** The day asked for, today when none is. @throws Problem ACC-049 for what is no day */
    static LocalDate day(String text) {
        return text.isBlank()
                ? Vietnamese.today()
                : Vietnamese.readDay(text)
                        .orElseThrow(() -> Problem.badRequest(
                                "ACC-049", "«" + text + "» không phải là ngày; viết như 2025-06-30 hoặc 30/6/2025."));
    }
}
