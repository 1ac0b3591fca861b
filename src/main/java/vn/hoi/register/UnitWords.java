package vn.hoi.register;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Units in the words a person types to choose one: the full name, with the code before it where two share a name. */
final class UnitWords {

    private final Units units;
    private final LocalDate today = Vietnamese.today();
    private final List<Unit> current;
    private final Map<String, Integer> named = new HashMap<>();

    UnitWords(Units units) {
        this.units = units;
        this.current = units.on(today);
        current.forEach(unit -> named.merge(Vietnamese.fold(unit.fullName()), 1, Integer::sum));
    }

    /** As a control shows what was typed or is held; the text itself when it is no unit. */
    String shown(String text) {
        return units.find(text.strip(), today).map(this::words).orElse(text);
    }

    private String words(Unit unit) {
        if (!unit.on(today)) {
            return Units.BY_ID + unit.id() + Suggestions.MARK + unit.fullName();
        }
        boolean alone = named.getOrDefault(Vietnamese.fold(unit.fullName()), 0) == 1;
        return alone ? unit.fullName() : unit.code() + Suggestions.MARK + unit.fullName();
    }

    String province() {
        return words(units.province());
    }

    /** All of today, or only those where records are counted. */
    List<String> offered(boolean areas) {
        return current.stream()
                .filter(unit -> !areas || unit.isArea())
                .map(this::words)
                .toList();
    }
}
