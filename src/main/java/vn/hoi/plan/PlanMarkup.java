package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Ui;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.figure.Reading;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.RecordWords;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.unit.Units;

/**
 * The lines of a text that stand for a table, written out in CommonMark:
 *
 * <pre>
 * {{table: figure, figure}}     figures with their measure and change; {@code budget.2026.} takes all that begin so
 * {{by: figure, column}}        one figure by a column of its breakdown, or by unit
 * {{years: figure, 5}}          one figure of the last years
 * {{records: register?state=in-force&amp;columns=number,subject}}    records as the list of that address shows them
 * {{see: key}}                  within a line: the number of another heading
 * </pre>
 */
@Component
class PlanMarkup {

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\{\\{(table|by|years|records):\\s*([^{}\\n]+?)\\s*}}\\h*$");
    private static final Pattern SEE = Pattern.compile("\\{\\{see:\\s*([a-z0-9-]+)\\s*}}");
    private static final Pattern NUMBER = Pattern.compile("^([A-Z]|[IVXL]+|[0-9]+(\\.[0-9]+)*)\\.?\\s");
    private static final int YEARS = 5;
    private static final int MOST_RECORDS = 500;
    private static final String EMPTY = "*(chưa có)*";

    private final Figures figures;
    private final FigureReading reading;
    private final Registers registers;
    private final RecordQueries queries;
    private final RecordLists lists;
    private final Units units;

    PlanMarkup(
            Figures figures,
            FigureReading reading,
            Registers registers,
            RecordQueries queries,
            RecordLists lists,
            Units units) {
        this.figures = figures;
        this.reading = reading;
        this.registers = registers;
        this.queries = queries;
        this.lists = lists;
        this.units = units;
    }

    /** The text with its tables written out, and references to other headings filled in. */
    String expand(String text, Plan plan) {
        String tables = LINE.matcher(text).replaceAll(line -> Matcher.quoteReplacement(tableOrWhy(line, plan)));
        return SEE.matcher(tables).replaceAll(place -> Matcher.quoteReplacement(see(place.group(1), plan)));
    }

    /** Figures that the tables of a text cite, in order. */
    Set<String> cited(String text) {
        Set<String> cited = new LinkedHashSet<>();
        LINE.matcher(text)
                .results()
                .filter(line -> !line.group(1).equals("records"))
                .forEach(line -> {
                    String[] parts = line.group(2).split("\\s*,\\s*");
                    for (String id : line.group(1).equals("table") ? parts : new String[] {parts[0]}) {
                        named(id).forEach(figure -> cited.add(figure.id()));
                    }
                });
        return cited;
    }

    /**
     * What a text names that is not there, in sentences.
     *
     * @return empty when everything is
     */
    List<String> unknown(String text, Plan plan) {
        List<String> unknown = new ArrayList<>();
        for (String figure : PlanText.figures(PlanText.parse(text))) {
            if (!figures.has(figure)) {
                unknown.add("không có số liệu «" + figure + "»");
            }
        }
        LINE.matcher(text).results().forEach(line -> {
            try {
                table(line, plan);
            } catch (Problem problem) {
                unknown.add(line.group() + ": " + problem.getMessage());
            }
        });
        SEE.matcher(text).results().map(place -> place.group(1)).forEach(key -> {
            if (plan.sections().stream().noneMatch(section -> section.key().equals(key))) {
                unknown.add("không có mục «" + key + "» để dẫn chiếu");
            }
        });
        return unknown;
    }

    /** What was there when it was written may be gone since: the reader is told, the rest is read on. */
    private String tableOrWhy(MatchResult line, Plan plan) {
        try {
            return table(line, plan);
        } catch (Problem problem) {
            return "*(" + cell(String.valueOf(problem.getMessage())) + ")*";
        }
    }

    private String table(MatchResult line, Plan plan) {
        String[] parts = line.group(2).split("\\s*,\\s*");
        return switch (line.group(1)) {
            case "table" -> figures(parts);
            case "by" -> by(parts, plan);
            case "years" -> years(parts, plan);
            default -> records(line.group(2));
        };
    }

    private List<Figure> named(String id) {
        return id.endsWith(".")
                ? figures.list().stream()
                        .filter(figure -> figure.id().startsWith(id))
                        .toList()
                : figures.find(id).stream().toList();
    }

    private String figures(String[] ids) {
        var table = new StringBuilder("| TT | Chỉ tiêu | Đơn vị tính | Số liệu |\n|---:|---|---|---:|\n");
        int number = 0;
        for (String id : ids) {
            List<Figure> named = named(id);
            if (named.isEmpty()) {
                throw Problem.badRequest("PLA-421", "không có số liệu «" + id + "»; chọn lại trong danh sách số liệu");
            }
            for (Figure figure : named) {
                table.append("| ")
                        .append(++number)
                        .append(" | ")
                        .append(cell(figure.name().vi()));
                table.append(" | ").append(cell(figure.measure().name().vi()));
                table.append(" | {{").append(figure.id()).append("}} |\n");
            }
        }
        return table.toString();
    }

