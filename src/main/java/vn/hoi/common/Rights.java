package vn.hoi.common;

/** What the person at work may do. Answered by the module {@code access}. */
public interface Rights {

    /** Whether records of this register may be added and changed. */
    boolean mayWrite(String register);

    /** Whether values of columns with personal data may be read unmasked. */
    boolean mayReadPersonal(String register);
}
