package vn.hoi.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Vietnamese;

/** Reads one typed text as the value of a column. Every fault is told with its code and its cure. */
final class ValueReading {

    private static final int MONEY_LIMIT_DIGITS = 16;
    /** What is said of a small table begins with its line. */
    static final String LINE = "Dòng ";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Takes a fault of a column. */
    interface Faults {
        void add(String column, String code, String message);
    }

    private final Register register;
    private final Known known;
    private final LocalDate today;
    private final Faults faults;
    private final Map<String, Pattern> patterns = new HashMap<>();
    /** Choices by column and text as written: of many rows, nearly all write the same few. */
    private final Map<String, Map<String, Choice>> choices = new HashMap<>();

    ValueReading(Register register, Known known, LocalDate today, Faults faults) {
        this.register = register;
        this.known = known;
        this.today = today;
        this.faults = faults;
    }

    /**
     * Reads a text that is not empty.
     *
     * @return String, Long, BigDecimal, LocalDate, OffsetDateTime, Boolean, Integer (units), Location, List of codes,
     *     numbers of files or rows; null after a fault
     */
    @Nullable
    Object read(Column column, String text) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT, PARTY -> words(column, text);
            case INTEGER, MONEY -> whole(column, text);
            case DECIMAL, PERCENT -> number(column, text).orElse(null);
            case DATE -> day(column, text);
            case DATE_TIME -> moment(column, text);
            case PERIOD -> period(column, text);
            case YES_NO -> yesNo(column, text);
            case CHOICE -> choice(column, text);
            case UNIT -> unit(column, text);
            case IDENTIFIER -> identifier(column, text);
            case REFERENCE -> reference(column, text);
            case REFERENCES -> references(column, text);
            case LOCATION -> location(column, text);
            case FILES -> files(column, text);
            case ROWS -> rows(column, text);
        };
    }

    private void fault(Column column, String code, String message) {
        faults.add(column.id(), code, message);
    }

    private @Nullable Object words(Column column, String text) {
        if (text.length() > column.maxLength() && text.codePointCount(0, text.length()) > column.maxLength()) {
            fault(column, "VAL-005", "Dài quá " + Vietnamese.number(column.maxLength()) + " ký tự; rút ngắn lại");
        }
        if (text.indexOf('\0') >= 0) {
            fault(column, "VAL-012", "Có ký tự không nhìn thấy; gõ lại ô này");
        }
        if (column.pattern() != null
                && !pattern(column, column.pattern()).matcher(text).matches()) {
            String help = column.patternHelp() == null
                    ? "xem ví dụ bên cạnh ô"
                    : column.patternHelp().vi();
            fault(column, "VAL-007", "Chưa đúng cách viết: " + help);
        }
        if (column.names() != null) {
            known.elsewhere(column.names(), text)
                    .ifPresent(cure -> fault(column, "VAL-025", "Chưa có «" + text + "»; " + cure));
        }
        return text;
    }

    private Pattern pattern(Column column, String declared) {
        return patterns.computeIfAbsent(column.id(), none -> Pattern.compile(declared));
    }

    private @Nullable Long whole(Column column, String text) {
        Optional<BigDecimal> number = number(column, text);
        if (number.isEmpty()) {
            return null;
        }
        BigDecimal value = number.get().stripTrailingZeros();
        if (value.scale() > 0) {
            fault(
                    column,
                    "VAL-010",
                    column.type() == ColumnType.MONEY
                            ? "Tiền ghi bằng đồng, không có phần lẻ"
                            : "Cần số nguyên, không có phần lẻ");
            return null;
        }
        if (value.precision() - value.scale() > MONEY_LIMIT_DIGITS) {
            fault(column, "VAL-006", "Số quá lớn; kiểm tra lại");
            return null;
        }
        return value.longValueExact();
    }

    private Optional<BigDecimal> number(Column column, String text) {
        Optional<BigDecimal> number = Vietnamese.readNumber(text);
        if (number.isEmpty()) {
            fault(column, "VAL-002", "«" + text + "» không phải là số; viết như 1.234,56");
            return number;
        }
        if (column.min() != null && number.get().compareTo(column.min()) < 0) {
            fault(column, "VAL-006", "Nhỏ hơn mức thấp nhất " + column.words(column.min()));
        }
        if (column.max() != null && number.get().compareTo(column.max()) > 0) {
            fault(column, "VAL-006", "Lớn hơn mức cao nhất " + column.words(column.max()));
        }
        return number;
    }

    private @Nullable LocalDate day(Column column, String text) {
        Optional<LocalDate> day = Vietnamese.readDay(text);
        if (day.isEmpty()) {
            fault(column, "VAL-003", "«" + text + "» không phải là ngày; viết như 05/9/2025");
            return null;
        }
        if (day.get().getYear() < 1900 || day.get().getYear() > 2199) {
            fault(column, "VAL-003", "Năm " + day.get().getYear() + " ngoài khoảng 1900–2199; kiểm tra lại năm");
            return null;
        }
        return day.get();
    }

    private @Nullable OffsetDateTime moment(Column column, String text) {
        Optional<OffsetDateTime> moment = Vietnamese.readMoment(text);
        if (moment.isEmpty()) {
            fault(column, "VAL-003", "«" + text + "» không phải là giờ và ngày; viết như 14:30 05/9/2025");
        }
        return moment.orElse(null);
    }

    private @Nullable String period(Column column, String text) {
        Optional<String> period = Period.read(text);
        if (period.isEmpty()) {
            fault(column, "VAL-015", "«" + text + "» không phải là kỳ; viết như Quý III/2026, tháng 9/2026, 2026");
        }
        return period.orElse(null);
    }

    private @Nullable Boolean yesNo(Column column, String text) {
        return switch (Vietnamese.fold(text)) {
            case "true", "co", "yes", "on", "1", "x" -> Boolean.TRUE;
            case "false", "khong", "no", "0" -> Boolean.FALSE;
            default -> {
                fault(column, "VAL-004", "Chọn có hoặc không");
                yield null;
            }
        };
    }

    private @Nullable String choice(Column column, String text) {
        Map<String, Choice> seen = choices.computeIfAbsent(column.id(), none -> new HashMap<>());
        @Nullable Choice found = seen.get(text);
        if (found == null) {
            found = register.findChoice(column, text).orElse(null);
            if (found != null) {
                seen.put(text, found);
            }
        }
        if (found == null) {
            fault(column, "VAL-004", "«" + text + "» không có trong danh sách; chọn một giá trị của danh sách");
            return null;
        }
        return found.id();
    }

    private @Nullable Integer unit(Column column, String text) {
        Optional<Integer> unit = known.unit(text, today);
        if (unit.isEmpty()) {
            fault(column, "VAL-008", "Không rõ đơn vị «" + text + "»; " + known.unitCure(text, today));
        }
        return unit.orElse(null);
    }

    private @Nullable String identifier(Column column, String text) {
        Identifier check = java.util.Objects.requireNonNull(column.check());
        String normal = check.normal(text);
        if (!check.holds(normal)) {
            fault(
                    column,
                    "VAL-016",
                    "«" + (column.personal() ? "số vừa nhập" : text) + "» không đúng: "
                            + check.shapeHelp().vi() + "; kiểm tra lại từng chữ số");
            return null;
        }
        return normal;
    }

    private @Nullable String reference(Column column, String text) {
        Optional<String> code = known.reference(String.valueOf(column.of()), text);
        if (code.isEmpty()) {
            fault(column, "VAL-017", "Không có bản ghi mã «" + text + "» ở sổ được dẫn chiếu; tìm rồi chọn lại");
        }
        return code.orElse(null);
    }

    private @Nullable Object references(Column column, String text) {
        Set<String> codes = new LinkedHashSet<>();
        for (String part : text.split("[,;\\n]+")) {
            if (!part.isBlank()) {
                @Nullable String code = reference(column, part.strip());
                if (code != null) {
                    codes.add(code);
                }
            }
        }
        if (codes.size() > column.most()) {
            fault(column, "VAL-018", "Nhiều nhất " + column.most() + " bản ghi; bỏ bớt");
        }
        return codes.isEmpty() ? null : List.copyOf(codes);
    }

    private @Nullable Location location(Column column, String text) {
        Optional<Location> location = Location.read(text);
        if (location.isEmpty()) {
            fault(
                    column,
                    "VAL-019",
                    "«" + text + "» không phải là tọa độ; viết vĩ độ rồi kinh độ như 21.8537, 106.7615");
        }
        return location.orElse(null);
    }

    private @Nullable Object files(Column column, String text) {
        Set<Long> numbers = new LinkedHashSet<>();
        for (String part : text.split("[,\\s]+")) {
            boolean number = part.matches("\\d{1,18}");
            if (!number || !known.file(Long.parseLong(part))) {
                fault(column, "VAL-020", "Không có tệp số «" + part + "»; tải tệp lên lại");
                return null;
            }
            numbers.add(Long.parseLong(part));
        }
        if (numbers.size() > column.most()) {
            fault(column, "VAL-018", "Nhiều nhất " + column.most() + " tệp; bỏ bớt");
        }
        return List.copyOf(numbers);
    }

    /** Rows as JSON: a list of objects by inner column; rows with nothing in them are left out. */
    private @Nullable Object rows(Column column, String text) {
        JsonNode list;
        try {
            list = JSON.readTree(text);
        } catch (JacksonException e) {
            list = JSON.nullNode();
        }
        if (!list.isArray()) {
            fault(column, "VAL-021", "Bảng con không đọc được; nhập lại các dòng");
            return null;
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        int line = 0;
        for (JsonNode row : list) {
            line++;
            Map<String, @Nullable Object> read = row(column, row, line);
            if (!read.isEmpty()) {
                rows.add(read);
            }
        }
        if (rows.size() > column.most()) {
            fault(column, "VAL-018", "Nhiều nhất " + column.most() + " dòng; bỏ bớt");
        }
        return rows.isEmpty() ? null : rows;
    }

    /** What the message about a cell of a small table begins with; lines are counted from 1. */
    static String cell(int line, Column inner) {
        return LINE + line + ", " + inner.name().vi() + ": ";
    }

    private Map<String, @Nullable Object> row(Column column, JsonNode row, int line) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        var inside = new ValueReading(
                register,
                known,
                today,
                (inner, code, message) -> faults.add(
                        column.id(),
                        code,
                        column.findColumn(inner).map(found -> cell(line, found)).orElse("") + message));
        boolean empty = true;
        for (Column inner : column.columns()) {
            String text = Vietnamese.clean(text(row.path(inner.id())));
            if (!text.isEmpty()) {
                empty = false;
                read.put(inner.id(), inside.read(inner, text));
            }
        }
        if (empty) {
            return Map.of();
        }
        for (Column inner : column.columns()) {
            if (inner.required() && text(row.path(inner.id())).isBlank()) {
                inside.fault(inner, "VAL-001", "ô này bắt buộc nhập");
            }
        }
        return read;
    }

    /** A JSON number in digits; one beyond any number as the word that no column takes. */
    static String decimal(JsonNode number) {
        boolean beyond = number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue());
        return beyond ? number.asString() : number.decimalValue().toPlainString();
    }

    /** A JSON value as a form would send it. */
    static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isNumber()) {
            return decimal(value).replace('.', ',');
        }
        if (value.isContainer()) {
            return JSON.writeValueAsString(value);
        }
        return value.asString();
    }
}