    private Figure figure(String id) {
        return figures.find(id)
                .orElseThrow(() -> Problem.badRequest(
                        "PLA-421", "không có số liệu «" + id + "»; chọn lại trong danh sách số liệu"));
    }

    private static Citation citation(Figure figure, Plan plan) {
        Citation known = plan.citations().get(figure.id());
        return known == null ? WrittenPlans.usual(figure, plan.head().cutOff()) : known;
    }

    private String by(String[] parts, Plan plan) {
        Figure figure = figure(parts[0]);
        FigureQuery asked = citation(figure, plan).query();
        Reading read = reading.read(
                figure,
                new FigureQuery(asked.period(), asked.asOf(), null, null, parts.length > 1 ? parts[1] : "unit"));
        var table = new StringBuilder("| TT | " + cell(figure.name().vi()) + " | Số liệu |\n|---:|---|---:|\n");
        int number = 0;
        for (Reading.Cell cell : read.cells()) {
            table.append("| ")
                    .append(++number)
                    .append(" | ")
                    .append(cell(cell.name().vi()))
                    .append(" | ");
            BigDecimal value = cell.value();
            table.append(value == null ? "…" : value(figure, value)).append(" |\n");
        }
        return number == 0 ? EMPTY : table.toString();
    }

    private String years(String[] parts, Plan plan) {
        Figure figure = figure(parts[0]);
        int many = parts.length > 1 && parts[1].matches("[1-9]\\d?") ? Integer.parseInt(parts[1]) : YEARS;
        int last = plan.head().cutOff().getYear();
        var head = new StringBuilder("|");
        var line = new StringBuilder("|");
        var values = new StringBuilder("|");
        for (int year = last - many + 1; year <= last; year++) {
            LocalDate end = year == last ? plan.head().cutOff() : LocalDate.of(year, 12, 31);
            Reading read = reading.read(figure, FigureQuery.of(new Period(LocalDate.of(year, 1, 1), end), null));
            head.append(" Năm ").append(year).append(" |");
            line.append("---:|");
            values.append(' ')
                    .append(read.known().map(value -> value(figure, value)).orElse("chưa có số liệu"))
                    .append(" |");
        }
        return cell(figure.name().vi()) + ":\n\n" + head + "\n" + line + "\n" + values + "\n";
    }

    private static String value(Figure figure, BigDecimal value) {
        return FigureText.value(
                PlanCheck.plain(value), figure.measure(), figure.measure().isMoney() ? "million" : null, Language.VI);
    }

    /** As whoever asks may see them; what is personal stays masked. */
    private String records(String address) {
        int mark = address.indexOf('?');
        Register register = registers
                .find(mark < 0 ? address : address.substring(0, mark))
                .orElseThrow(() -> Problem.badRequest(
                        "PLA-422", "không có sổ «" + address + "»; viết tên sổ như trong địa chỉ của nó"));
        RecordQuery query = queries.read(
                register,
                UriComponentsBuilder.fromUriString(mark < 0 ? "" : address.substring(mark))
                        .build()
                        .getQueryParams(),
                List.of());
        List<String> columns = query.columns().isEmpty()
                ? register.listed().stream().map(column -> column.id()).toList()
                : query.columns();
        var ui = new Ui(Language.VI, "", "", List.of(), "", new Label("", ""), null);
        var table = new StringBuilder("| TT |");
        columns.forEach(column -> table.append(' ')
                .append(cell(RecordWords.column(ui, register, column)))
                .append(" |"));
        table.append("\n|---:|").append("---|".repeat(columns.size())).append('\n');
        List<Row> rows = new ArrayList<>();
        lists.forEach(register, query, row -> {
            if (rows.size() < MOST_RECORDS) {
                rows.add(row);
            }
        });
        int number = 0;
        for (Row row : rows) {
            table.append("| ").append(++number).append(" |");
            for (String column : columns) {
                @Nullable Object value = row.value(column);
                boolean hidden = register.findColumn(column)
                        .filter(found -> found.personal())
                        .isPresent();
                String words = value == null ? "" : RecordWords.value(ui, register, units, column, value);
                table.append(' ')
                        .append(hidden && value != null ? "•••" : cell(words))
                        .append(" |");
            }
            table.append('\n');
        }
        return number == 0 ? EMPTY : table.toString();
    }

    /** The number at the head of another section: 2.3.1. */
    private static String see(String key, Plan plan) {
        return plan.sections().stream()
                .filter(section -> section.key().equals(key))
                .map(PlanSection::heading)
                .map(heading -> {
                    Matcher number = NUMBER.matcher(heading);
                    return number.find() ? "mục " + number.group(1) : "mục «" + heading + "»";
                })
                .collect(Collectors.joining());
    }

    /** Text within a cell: no bar and no break ends it. */
    static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replaceAll("([*_`\\[\\]<])", "\\\\$1")
                .replaceAll("\\s+", " ");
    }
}
