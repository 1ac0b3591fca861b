package vn.hoi.figure;

import java.util.List;
import vn.hoi.common.Label;

/** Figures that belong together and are sealed together, such as those a plan cites. Answered by later modules. */
public interface FigureSets {

    List<FigureSet> list();

    /** One figure as it is wanted. */
    record Wanted(String figure, FigureQuery query) {}

    /**
     * A set of figures.
     *
     * @param id such as {@code plan:234-2025}
     */
    record FigureSet(String id, Label name, List<Wanted> figures) {}
}
