package vn.hoi.figure;

import vn.hoi.common.Label;
import vn.hoi.register.Field;

/**
 * A named quantity with its definition.
 *
 * @param isPublic whether anybody may read its number
 */
public record Figure(String id, Field field, Label name, Measure measure, Definition definition, boolean isPublic) {

    public String source() {
        return definition.source();
    }

    /** Whether its register, ledger or form does not exist yet. */
    public boolean isAwaited() {
        return definition instanceof Definition.Awaits;
    }
}
