package vn.hoi.figure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.Register;

/** Says in a sentence exactly what a figure counts, from its definition alone. */
final class FigureSentence {

    private FigureSentence() {}

    static Label of(Figure figure, Figures figures) {
        return new Label(words(figure, figures, Language.VI), words(figure, figures, Language.EN));
    }

    private static String words(Figure figure, Figures figures, Language language) {
        boolean vi = language == Language.VI;
        return switch (figure.definition()) {
            case Definition.Stored stored -> stored(stored, stored.says(), Period.ALWAYS, language);
            case Definition.Slice slice -> {
                Definition.Stored stored =
                        (Definition.Stored) figures.get(slice.root()).definition();
                yield stored(stored, slice.where(), slice.period(), language);
            }
            case Definition.Formula formula ->
                (vi ? "Tính từ " : "Computed from ")
                        + formula.expression().figures().stream()
                                .map(id -> "«" + figures.get(id).name().in(language) + "»")
                                .collect(Collectors.joining(vi ? " và " : " and "))
                        + (formula.round() == null
                                ? "."
                                : vi
                                        ? ", làm tròn " + formula.round() + " chữ số thập phân."
                                        : ", rounded to " + formula.round() + " decimals.");
            case Definition.Reported reported ->
                vi
                        ? "Do đơn vị báo cáo theo biểu «"
                                + reported.form().name().vi() + "»; "
                                + (reported.last()
                                        ? "lấy báo cáo mới nhất của từng đơn vị."
                                        : "cộng các báo cáo trong kỳ.")
                        : "Reported by units in «" + reported.form().name().en() + "»; "
                                + (reported.last()
                                        ? "the latest report of each unit counts."
                                        : "the reports of the period are added.");
            case Definition.Cited none ->
                vi ? "Trích từ văn bản; Hồi không đếm số này." : "Taken from a document; not counted here.";
            case Definition.Awaits awaits ->
                vi
                        ? "Chưa từ nguồn: sẽ lấy từ «" + awaits.from().vi() + "» khi nguồn này được mở."
                        : "Not yet from its source: will come from «"
                                + awaits.from().en() + "» when that is open.";
        };
    }

    private static String stored(
            Definition.Stored stored, Map<String, List<String>> where, Period period, Language language) {
        boolean vi = language == Language.VI;
        Register register = stored.register();
        String what = stored.sums() == null
                ? (vi ? "Đếm bản ghi của sổ «" : "Counts records of the register «")
                : (vi ? "Cộng cột «" : "Adds up «")
                        + stored.sums().name().in(language)
                        + (vi ? "» của sổ «" : "» of the register «");
        var sentence =
                new StringBuilder(what).append(register.name().in(language)).append('»');
        where.forEach((column, values) ->
                sentence.append(vi ? " có " : " whose ").append(condition(register, column, values, language)));
        Column from = stored.from();
        if (from != null && stored.stock()) {
            sentence.append(vi ? ", tính từ " : ", from ")
                    .append('«')
                    .append(from.name().in(language))
                    .append('»');
            if (stored.until() != null) {
                sentence.append(vi ? " đến trước " : " until before ")
                        .append('«')
                        .append(stored.until().name().in(language))
                        .append('»');
            }
        } else if (from != null) {
            sentence.append(vi ? ", vào kỳ theo " : ", dated by ")
                    .append('«')
                    .append(from.name().in(language))
                    .append('»');
        }
        if (period.from() != null && period.to() != null) {
            sentence.append(vi ? ", từ " : ", from ")
                    .append(Vietnamese.day(period.from()))
                    .append(vi ? " đến " : " to ")
                    .append(Vietnamese.day(period.to()));
        }
        return sentence.append('.').toString();
    }

    private static String condition(Register register, String column, List<String> values, Language language) {
        boolean vi = language == Language.VI;
        String name = column.equals("state")
                ? (vi ? "Trạng thái" : "State")
                : register.column(column).name().in(language);
        return "«" + name + "» " + (vi ? "là " : "is ")
                + values.stream()
                        .map(value -> value.isEmpty()
                                ? (vi ? "chưa ghi" : "not given")
                                : column.equals("state")
                                        ? register.findState(value)
                                                .map(state -> state.name().in(language))
                                                .orElse(value)
                                        : register.choiceName(register.column(column), value)
                                                .in(language))
                        .collect(Collectors.joining(vi ? " hoặc " : " or "));
    }
}
