package vn.hoi.common;

/** Which figures there are, for whoever names them. Answered by the module {@code figure}. */
@FunctionalInterface
public interface FigureNames {

    boolean has(String figure);
}
