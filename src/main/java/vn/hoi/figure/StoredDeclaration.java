package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Bucket;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;
import vn.hoi.figure.Definition.Takes;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** Reads the declaration of one figure taken from records; whatever is wrong in it is named with its line and cure. */
final class StoredDeclaration {

    /** What is taken, by the key that declares it. */
    private static final Map<String, Takes> TAKEN = Map.of(
            "counts", Takes.COUNT,
            "sums", Takes.SUM,
            "averages", Takes.MEAN,
            "least", Takes.LEAST,
            "greatest", Takes.GREATEST,
            "distinct", Takes.DISTINCT);

    private final Registers registers;
    private final Yaml yaml;
    private final String id;
    private final JsonNode node;
    private final FilterDeclaration filters;

    StoredDeclaration(Registers registers, Yaml yaml, String id, JsonNode node) {
        this.registers = registers;
        this.yaml = yaml;
        this.id = id;
        this.node = node;
        filters = new FilterDeclaration(yaml, id);
    }

    /** Whether a figure is declared to be taken from records. */
    static boolean is(JsonNode node) {
        return TAKEN.keySet().stream().anyMatch(node::has);
    }

    Definition.Stored read() {
        String key = TAKEN.keySet().stream().filter(node::has).findFirst().orElseThrow();
        Takes takes = Objects.requireNonNull(TAKEN.get(key));
        String named = node.path(key).asString();
        int dot = named.indexOf('.');
        String registerId = dot < 0 ? named : named.substring(0, dot);
        Register register = registers
                .find(registerId)
                .orElseThrow(() -> fault(
                        "không có sổ «" + registerId + "»", "Khai báo sổ, hoặc dùng «awaits:» cho đến khi có sổ"));
        @Nullable Column column = dot < 0 ? null : column(register, named.substring(dot + 1));
        test(takes, register, column);
        JsonNode stock = node.path("stock");
        @Nullable Column from;
        @Nullable Column until = null;
        if (stock.isObject()) {
            from = date(register, stock.path("from").asString());
            until = stock.has("until") ? date(register, stock.path("until").asString()) : null;
        } else if (node.has("on")) {
            from = date(register, node.path("on").asString());
        } else {
            throw fault("thiếu ngày để đặt vào kỳ", "Thêm «on: cột-ngày» hoặc «stock: { from: cột-ngày }»");
        }
        List<Definition.Version> versions = versions(register);
        Condition where = where(register, versions, RecordTable.day(from.sql()));
        if (takes != Takes.COUNT && takes != Takes.SUM && column != null) {
            where = where.and(DSL.field(DSL.name(column.sql())).isNotNull());
        }
        return new Definition.Stored(
                register, takes, column, from, until, stock.isObject(), breakdowns(register), where, versions);
    }

    private void test(Takes takes, Register register, @Nullable Column column) {
        if (takes == Takes.COUNT) {
            return;
        }
        if (column == null) {
            throw fault("thiếu cột của sổ «" + register.id() + "»", "Viết như «" + register.id() + ".cột»");
        }
        if (takes == Takes.DISTINCT ? column.type().isMany() : !column.type().isNumber()) {
            throw fault(
                    takes == Takes.DISTINCT
                            ? "cột «" + column.id() + "» giữ nhiều giá trị nên không đếm khác nhau được"
                            : "cột «" + column.id() + "» không phải là số",
                    takes == Takes.DISTINCT ? "Dùng cột một giá trị" : "Cộng một cột số hoặc tiền");
        }
        if (!takes.isKept() && !register.small()) {
            throw fault(
                    "FIG-016: số nhỏ nhất, lớn nhất, số giá trị khác nhau được tính lại từ mọi bản ghi, chỉ dùng cho sổ nhỏ",
                    "Thêm «small: true» vào khai báo của sổ «" + register.id()
                            + "» nếu sổ luôn dưới khoảng 100.000 bản ghi");
        }
    }

    private static Condition where(Register register, List<Definition.Version> versions, Field<LocalDate> day) {
        Condition where = DSL.noCondition();
        for (int index = 0; index < versions.size(); index++) {
            Condition own = DSL.noCondition();
            for (Filter filter : versions.get(index).filters()) {
                own = own.and(filter.condition(register));
            }
            if (versions.size() == 1) {
                return own;
            }
            LocalDate first = versions.get(index).first();
            if (first != null) {
                own = own.and(day.ge(first));
            }
            if (index + 1 < versions.size()) {
                own = own.and(day.lt(versions.get(index + 1).first()));
            }
            where = where.or(own);
        }
        return where;
    }

