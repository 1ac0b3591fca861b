package vn.hoi.access;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Power;

/**
 * Somebody at work with what they may do now, read at the beginning of each request.
 *
 * @param id of the account; 0 for the program and for nobody
 * @param account its name
 * @param held roles in force today, those of persons acted for among them
 * @param unmasked registers whose personal columns are open now
 * @param scope what a token narrows this to; null without a token
 */
public record Person(
        long id,
        String account,
        Label name,
        List<Held> held,
        Set<String> unmasked,
        @Nullable Scope scope) {

    /** Unknown callers. */
    static final Person NOBODY =
            new Person(0, CurrentPerson.NOBODY, new Label("Khách", "Guest"), List.of(), Set.of(), null);

    /** The program's own work: it is bound by no role. */
    static final Person PROGRAM =
            new Person(0, CurrentPerson.PROGRAM, new Label("Hệ thống Hồi", "Hồi itself"), List.of(), Set.of(), null);

    /**
     * A role held over a unit and all below it.
     *
     * @param fields empty for all fields
     * @param of account that has it when it is held by delegation; null when it is the person's own
     */
    public record Held(
            String role,
            int unit,
            Set<String> fields,
            @Nullable String of) {
        boolean covers(String field) {
            return fields.isEmpty() || fields.contains(field);
        }
    }

    /**
     * What a token may be used for. Null lists leave all that the account may.
     *
     * @param token its number
     * @param steps steps as {@code register/step}
     */
    public record Scope(
            long token,
            @Nullable Set<String> registers,
            @Nullable Set<String> steps,
            @Nullable Set<String> figures,
            boolean writes,
            boolean personal)
            implements Serializable {

        /** Whether it is for all that the account may read. */
        boolean isWide() {
            return registers == null && steps == null && figures == null;
        }

        /** Whether it is as good as the account itself. */
        boolean isWhole() {
            return isWide() && writes;
        }

        /** Whether it changes nothing. */
        boolean isReadOnly() {
            return !writes && (steps == null || steps.isEmpty());
        }

        /** A step named in the token may be taken with it, also where it writes nothing else. */
        boolean includesStep(String register, String step) {
            return steps == null ? writes : steps.contains(register + "/" + step);
        }

        boolean includes(Power power) {
            return switch (power) {
                case READ -> true;
                case PERSONAL -> personal;
                case REPORT, PARTY -> writes;
                // the journal tells of every register
                case AUDIT -> isWide();
                case CALLS, PLAN, SEAL, ADMINISTER -> isWhole();
            };
        }
    }

    boolean isProgram() {
        return account.equals(CurrentPerson.PROGRAM);
    }

    boolean isNobody() {
        return account.equals(CurrentPerson.NOBODY);
    }
}
