package vn.hoi.access;

import java.util.List;
import vn.hoi.common.RegisterRoles;

/**
 * What an account may do with a register, so what a key of it may be for.
 *
 * @param writes whether its records may be added and changed
 * @param steps those it may take
 */
public record KeyOffer(RegisterRoles.Named register, boolean writes, List<RegisterRoles.NamedStep> steps) {}
