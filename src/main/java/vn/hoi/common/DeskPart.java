package vn.hoi.common;

import java.util.List;

/** A module's part of the desk: what waits there for the person at work. */
public interface DeskPart {

    /**
     * One thing that waits.
     *
     * @param tag class of the state's tag
     * @param due by when, in words; empty for no day
     */
    record Line(String address, Label what, String who, Label state, String tag, String due) {}

    /** Lower comes first. */
    int order();

    /** Anchor on the page, member of the JSON. */
    String id();

    Label name();

    /** Said when nothing waits. */
    Label none();

    /** The most urgent first. */
    List<Line> lines();
}
