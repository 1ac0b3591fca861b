package vn.hoi.common;

/** A sentence every page shows while it holds, such as the progress of a long work; empty when there is none. */
public interface Notice {

    String text(Language language);
}
