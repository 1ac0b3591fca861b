package vn.hoi.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.access.PeopleFile.Column;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Accounts of a file: each line a role of an account, several lines of one account several roles. */
@Component
class PeopleImport {

    /**
     * A line as it was understood.
     *
     * @param faults what is wrong with it, each naming its cure; empty when it can be made
     */
    record Checked(
            PeopleFile.Line line,
            @Nullable Unit unit,
            Set<String> fields,
            LocalDate first,
            @Nullable LocalDate last,
            List<String> faults) {

        boolean isGood() {
            return faults.isEmpty();
        }

        String account() {
            return line.value(Column.ACCOUNT);
        }

        PeopleLine shown() {
            return new PeopleLine(
                    line.number(),
                    account(),
                    line.value(Column.FULL_NAME),
                    line.value(Column.ROLE),
                    unit == null ? line.value(Column.UNIT) : unit.fullName(),
                    faults);
        }
    }

    /** An account that was made, with the one-time link by which its password is set. */
    record Made(String account, String fullName, String email, String link) {}

    private final JdbcClient database;
    private final Accounts accounts;
    private final OneTimeLinks links;
    private final Roles roles;
    private final RolesHeld rolesHeld;
    private final Units units;

    PeopleImport(
            JdbcClient database, Accounts accounts, OneTimeLinks links, Roles roles, RolesHeld rolesHeld, Units units) {
        this.database = database;
        this.accounts = accounts;
        this.links = links;
        this.roles = roles;
        this.rolesHeld = rolesHeld;
        this.units = units;
    }

    /** Tests every line; changes nothing. A line is wrong too when another line of its account is. */
    List<Checked> check(List<PeopleFile.Line> lines) {
        Map<String, String> named = new HashMap<>();
        List<Checked> all = new ArrayList<>();
        for (PeopleFile.Line line : lines) {
            all.add(check(line, named));
        }
        Set<String> broken = new TreeSet<>();
        all.stream().filter(line -> !line.isGood()).forEach(line -> broken.add(line.account()));
        all.replaceAll(line -> line.isGood() && broken.contains(line.account()) ? withOther(line) : line);
        return all;
    }

    private static Checked withOther(Checked line) {
        return new Checked(
                line.line,
                line.unit,
                line.fields,
                line.first,
                line.last,
                List.of("Một dòng khác của tài khoản này có lỗi; sửa dòng đó trước."));
    }

    private Checked check(PeopleFile.Line line, Map<String, String> named) {
        List<String> faults = new ArrayList<>();
        checkAccount(line, named, faults);
        Optional<Unit> unit = units.find(line.value(Column.UNIT), Vietnamese.today());
        if (line.value(Column.UNIT).isEmpty() || unit.isEmpty()) {
            faults.add("Không có đơn vị «" + line.value(Column.UNIT) + "»; ghi mã ở trang đơn vị.");
        }
        if (role(line.value(Column.ROLE)).isEmpty()) {
            faults.add("Không có vai trò «" + line.value(Column.ROLE) + "»; ghi mã hoặc tên vai trò.");
        }
        Set<String> fields = new TreeSet<>();
        Stream.of(line.value(Column.FIELDS).split("[,;]"))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .forEach(fields::add);
        fields.stream()
                .filter(field -> !rolesHeld.isField(field))
                .forEach(field -> faults.add("Không có lĩnh vực «" + field + "»; ghi mã lĩnh vực, ví dụ property."));
        LocalDate first = day(line.value(Column.FIRST), faults).orElse(Vietnamese.today());
        @Nullable LocalDate last = day(line.value(Column.LAST), faults).orElse(null);
        if (last != null && last.isBefore(first)) {
            faults.add("Ngày cuối " + Vietnamese.day(last) + " trước ngày đầu " + Vietnamese.day(first) + "; sửa lại.");
        }
        return new Checked(line, unit.orElse(null), fields, first, last, faults);
    }

    private void checkAccount(PeopleFile.Line line, Map<String, String> named, List<String> faults) {
        String account = line.value(Column.ACCOUNT);
        String fullName = Vietnamese.clean(line.value(Column.FULL_NAME));
        if (!Accounts.isName(account)) {
            faults.add("Tên tài khoản «" + account + "» phải gồm chữ thường không dấu, số, dấu chấm hoặc gạch.");
        }
        if (fullName.isEmpty()) {
            faults.add("Thiếu họ và tên.");
        }
        @Nullable String before = named.putIfAbsent(account, fullName);
        if (before != null && !before.equals(fullName)) {
            faults.add(
                    "Tài khoản «" + account + "» đã có ở dòng trên với tên «" + before + "»; mỗi người một tài khoản.");
        }
        if (!line.value(Column.EMAIL).isEmpty() && !line.value(Column.EMAIL).matches("[^@\\s]+@[^@\\s]+")) {
            faults.add("Thư điện tử «" + line.value(Column.EMAIL) + "» không đúng dạng.");
        }
        if (before == null && exists(account)) {
            faults.add("Tài khoản «" + account + "» đã có; giao thêm vai trò ở trang của tài khoản.");
        }
    }

    private boolean exists(String account) {
        return database.sql("select exists (select from access.account where name = :name)")
                .param("name", account)
                .query(Boolean.class)
                .single();
    }

    /** By its id or its Vietnamese name, however it is capitalised. */
    private Optional<Roles.Role> role(String typed) {
        String plain = typed.toLowerCase(Locale.ROOT);
        return roles.list().stream()
                .filter(role -> role.id().equals(plain)
                        || role.name().vi().toLowerCase(Locale.ROOT).equals(plain))
                .findFirst();
    }

    private static Optional<LocalDate> day(String typed, List<String> faults) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> day = Vietnamese.readDay(typed);
        if (day.isEmpty()) {
            faults.add("«" + typed + "» không phải là ngày; viết như 05/9/2025.");
        }
        return day;
    }

    /**
     * Makes the accounts of the right lines, all or none, each with a link of 7 days.
     *
     * @return in the order of the lines; the links cannot be read again
     */
    @Transactional
    List<Made> make(List<PeopleFile.Line> lines) {
        Map<String, Made> made = new LinkedHashMap<>();
        for (Checked checked : check(lines)) {
            Unit unit = checked.unit;
            if (!checked.isGood() || unit == null) {
                continue;
            }
            String account = checked.account();
            String fullName = Vietnamese.clean(checked.line.value(Column.FULL_NAME));
            String email = checked.line.value(Column.EMAIL);
            if (!made.containsKey(account)) {
                accounts.create(account, fullName, unit.id(), false);
                database.sql("update access.account set email = nullif(:email, '') where name = :name")
                        .param("email", email)
                        .param("name", account)
                        .update();
                made.put(account, new Made(account, fullName, email, links.invite(account)));
            }
            accounts.assign(
                    account,
                    role(checked.line.value(Column.ROLE)).orElseThrow().id(),
                    unit.id(),
                    checked.fields,
                    checked.first,
                    checked.last,
                    null);
        }
        return List.copyOf(made.values());
    }
}
