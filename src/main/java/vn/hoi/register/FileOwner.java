package vn.hoi.register;

/** Who may read files that belong to no record; answered by the module they belong to. */
public interface FileOwner {

    /** Whether files of this subject are this module's. */
    boolean owns(String subject);

    /** Whether the person at work may read a file of this subject. */
    boolean mayRead(String subject);
}
