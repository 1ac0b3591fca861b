package vn.hoi.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.Register;

/** An answer as it stands on the recipient's page, all as typed: fields {@code r0.c1-name}, {@code r0.c1-name.none}. */
public record DataCallAnswerForm(List<Line> lines) {

    static final int MOST_LINES = 100;

    private static final Pattern FIELD = Pattern.compile("r(\\d{1,3})\\.([a-z0-9-]{1,50})(\\.none)?");
    private static final String CODE = "code";

    /**
     * One row.
     *
     * @param code of its record; empty for a new one
     * @param values text by column id
     * @param none columns said to have no data
     */
    public record Line(String code, Map<String, String> values, Set<String> none) {

        /** What is typed; empty when nothing is. */
        public String value(String column) {
            return values.getOrDefault(column, "");
        }

        boolean isBlank() {
            return none.isEmpty() && values.values().stream().allMatch(String::isEmpty);
        }
    }

    /** One empty row. */
    public static DataCallAnswerForm blank() {
        return new DataCallAnswerForm(List.of(new Line("", Map.of(), Set.of())));
    }

    static DataCallAnswerForm read(Map<String, String> sent) {
        Map<Integer, Line> lines = new LinkedHashMap<>();
        Set<Integer> places = new TreeSet<>();
        sent.forEach((name, text) -> {
            Matcher field = FIELD.matcher(name);
            if (!field.matches()) {
                return;
            }
            int place = Integer.parseInt(field.group(1));
            places.add(place);
            Line line =
                    lines.computeIfAbsent(place, none -> new Line("", new LinkedHashMap<>(), new LinkedHashSet<>()));
            if (field.group(3) != null) {
                line.none().add(field.group(2));
            } else if (field.group(2).equals(CODE)) {
                lines.put(place, new Line(Vietnamese.clean(text), line.values(), line.none()));
            } else {
                line.values().put(field.group(2), Vietnamese.clean(text));
            }
        });
        return new DataCallAnswerForm(places.stream()
                .map(place -> java.util.Objects.requireNonNull(lines.get(place)))
                .toList());
    }

    /** The same as the page's fields, to be kept as a draft. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int at = 0; at < lines.size(); at++) {
            String prefix = "r" + at + ".";
            Line line = lines.get(at);
            fields.put(prefix + CODE, line.code());
            line.values().forEach((column, text) -> fields.put(prefix + column, text));
            line.none().forEach(column -> fields.put(prefix + column + ".none", "on"));
        }
        return fields;
    }

    /** With one more empty row. */
    DataCallAnswerForm added() {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line("", Map.of(), Set.of()));
        return new DataCallAnswerForm(more);
    }

    DataCallAnswerForm without(int place) {
        List<Line> fewer = new ArrayList<>(lines);
        if (place >= 0 && place < fewer.size()) {
            fewer.remove(place);
        }
        return fewer.isEmpty() ? blank() : new DataCallAnswerForm(fewer);
    }

    /** Rows that say anything; rows begun and emptied are left out where a unit may answer with several. */
    DataCallAnswerForm said(boolean many) {
        List<Line> said = lines.stream().filter(line -> !line.isBlank()).toList();
        return many && !said.isEmpty() ? new DataCallAnswerForm(said) : this;
    }

    /** An empty cell is no answer: it holds a value, or says that there is no data. */
    List<Fault> faults(Register register, boolean many) {
        List<Fault> faults = new ArrayList<>();
        if (lines.size() > (many ? MOST_LINES : 1)) {
            faults.add(new Fault(
                    "",
                    "CAL-034",
                    many ? "Nhiều nhất " + MOST_LINES + " dòng; bỏ bớt" : "Phiếu này mỗi đơn vị trả lời một dòng"));
        }
        for (int at = 0; at < lines.size(); at++) {
            for (Column column : register.columns()) {
                boolean empty = lines.get(at).value(column.id()).isEmpty();
                boolean none = lines.get(at).none().contains(column.id());
                String place = "r" + at + "." + column.id();
                if (!column.required() && empty && !none) {
                    faults.add(new Fault(
                            place,
                            "CAL-033",
                            "Nhập giá trị, hoặc đánh dấu «Chưa có số liệu»; ô trống không được hiểu là 0"));
                } else if (!empty && none) {
                    faults.add(new Fault(place, "CAL-035", "Đã nhập giá trị thì bỏ dấu «Chưa có số liệu»"));
                } else if (column.required() && none) {
                    faults.add(
                            new Fault(place, "CAL-036", "Ô này bắt buộc có giá trị; bỏ dấu «Chưa có số liệu» và nhập"));
                }
            }
        }
        return faults;
    }
}
