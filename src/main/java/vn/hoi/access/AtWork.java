package vn.hoi.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.RegisterRoles;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitMap;
import vn.hoi.unit.Units;

/** Who is at work on this thread, and what they may do: the one place where rights are decided. */
@Component
class AtWork implements CurrentPerson, Rights {

    private final People people;
    private final Roles roles;
    private final Units units;
    private final ObjectProvider<RegisterRoles> registers;

    AtWork(People people, Roles roles, Units units, ObjectProvider<RegisterRoles> registers) {
        this.people = people;
        this.roles = roles;
        this.units = units;
        this.registers = registers;
    }

    /** A thread that serves no request and was given no name does the program's own work. */
    Person person() {
        @Nullable Authentication signed = SecurityContextHolder.getContext().getAuthentication();
        if (signed != null && signed.getPrincipal() instanceof Person person) {
            return person;
        }
        return RequestContextHolder.getRequestAttributes() == null ? Person.PROGRAM : Person.NOBODY;
    }

    @Override
    public String account() {
        return person().account();
    }

    @Override
    public Label name() {
        return person().name();
    }

    @Override
    public boolean isKnown() {
        return !person().isNobody();
    }

    @Override
    public void as(String account, Runnable work) {
        SecurityContext before = SecurityContextHolder.getContext();
        if (account.equals(PROGRAM)) {
            enter(Person.PROGRAM);
        } else {
            enter(people.find(account)
                    .orElseThrow(() -> new Problem(
                            403,
                            "ACC-020",
                            "Tài khoản «" + account + "» đã đóng hoặc không còn; việc của tài khoản này dừng lại.")));
        }
        try {
            work.run();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    /** Puts somebody to work on this thread. */
    static void enter(Person person) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedIn(person));
        SecurityContextHolder.setContext(context);
    }

    @Override
    public Reach reach(String register) {
        Person person = person();
        if (person.isProgram()) {
            return Reach.ALL;
        }
        Optional<RegisterRoles.Held> found = register(register);
        if (found.isEmpty() || !inScope(person, register)) {
            return Reach.NONE;
        }
        RegisterRoles.Held rules = found.get();
        return over(
                rules,
                person.held().stream()
                        .filter(held -> rules.writers().contains(held.role())
                                || (roles.has(held.role(), Power.READ)
                                        && (rules.readers().isEmpty()
                                                || rules.readers().contains(held.role())))));
    }

    @Override
    public Reach writes(String register) {
        Person person = person();
        if (person.isProgram()) {
            return Reach.ALL;
        }
        Optional<RegisterRoles.Held> found = register(register);
        if (found.isEmpty()
                || !inScope(person, register)
                || (person.scope() != null && !person.scope().writes())) {
            return Reach.NONE;
        }
        RegisterRoles.Held rules = found.get();
        return over(rules, person.held().stream().filter(held -> rules.writers().contains(held.role())));
    }

    @Override
    public boolean mayTake(String register, String step, List<String> named) {
        return !taking(register, step, named).isNone();
    }

    @Override
    public boolean mayTake(String register, String step, List<String> named, int unit) {
        return taking(register, step, named).includes(unit);
    }

    private Reach taking(String register, String step, List<String> named) {
        Person person = person();
        // what only the program does is done by nobody else
        if (named.equals(List.of(PROGRAM))) {
            return person.isProgram() ? Reach.ALL : Reach.NONE;
        }
        if (person.isProgram()) {
            return Reach.ALL;
        }
        Optional<RegisterRoles.Held> found = register(register);
        Person.@Nullable Scope scope = person.scope();
        if (found.isEmpty() || !inScope(person, register) || (scope != null && !scope.includesStep(register, step))) {
            return Reach.NONE;
        }
        return over(found.get(), person.held().stream().filter(held -> named.contains(held.role())));
    }

    @Override
    public boolean mayReadPersonal(String register) {
        Person person = person();
        if (person.isProgram()) {
            return true;
        }
        boolean opened = person.scope() == null
                ? person.unmasked().contains(register)
                : person.scope().personal();
        return opened && mayUnmask(register);
    }

    @Override
    public boolean mayUnmask(String register) {
        Person person = person();
        if (person.isProgram()) {
            return true;
        }
        Optional<RegisterRoles.Held> found = register(register);
        return found.isPresent()
                && inScope(person, register)
                && (person.scope() == null || person.scope().personal())
                && person.held().stream()
                        .filter(held -> roles.has(held.role(), Power.PERSONAL))
                        .filter(held -> found.get().readers().isEmpty()
                                || found.get().readers().contains(held.role()))
                        .anyMatch(held ->
                                found.get().shared() || held.covers(found.get().field()));
    }

    @Override
    public boolean mayReadFigure(String figure, boolean isPublic) {
        Person person = person();
        if (isPublic || person.isProgram()) {
            return true;
        }
        return !person.isNobody()
                && (person.scope() == null
                        || person.scope().figures() == null
                        || person.scope().figures().contains(figure));
    }

    @Override
    public boolean may(Power power) {
        Person person = person();
        return person.isProgram()
                || (person.scope() == null || person.scope().includes(power))
                        && person.held().stream().anyMatch(held -> roles.has(held.role(), power));
    }

    @Override
    public Reach reach(Power power) {
        Person person = person();
        if (person.isProgram()) {
            return Reach.ALL;
        }
        return person.scope() == null || person.scope().includes(power)
                ? units(person.held().stream()
                        .filter(held -> roles.has(held.role(), power))
                        .toList())
                : Reach.NONE;
    }

    private Optional<RegisterRoles.Held> register(String register) {
        return Optional.ofNullable(registers.getIfAvailable()).flatMap(all -> all.roles(register));
    }

    private static boolean inScope(Person person, String register) {
        return person.scope() == null
                || person.scope().registers() == null
                || person.scope().registers().contains(register);
    }

    private Reach over(RegisterRoles.Held rules, Stream<Person.Held> holding) {
        List<Person.Held> held = holding.filter(one -> rules.shared() || one.covers(rules.field()))
                .toList();
        return rules.shared() && !held.isEmpty() ? Reach.ALL : units(held);
    }

    @Override
    public Reach reach(Power power, String field) {
        Person person = person();
        if (person.isProgram()) {
            return Reach.ALL;
        }
        return person.scope() != null && !person.scope().includes(power)
                ? Reach.NONE
                : units(person.held().stream()
                        .filter(held -> roles.has(held.role(), power) && held.covers(field))
                        .toList());
    }

    @Override
    public Reach reach(List<String> named, String field) {
        Person person = person();
        if (person.isProgram()) {
            return Reach.ALL;
        }
        return person.scope() != null && !person.scope().writes()
                ? Reach.NONE
                : units(person.held().stream()
                        .filter(held -> named.contains(held.role()) && held.covers(field))
                        .toList());
    }

    /** The units these roles are held over, and all below them. */
    private Reach units(List<Person.Held> held) {
        int province = units.province().id();
        if (held.stream().anyMatch(one -> one.unit() == province)) {
            return Reach.ALL;
        }
        if (held.isEmpty()) {
            return Reach.NONE;
        }
        UnitMap map = units.map(Vietnamese.today());
        Set<Integer> all = new HashSet<>();
        for (Person.Held one : held) {
            // the right goes where the unit went: over what it became whole, and over all that became part of that
            int now = map.find(one.unit()).map(Unit::id).orElse(one.unit());
            all.addAll(units.counted(now, map));
            all.addAll(units.counted(one.unit(), map));
        }
        return new Reach(false, all);
    }
}
