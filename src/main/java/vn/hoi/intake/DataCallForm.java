package vn.hoi.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * A call as it stands on the drawing page, all as typed, so that nothing typed is lost.
 *
 * @param deadline as the browser sends it or a person types it
 * @param columns with the empty ones
 * @param units ids of those asked
 * @param version of the call the drawing began from; empty for a new one
 */
public record DataCallForm(
        String title,
        String purpose,
        String field,
        String document,
        String deadline,
        boolean many,
        List<DataCallColumn> columns,
        Set<Integer> units,
        String version) {

    private static final Pattern COLUMN = Pattern.compile("c(\\d{1,3})-name");
    private static final Pattern UNIT = Pattern.compile("u-(\\d{1,9})");
    private static final Pattern ID = Pattern.compile("c\\d{1,3}(-[a-z0-9]+)*");
    private static final Pattern MOVE = Pattern.compile("(remove|up|down)-(\\d{1,3})");

    /** A new call, with room for three columns. */
    static DataCallForm blank() {
        return new DataCallForm("", "", "", "", "", false, Collections.nCopies(3, DataCallColumn.BLANK), Set.of(), "");
    }

    static DataCallForm of(DataCall call, Set<Integer> units) {
        return new DataCallForm(
                call.title(),
                call.purpose(),
                call.field(),
                call.document(),
                call.deadline() == null
                        ? ""
                        : call.deadline()
                                .atZoneSameInstant(Vietnamese.ZONE)
                                .toLocalDateTime()
                                .withSecond(0)
                                .withNano(0)
                                .toString(),
                call.many(),
                call.columns(),
                units,
                String.valueOf(call.version()));
    }

    /** Another call drawn like this one: its deadline is its own. */
    DataCallForm copy() {
        List<DataCallColumn> fresh = columns.stream()
                .map(column -> new DataCallColumn(
                        "",
                        column.name(),
                        column.kind(),
                        column.options(),
                        column.required(),
                        column.help(),
                        column.min(),
                        column.max()))
                .toList();
        return new DataCallForm(title, purpose, field, document, "", many, fresh, units, "");
    }

    /** From the fields of the page. */
    static DataCallForm read(Map<String, String> sent) {
        Set<Integer> places = new TreeSet<>();
        Set<Integer> units = new LinkedHashSet<>();
        for (String name : sent.keySet()) {
            Matcher column = COLUMN.matcher(name);
            Matcher unit = UNIT.matcher(name);
            if (column.matches()) {
                places.add(Integer.parseInt(column.group(1)));
            } else if (unit.matches()) {
                units.add(Integer.parseInt(unit.group(1)));
            }
        }
        return new DataCallForm(
                text(sent, "title"),
                text(sent, "purpose"),
                text(sent, "field"),
                text(sent, "document"),
                text(sent, "deadline"),
                text(sent, "many").equals("yes"),
                places.stream().map(place -> column(sent, "c" + place + "-")).toList(),
                units,
                text(sent, "version"));
    }

    private static DataCallColumn column(Map<String, String> sent, String prefix) {
        String id = text(sent, prefix + "id");
        return new DataCallColumn(
                ID.matcher(id).matches() && id.length() <= 40 ? id : "",
                text(sent, prefix + "name"),
                text(sent, prefix + "kind"),
                Arrays.stream(text(sent, prefix + "options").split("\\R"))
                        .map(Vietnamese::clean)
                        .filter(option -> !option.isEmpty())
                        .toList(),
                sent.containsKey(prefix + "required"),
                text(sent, prefix + "help"),
                text(sent, prefix + "min"),
                text(sent, prefix + "max"));
    }

    private static String text(Map<String, String> sent, String name) {
        return Vietnamese.clean(sent.getOrDefault(name, ""));
    }

    /** The columns that say anything. */
    List<DataCallColumn> drawn() {
        return columns.stream().filter(column -> !column.isBlank()).toList();
    }

    /** The drawing after a button of its table: {@code add}, {@code remove-2}, {@code up-2}, {@code down-2}; null for another. */
    @Nullable
    DataCallForm after(String button) {
        List<DataCallColumn> changed = new ArrayList<>(columns);
        Matcher move = MOVE.matcher(button);
        if (button.equals("add")) {
            changed.add(DataCallColumn.BLANK);
        } else if (move.matches()) {
            int at = Integer.parseInt(move.group(2));
            int to = move.group(1).equals("up") ? at - 1 : at + 1;
            if (move.group(1).equals("remove") && at < changed.size()) {
                changed.remove(at);
            } else if (at < changed.size() && to >= 0 && to < changed.size()) {
                Collections.swap(changed, at, to);
            }
        } else {
            return null;
        }
        return with(changed, units);
    }

    DataCallForm with(List<DataCallColumn> columns, Set<Integer> units) {
        return new DataCallForm(title, purpose, field, document, deadline, many, columns, units, version);
    }
}
