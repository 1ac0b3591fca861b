package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Draws a list of records with its twins, for a register and for whatever else lists its records. */
@Component
public class RecordViews {

    private static final Map<String, String> COMMON = Map.of(
            "code", "Mã", "unit", "Đơn vị phụ trách", "place", "Địa bàn", "state", "Trạng thái", "note", "Ghi chú");

    /** The steps a person may take with a record of the list. */
    @FunctionalInterface
    public interface OpenSteps {
        List<Step> of(Row row);
    }

    private final RecordLists lists;
    private final RecordRows rows;
    private final ChosenColumns chosen;
    private final Units units;
    private final Rights rights;
    private final WriteRights writeRights;

    RecordViews(
            RecordLists lists,
            RecordRows rows,
            ChosenColumns chosen,
            Units units,
            Rights rights,
            WriteRights writeRights) {
        this.lists = lists;
        this.rows = rows;
        this.chosen = chosen;
        this.units = units;
        this.rights = rights;
        this.writeRights = writeRights;
    }

    /**
     * A list.
     *
     * @param template draws it; gets register, query, rows, columns, next, previous, total, units, areas, links
     * @param address of the list, without its query
     * @param total how many records there are in all; null when not known
     */
    public Twin list(String template, String address, Register register, RecordQuery query, @Nullable Long total) {
        RecordLists.Page page = lists.page(register, query);
        ListLinks links = new ListLinks(address, query);
        return Twin.page(template)
                .with("register", register)
                .with("query", query)
                .with("rows", page.rows())
                .with("columns", chosen.shown(register, query))
                .with("next", page.next() == null ? "" : links.page("after", page.next()))
                .with("previous", page.previous() == null ? "" : links.page("before", page.previous()))
                .with("total", total)
                .with("units", units)
                .with(
                        "areas",
                        units.on(Vietnamese.today()).stream()
                                .filter(Unit::isArea)
                                .toList())
                .with("links", links)
                .with("mayWrite", writeRights.may(register))
                .with("mayReadPersonal", rights.mayReadPersonal(register.id()))
                .json(() -> {
                    Map<String, @Nullable Object> body = Twin.rows(
                            page.rows().stream()
                                    .map(row -> json(register, query, row))
                                    .toList(),
                            twin(links, "after", page.next()));
                    body.put("previous", twin(links, "before", page.previous()));
                    return body;
                })
                .csv(() -> csv(register, query));
    }

    private static @Nullable String twin(ListLinks links, String name, @Nullable String cursor) {
        return cursor == null ? null : links.address() + ".json" + links.pageQuery(name, cursor);
    }

    /** All columns, or the code and just those asked for. */
    private Map<String, @Nullable Object> json(Register register, RecordQuery query, Row row) {
        Map<String, @Nullable Object> all = rows.json(register, row);
        if (query.columns().isEmpty()) {
            return all;
        }
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        some.put("code", all.get("code"));
        query.columns().forEach(column -> some.put(column, all.get(column)));
        return some;
    }

    private Csv csv(Register register, RecordQuery query) {
        List<String> columns = new ArrayList<>(query.columns());
        if (columns.isEmpty()) {
            columns.addAll(register.rowColumns());
        } else {
            columns.addFirst("code");
        }
        Map<String, String> headings = headings(register, query.asked("headings"), columns);
        return new Csv(
                List.copyOf(headings.values()),
                consumer -> lists.forEach(register, query, row -> {
                    Map<String, @Nullable Object> values = rows.json(register, row);
                    Map<String, @Nullable Object> written = new LinkedHashMap<>();
                    headings.forEach((column, heading) -> written.put(heading, values.get(column)));
                    consumer.accept(written);
                }));
    }

    /** Headings by column: its id, or with {@code words} its name; two columns of one name keep their ids beside it. */
    private static Map<String, String> headings(Register register, String kind, List<String> columns) {
        if (!List.of("", "ids", "words").contains(kind)) {
            throw Problem.badRequest("REG-447", "headings là «ids» (mã cột) hoặc «words» (tên cột).");
        }
        Map<String, String> headings = new LinkedHashMap<>();
        for (String column : columns) {
            String name = register.findColumn(column)
                    .map(Column::name)
                    .map(Label::vi)
                    .orElseGet(() -> COMMON.getOrDefault(column, column));
            String heading = headings.containsValue(name) ? name + " (" + column + ")" : name;
            headings.put(column, kind.equals("words") ? heading : column);
        }
        return headings;
    }
}
