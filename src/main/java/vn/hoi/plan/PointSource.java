package vn.hoi.plan;

import java.util.List;

/** Something else that looks over a plan before it goes out. */
interface PointSource {

    List<OpenPoint> of(Plan plan);
}
