package vn.hoi.common;

import java.util.List;

/** What the person at work may do. Answered by the module {@code access}. */
public interface Rights {

    /** Whether records of this register may be added and changed. */
    boolean mayWrite(String register);

    /** Whether a step that names these roles may be taken with records of this register. */
    boolean mayTake(String register, List<String> roles);

    /** Whether values of columns with personal data may be read unmasked. */
    boolean mayReadPersonal(String register);
}
