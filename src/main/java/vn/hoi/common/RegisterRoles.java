package vn.hoi.common;

import java.util.List;
import java.util.Map;
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

    /**
     * A register as rights are given to it.
     *
     * @param steps those of the lifecycle in force
     */
    record Named(String id, Label name, Held held, List<NamedStep> steps) {}

    /** @param roles who may take it */
    record NamedStep(String id, Label name, List<String> roles) {}

    Optional<Held> roles(String register);

    /** All registers. */
    List<Named> named();

    /** Names of the fields by their ids, in order. */
    Map<String, Label> fieldNames();
}
