package vn.hoi.common;

import java.util.Optional;
import java.util.Set;

/** What the rights to a register hang on. Answered by the module {@code register}. */
public interface RegisterRoles {

    /**
     * Of one register.
     *
     * @param field the field it belongs to
     * @param readers roles that may open its records; empty for every role that may read
     * @param writers roles that may add and change them
     * @param shared whether every field and unit uses it alike, such as the register of parties
     */
    record Held(String field, Set<String> readers, Set<String> writers, boolean shared) {}

    Optional<Held> roles(String register);
}
