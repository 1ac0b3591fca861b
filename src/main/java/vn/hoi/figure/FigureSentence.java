package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.Register;

/** Says in a sentence exactly what a figure counts, from its definition alone. */
final class FigureSentence {

    private static final Pattern USED = Pattern.compile("\\b(f|before)\\(\\s*'([^']+)'\\s*\\)");

    private final Figures figures;
    private final Language language;

    private FigureSentence(Figures figures, Language language) {
        this.figures = figures;
        this.language = language;
    }

    static Label of(Figure figure, Figures figures) {
        return new Label(
                new FigureSentence(figures, Language.VI).words(figure),
                new FigureSentence(figures, Language.EN).words(figure));
    }

    private String say(String vi, String en) {
        return language == Language.VI ? vi : en;
    }

    private String quoted(Label label) {
        return "«" + label.in(language) + "»";
    }

    private String words(Figure figure) {
        return switch (figure.definition()) {
            case Definition.Stored stored -> stored(stored, "", Period.ALWAYS);
            case Definition.Slice slice -> {
                Definition.Stored stored =
                        (Definition.Stored) figures.get(slice.root()).definition();
                yield stored(stored, part(stored, slice.where()), slice.period());
            }
            case Definition.Formula formula -> formula(formula);
            case Definition.Reported reported ->
                say("Do đơn vị, tổ chức báo cáo theo biểu ", "Reported by units in ")
                        + quoted(reported.form().name()) + "; "
                        + (reported.last()
                                ? say("lấy báo cáo mới nhất của từng đơn vị.", "the latest report of each unit counts.")
                                : say("cộng các báo cáo trong kỳ.", "the reports of the period are added."));
            case Definition.Cited none ->
                say("Trích từ văn bản; Hồi không đếm số này.", "Taken from a document; not counted here.");
            case Definition.Punctuality late ->
                say("Đếm báo cáo theo biểu ", "Counts reports of the form ")
                        + quoted(late.form().name())
                        + (late.missing()
                                ? say(
                                        " đã quá hạn mà chưa gửi, của các kỳ kết thúc trong thời gian chọn.",
                                        " overdue and not handed in, of periods that end in the time chosen.")
                                : say(
                                        " không đúng hạn (gửi sau hạn, hoặc quá hạn mà chưa gửi), của các kỳ kết thúc"
                                                + " trong thời gian chọn.",
                                        " not in time (handed in late, or overdue and not handed in), of periods that"
                                                + " end in the time chosen."));
            case Definition.Ledger ledger ->
                say("Số dư của tài khoản «", "Balance of the account «") + ledger.account()
                        + say("» trong sổ ngân sách", "» of the budget ledger") + says(ledger) + ".";
            case Definition.Awaits awaits ->
                say("Chưa có nguồn: sẽ lấy từ ", "Not yet from its source: will come from ")
                        + quoted(awaits.from())
                        + say(" khi nguồn này được mở.", " when that is open.");
        };
    }

    private static String says(Definition.Ledger ledger) {
        return ledger.where().isEmpty()
                ? ""
                : ledger.where().entrySet().stream()
                        .map(part -> part.getKey() + " = " + String.join(", ", part.getValue()))
                        .collect(Collectors.joining("; ", " (", ")"));
    }

    private String formula(Definition.Formula formula) {
        String text = USED.matcher(formula.expression().text())
                .replaceAll(used -> Matcher.quoteReplacement(
                        quoted(figures.get(used.group(2)).name())
                                + (used.group(1).equals("before")
                                        ? say(" của cùng kỳ năm trước", " of the same period a year earlier")
                                        : "")))
                .replace("*", "×");
        return say("Bằng ", "Equals ")
                + text
                + (formula.round() == null
                        ? "."
                        : say(
                                ", làm tròn " + formula.round() + " chữ số thập phân.",
                                ", rounded to " + formula.round() + " decimals."));
    }

