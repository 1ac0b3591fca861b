package vn.hoi.common;

import java.util.List;

/**
 * What whoever is at work may do. Row visibility hangs on responsible unit and register only; the same answer serves page,
 * twin, list, figure, export, print and search. Answered by the module {@code access}.
 */
public interface Rights {

    /** Whose records of this register may be opened. */
    Reach reach(String register);

    /** Whose records of this register may be added and changed. */
    Reach writes(String register);

    /** Whether records of this register may be added and changed, at some unit at least. */
    default boolean mayWrite(String register) {
        return !writes(register).isNone();
    }

    /** Whether records that this unit answers for may be added and changed. */
    default boolean mayWrite(String register, int unit) {
        return writes(register).includes(unit);
    }

    /** Whether a step that names these roles may be taken, at some unit at least. */
    boolean mayTake(String register, String step, List<String> roles);

    /** Whether a step that names these roles may be taken with a record that this unit answers for. */
    boolean mayTake(String register, String step, List<String> roles, int unit);

    /** Whether values of columns with personal data are shown now: the right, and a purpose named a short while ago. */
    boolean mayReadPersonal(String register);

    /** Whether they would be shown once a purpose is named. */
    boolean mayUnmask(String register);

    /** Whether this figure's number may be read. */
    boolean mayReadFigure(String figure, boolean isPublic);

    /** Over which units a role with this power is held in a field. */
    Reach reach(Power power, String field);

    /** Over which units one of these roles is held in a field. */
    Reach reach(List<String> roles, String field);

    /** Whether some role held now has this power. */
    boolean may(Power power);

    /** The units over which some role held now has this power. */
    Reach reach(Power power);
}
