package vn.hoi.common;

/** Who is at work in this request. Answered by the module {@code access}. */
public interface CurrentPerson {

    /** The account's name, as the journal records it. */
    String account();

    /** The person's name as people read it. */
    Label name();
}