    /** The versions of {@code earlier:}, each until a day, then the one in force. */
    private List<Definition.Version> versions(Register register) {
        List<Definition.Version> versions = new ArrayList<>();
        @Nullable LocalDate first = null;
        for (JsonNode earlier : node.path("earlier")) {
            LocalDate until = day(earlier.path("until").asString());
            LocalDate next = until.plusDays(1);
            if (!Bucket.of(next).first().equals(next) || (first != null && !next.isAfter(first))) {
                throw fault(
                        "FIG-017: định nghĩa mới phải bắt đầu ngày 1 hoặc ngày 15, sau định nghĩa trước nó",
                        "Sửa «until: " + until + "» thành ngày 14 hoặc ngày cuối tháng, xếp từ cũ đến mới");
            }
            versions.add(new Definition.Version(first, filters.read(register, earlier.path("where"))));
            first = next;
        }
        versions.add(new Definition.Version(first, filters.read(register, node.path("where"))));
        return List.copyOf(versions);
    }

    private LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw fault("«" + text + "» không phải là ngày", "Viết như 2025-12-31");
        }
    }

    private List<Breakdown> breakdowns(Register register) {
        List<Breakdown> by = new ArrayList<>();
        for (JsonNode part : node.path("by")) {
            String named = part.isObject() ? part.path("column").asString() : part.asString();
            if (named.equals("state") && !register.states().isEmpty()) {
                by.add(new Breakdown("state", new Label("Trạng thái", "State"), register, null, List.of()));
                continue;
            }
            Column column = column(register, named);
            List<BigDecimal> bounds = new ArrayList<>();
            part.path("bounds").forEach(bound -> bounds.add(bound.decimalValue()));
            boolean ascending = java.util.stream.IntStream.range(1, bounds.size())
                    .allMatch(index -> bounds.get(index - 1).compareTo(bounds.get(index)) < 0);
            boolean fits = bounds.isEmpty()
                    ? column.type() == ColumnType.CHOICE || column.type() == ColumnType.YES_NO
                    : column.type().isNumber();
            if (!fits || !ascending) {
                throw fault(
                        "cột «" + column.id() + "» không phân tổ được",
                        "Phân tổ theo cột chọn, có/không, state, hoặc cột số có «bounds:» tăng dần");
            }
            by.add(new Breakdown(column.id(), column.name(), register, column, List.copyOf(bounds)));
        }
        return List.copyOf(by);
    }

    /** The part that a slice takes of a stored figure, as keys of its breakdowns. */
    Map<String, List<String>> slice(Definition.Stored stored) {
        Map<String, List<String>> where = new LinkedHashMap<>();
        node.path("where").properties().forEach(entry -> {
            String column = entry.getKey();
            Breakdown breakdown = stored.breakdown(column)
                    .orElseThrow(() -> fault(
                            "«where» dùng cột «" + column + "» không có trong «by» của số liệu gốc",
                            "Thêm cột vào «by:» của số liệu gốc; đang có "
                                    + stored.by().stream().map(Breakdown::id).toList()));
            List<String> keys;
            if (entry.getValue().isObject()) {
                JsonNode range = entry.getValue();
                keys = range.has("to") || !breakdown.isClassed()
                        ? List.of()
                        : breakdown.classes(
                                range.has("from") ? range.path("from").decimalValue() : null,
                                range.has("below") ? range.path("below").decimalValue() : null);
                if (keys.isEmpty()) {
                    throw fault(
                            "khoảng của «" + column + "» không trùng mốc phân tổ của số liệu gốc",
                            "Dùng from và below ở các mốc " + breakdown.bounds());
                }
            } else {
                keys = FilterDeclaration.texts(entry.getValue());
                filters.known(column, keys, List.copyOf(breakdown.keys().keySet()));
            }
            where.put(column, keys);
        });
        return where;
    }

    private Column column(Register register, String column) {
        return filters.column(register, column);
    }

    private Column date(Register register, String name) {
        Column column = column(register, name);
        if (column.type() != ColumnType.DATE) {
            throw fault("cột «" + name + "» không phải là ngày", "Dùng một cột ngày");
        }
        return column;
    }

    private DeclarationFault fault(String wrong, String cure) {
        return Figures.fault(yaml, id, wrong, cure);
    }
}
