package vn.hoi.access;

import java.util.List;
import vn.hoi.common.RegisterRoles;

/**
 * A role as it is shown.
 *
 * @param holders how many open accounts hold it today
 * @param reads registers whose records it may open, in the fields it is given over
 * @param writes registers whose records it may add and change
 */
public record RoleRow(
        Roles.Role role,
        long holders,
        List<RegisterRoles.Named> reads,
        List<RegisterRoles.Named> writes,
        List<Taking> steps) {

    /** A step it may take. */
    public record Taking(RegisterRoles.Named register, RegisterRoles.NamedStep step) {}
}
