package vn.hoi.common;

/** Who is at work: the person or machine of the request, or the program itself. Answered by the module {@code access}. */
public interface CurrentPerson {

    /** Account of work that the program does by itself: filling, folding, commands at the machine. */
    String PROGRAM = "system";

    /** Account of a request of nobody known. */
    String NOBODY = "nobody";

    /** The account's name, as the journal records it. */
    String account();

    /** The person's name as people read it. */
    Label name();

    /** Whether somebody known is at work, or the program itself. */
    boolean isKnown();

    /**
     * Does work on this thread in the name of an account with the rights it has now, such as what a person began and a
     * background thread ends.
     *
     * @throws Problem ACC-020 when there is no such account any more
     */
    void as(String account, Runnable work);
}
