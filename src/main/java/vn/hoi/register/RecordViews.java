package vn.hoi.register;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Csv;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Draws a list of records with its twins, for a register and for whatever else lists its records. */
@Component
public class RecordViews {

    private final RecordLists lists;
    private final RecordRows rows;
    private final Units units;
    private final Rights rights;

    RecordViews(RecordLists lists, RecordRows rows, Units units, Rights rights) {
        this.lists = lists;
        this.rows = rows;
        this.units = units;
        this.rights = rights;
    }

    /**
     * A list.
     *
     * @param template draws it; gets register, query, rows, next, total, units, areas, links
     * @param address of the list, without its query
     * @param total how many records there are in all; null when not known
     */
    public Twin list(String template, String address, Register register, RecordQuery query, @Nullable Long total) {
        RecordLists.Page page = lists.page(register, query);
        @Nullable String next = page.next() == null ? null : withAfter(query, page.next());
        return Twin.page(template)
                .with("register", register)
                .with("query", query)
                .with("rows", page.rows())
                .with("next", next == null ? "" : address + next)
                .with("total", total)
                .with("units", units)
                .with(
                        "areas",
                        units.on(Vietnamese.today()).stream()
                                .filter(Unit::isArea)
                                .toList())
                .with("links", new Links(address, query))
                .with("mayWrite", rights.mayWrite(register.id()))
                .with("mayReadPersonal", rights.mayReadPersonal(register.id()))
                .json(() -> Twin.rows(
                        page.rows().stream()
                                .map(row -> rows.json(register, row))
                                .toList(),
                        next == null ? null : address + ".json" + next))
                .csv(() -> new Csv(
                        register.rowColumns(),
                        consumer ->
                                lists.forEach(register, query, row -> consumer.accept(rows.json(register, row)))));
    }

    private static String withAfter(RecordQuery query, String after) {
        List<String> parts = new ArrayList<>();
        query.asked().forEach((name, values) -> {
            if (!name.equals("after")) {
                values.forEach(value -> parts.add(encode(name) + "=" + encode(value)));
            }
        });
        parts.add("after=" + encode(after));
        return "?" + String.join("&", parts);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Addresses of the same list asked otherwise. */
    public record Links(String address, RecordQuery query) {

        /** Ordered by this column; the other way round when it already is. */
        public String sorted(Column column) {
            boolean same = query.sort() != null && query.sort().id().equals(column.id());
            return with(Map.of("sort", column.id(), "dir", same && !query.ascending() ? "asc" : "desc"));
        }

        /** How it is ordered by this column now, for {@code aria-sort}. */
        public @Nullable String order(Column column) {
            boolean same = query.sort() != null && query.sort().id().equals(column.id());
            return same ? query.ascending() ? "ascending" : "descending" : null;
        }

        private String with(Map<String, String> changed) {
            List<String> parts = new ArrayList<>();
            query.asked().forEach((name, values) -> {
                if (!changed.containsKey(name) && !name.equals("after")) {
                    values.forEach(value -> parts.add(encode(name) + "=" + encode(value)));
                }
            });
            changed.forEach((name, value) -> parts.add(name + "=" + encode(value)));
            return address + "?" + String.join("&", parts);
        }
    }
}
