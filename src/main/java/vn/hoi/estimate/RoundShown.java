package vn.hoi.estimate;

import java.util.List;
import java.util.Map;

/** A round in the list, with what its items come to. */
public record RoundShown(Round round, int items, Map<Stage, Long> amounts) {

    static RoundShown of(Round round, List<Item> items) {
        return new RoundShown(round, items.size(), EstimateSums.amounts(items));
    }
}
