package vn.hoi.register;

/** Things a later module keeps that a text column may name ({@code names:}): a line of the budget, a contract. */
public interface NamedElsewhere {

    /** The word of the declarations: {@code budget-line}. */
    String kind();

    /** Whether there is one of this name. */
    boolean has(String name);

    /** What to do about a name there is none of, as the end of a sentence. */
    String cure();
}
