package vn.hoi.demonstration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What rows refer to when no database holds it: rows of the same quotas, with codes of their own. */
final class EarlierRows implements Earlier {

    private static final int MOST = 20_000;

    private final Quotas quotas;
    private final double scale;
    private final List<Area> areas;
    private final Map<String, List<Known>> made = new HashMap<>();

    EarlierRows(Quotas quotas, double scale, List<Area> areas) {
        this.quotas = quotas;
        this.scale = scale;
        this.areas = areas;
    }

    @Override
    public List<Known> of(String register) {
        List<Known> known = made.get(register);
        if (known == null) {
            known = new ArrayList<>();
            QuotaRows rows = quotas.rows(register, scale, areas, this);
            Province.Row row = new Province.Row(rows);
            for (Object[] values : rows) {
                row.values = values;
                Map<String, Object> byName = row.byName();
                Object code = byName.get("code");
                known.add(new Known(code == null ? register + "-" + (known.size() + 1) : code.toString(), byName));
                if (known.size() == MOST) {
                    break;
                }
            }
            made.put(register, known);
        }
        return known;
    }
}
