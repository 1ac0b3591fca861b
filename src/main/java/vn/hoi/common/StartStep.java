package vn.hoi.common;

/** Work of a module before the first request is taken, in the order of the modules. */
public interface StartStep {

    /** Lower comes first; steps follow the line of modules. */
    int order();

    /** What is done now, for the log. */
    String says();

    void run();
}