    private String stored(Definition.Stored stored, String part, Period period) {
        var sentence = new StringBuilder(taken(stored));
        List<Definition.Version> versions = stored.versions();
        sentence.append(filters(stored.register(), versions.getLast().filters()))
                .append(part);
        Column from = stored.from();
        if (from != null && stored.stock()) {
            sentence.append(say(", tính từ ", ", from ")).append(quoted(from.name()));
            if (stored.until() != null) {
                sentence.append(say(" đến trước ", " until before "))
                        .append(quoted(stored.until().name()));
            }
        } else if (from != null) {
            sentence.append(say(", vào kỳ theo ", ", dated by ")).append(quoted(from.name()));
        }
        if (period.from() != null && period.to() != null) {
            sentence.append(say(", từ ", ", from "))
                    .append(Vietnamese.day(period.from()))
                    .append(say(" đến ", " to "))
                    .append(Vietnamese.day(period.to()));
        }
        sentence.append('.');
        for (int index = versions.size() - 2; index >= 0; index--) {
            LocalDate next = Objects.requireNonNull(versions.get(index + 1).first());
            String earlier = filters(stored.register(), versions.get(index).filters());
            sentence.append(say(" Trước ngày ", " Before "))
                    .append(Vietnamese.day(next))
                    .append(
                            earlier.isEmpty()
                                    ? say(" lấy mọi bản ghi", " all records counted")
                                    : say(" lấy bản ghi", " records counted") + earlier)
                    .append('.');
        }
        return sentence.toString();
    }

    private String taken(Definition.Stored stored) {
        String register = quoted(stored.register().name());
        Column column = stored.column();
        String name = column == null ? "" : quoted(column.name());
        return switch (stored.takes()) {
            case COUNT -> say("Đếm bản ghi của sổ ", "Counts records of the register ") + register;
            case SUM -> say("Cộng cột " + name + " của sổ ", "Adds up " + name + " of the register ") + register;
            case MEAN ->
                say(
                                "Trung bình cột " + name + " của các bản ghi có ghi cột này trong sổ ",
                                "Mean of " + name + " over the records that give it in the register ")
                        + register;
            case LEAST ->
                say("Giá trị nhỏ nhất của cột " + name + " trong sổ ", "Least " + name + " in the register ")
                        + register;
            case GREATEST ->
                say("Giá trị lớn nhất của cột " + name + " trong sổ ", "Greatest " + name + " in the register ")
                        + register;
            case DISTINCT ->
                say(
                                "Đếm số giá trị khác nhau của cột " + name + " trong sổ ",
                                "Counts distinct values of " + name + " in the register ")
                        + register;
        };
    }

    private String part(Definition.Stored stored, Map<String, List<String>> where) {
        return where.entrySet().stream()
                .map(one -> {
                    Breakdown breakdown = stored.breakdown(one.getKey()).orElseThrow();
                    return is(
                            breakdown.name(),
                            one.getValue().stream()
                                    .map(key -> key.isEmpty()
                                            ? say("chưa ghi", "not given")
                                            : breakdown.label(key).in(language))
                                    .toList());
                })
                .collect(Collectors.joining());
    }

    private String is(Label name, List<String> values) {
        return say(" có ", " whose ") + quoted(name) + say(" là ", " is ") + String.join(say(" hoặc ", " or "), values);
    }

    private String filters(Register register, List<Filter> filters) {
        return filters.stream().map(filter -> filter(register, filter)).collect(Collectors.joining());
    }

    private String filter(Register register, Filter filter) {
        if (filter.column().equals("state")) {
            return is(
                    new Label("Trạng thái", "State"),
                    filter.values().stream()
                            .map(value -> register.findState(value)
                                    .map(state -> state.name().in(language))
                                    .orElse(value))
                            .toList());
        }
        Column column = register.column(filter.column());
        if (!filter.isRange()) {
            return is(
                    column.name(),
                    filter.values().stream()
                            .map(value -> value(register, column, value))
                            .toList());
        }
        return say(" có ", " whose ")
                + quoted(column.name())
                + say("", " is")
                + (filter.from() == null ? "" : say(" từ ", " from ") + value(register, column, filter.from()))
                + (filter.to() == null ? "" : say(" đến ", " to ") + value(register, column, filter.to()));
    }

    private String value(Register register, Column column, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return say("chưa ghi", "not given");
        }
        if (column.type() == ColumnType.DATE) {
            return Vietnamese.day(LocalDate.parse(value));
        }
        if (column.type().isNumber()) {
            return Vietnamese.number(new BigDecimal(value));
        }
        if (column.type() == ColumnType.YES_NO) {
            return value.equals("true") ? say("có", "yes") : say("không", "no");
        }
        return register.choiceName(column, value).in(language);
    }
}
