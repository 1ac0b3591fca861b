package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hoi.common.CurrentPerson;
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
import vn.hoi.plan.PlanTable.Head;
import vn.hoi.plan.PlanTable.Kind;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.RecordWords;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** Makes the tables that lines of a text stand for; {@link PlanMarkup} says how such lines are written. */
@Component
class PlanTables {

    /** Records on a page; paper and spreadsheets hold them all, as far as {@link #MOST}. */
    static final int PAGE = 100;

    /** Records on paper: more would be a book of their own. */
    static final int MOST = 5_000;

    private static final int YEARS = 5;
    private static final int MILLION = 6;
    private static final Ui WORDS = new Ui(Language.VI, "", "", List.of(), "", new Label("", ""), null);

    private final Figures figures;
    private final FigureReading reading;
    private final Registers registers;
    private final RecordQueries queries;
    private final RecordLists lists;
    private final Units units;
    private final BudgetTable budget;
    private final BudgetSums sums;
    private final FurtherTables further;
    private final CurrentPerson person;

    PlanTables(
            Figures figures,
            FigureReading reading,
            Registers registers,
            RecordQueries queries,
            RecordLists lists,
            Units units,
            BudgetTable budget,
            BudgetSums sums,
            FurtherTables further,
            CurrentPerson person) {
        this.person = person;
        this.budget = budget;
        this.sums = sums;
        this.further = further;
        this.figures = figures;
        this.reading = reading;
        this.registers = registers;
        this.queries = queries;
        this.lists = lists;
        this.units = units;
    }

    /**
     * The table of a line.
     *
     * @param most records in it
     * @throws Problem PLA-42x when the line names what is not there
     */
    PlanTable of(MatchResult line, Plan plan, int most) {
        String[] parts = line.group(2).split("\\s*,\\s*");
        return switch (line.group(1)) {
            case "table" -> figures(parts).numbered();
            case "by" -> by(parts, plan).numbered();
            case "years" -> years(parts, plan);
            case "budget" ->
                BudgetSums.isAsked(line.group(2))
                        ? sums.of(line.group(2), plan.head().stage())
                        : budget.of(line.group(2), plan).numbered();
            case "chart" -> further.chart(parts, plan).numbered();
            case "targets" -> further.targets(plan).numbered();
            case "tasks" -> further.tasks(plan).numbered();
            default ->
                (plan.state().isOut() ? published(line.group(2), most) : records(line.group(2), most)).numbered();
        };
    }

    /** What has gone out is the same for every reader: nobody finds an appendix empty for want of a right. */
    private PlanTable published(String address, int most) {
        List<PlanTable> made = new ArrayList<>();
        person.as(CurrentPerson.PROGRAM, () -> made.add(records(address, most)));
        return made.getFirst();
    }

    /** Looks whether the table can be made, without reading what would stand in it. @throws Problem as {@link #of} */
    void test(MatchResult line, Plan plan) {
        String[] parts = line.group(2).split("\\s*,\\s*");
        switch (line.group(1)) {
            case "table" -> figures(parts);
            case "years" -> figure(parts[0]);
            case "by" -> by(parts, plan);
            case "budget" -> {
                if (BudgetSums.isAsked(line.group(2))) {
                    BudgetSums.test(line.group(2));
                } else {
                    BudgetTable.filter(line.group(2), plan);
                }
            }
            case "chart" -> further.chart(parts, plan);
            case "targets", "tasks" -> {
                // they stand for all there are
            }
            default -> asked(line.group(2));
        }
    }

    /** The mark that a page draws as a picture before the table; empty for what is no chart. */
    String mark(MatchResult line, Plan plan) {
        PlanTable chart = line.group(1).equals("chart")
                ? further.chart(line.group(2).split("\\s*,\\s*"), plan)
                : PlanTable.of(List.of(), List.of());
        return chart.rows().isEmpty() ? "" : PlanChart.mark(chart);
    }

    /** Figures by id; {@code budget.2026.} names all that begin so. */
    List<Figure> named(String id) {
        return id.endsWith(".")
                ? figures.list().stream()
                        .filter(figure -> figure.id().startsWith(id))
                        .toList()
                : figures.find(id).stream().toList();
    }

    private PlanTable figures(String[] ids) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String id : ids) {
            List<Figure> named = named(id);
            if (named.isEmpty()) {
                throw unknownFigure(id);
            }
            for (Figure figure : named) {
                rows.add(List.of(figure.name().vi(), figure.measure().name().vi(), FigureNode.number(figure.id())));
            }
        }
        return PlanTable.of(
                List.of(
                        new Head("Chỉ tiêu", Kind.WORDS),
                        new Head("Đơn vị tính", Kind.WORDS),
                        new Head("Số liệu", Kind.AMOUNT)),
                rows);
    }

    private static Problem unknownFigure(String id) {
        return Problem.badRequest("PLA-421", "không có số liệu «" + id + "»; chọn lại trong danh sách số liệu");
    }

    private Figure figure(String id) {
        return figures.find(id).orElseThrow(() -> unknownFigure(id));
    }

    private PlanTable by(String[] parts, Plan plan) {
        Figure figure = figure(parts[0]);
        Citation known = plan.citations().get(figure.id());
        Citation cited = known == null ? WrittenPlans.usual(figure, plan.head()) : known;
        FigureQuery asked = cited.query();
        Reading read = reading.read(
                cited.figure(),
                new FigureQuery(asked.period(), asked.asOf(), null, null, parts.length > 1 ? parts[1] : "unit"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Reading.Cell cell : read.cells()) {
            BigDecimal value = cell.value();
            rows.add(List.of(cell.name().vi(), value == null ? "…" : amount(figure, value)));
        }
        return PlanTable.of(List.of(new Head(figure.name().vi(), Kind.WORDS), value(figure)), rows);
    }

    /** Money in millions, as its head says. */
    private static Head value(Figure figure) {
        return new Head(figure.measure().isMoney() ? "Số liệu (triệu đồng)" : "Số liệu", Kind.AMOUNT);
    }

    private static BigDecimal amount(Figure figure, BigDecimal value) {
        return PlanCheck.plain(figure.measure().isMoney() ? value.movePointLeft(MILLION) : value);
    }

    private PlanTable years(String[] parts, Plan plan) {
        Figure figure = figure(parts[0]);
        int many = parts.length > 1 && parts[1].matches("[1-9]\\d?") ? Integer.parseInt(parts[1]) : YEARS;
        int last = plan.head().cutOff().getYear();
        List<Head> heads = new ArrayList<>();
        List<FigureReading.Asked> asked = new ArrayList<>();
        for (int year = last - many + 1; year <= last; year++) {
            LocalDate end = year == last ? plan.head().cutOff() : LocalDate.of(year, 12, 31);
            heads.add(new Head("Năm " + year, Kind.AMOUNT));
            asked.add(new FigureReading.Asked(figure, FigureQuery.of(new Period(LocalDate.of(year, 1, 1), end), null)));
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (Reading read : reading.readEach(asked)) {
            BigDecimal value = read.value();
            row.add(value == null ? "chưa có số liệu" : amount(figure, value));
        }
        String caption =
                PlanMarkup.cell(figure.name().vi()) + (figure.measure().isMoney() ? " (triệu đồng)" : "") + ":";
        return new PlanTable(caption, heads, List.of(row), false, null);
    }

    /** A list of records as its address asks for it. */
    private record Wanted(Register register, RecordQuery query, List<String> columns) {}

    private Wanted asked(String address) {
        int mark = address.indexOf('?');
        Register register = registers
                .find(mark < 0 ? address : address.substring(0, mark))
                .orElseThrow(() -> Problem.badRequest(
                        "PLA-422", "không có sổ «" + address + "»; viết tên sổ như trong địa chỉ của nó"));
        UriComponents asked = UriComponentsBuilder.fromUriString(mark < 0 ? "" : address.substring(mark))
                .build();
        RecordQuery query = queries.read(register, asked.getQueryParams(), List.of());
        List<String> columns = query.columns().isEmpty()
                ? register.listed().stream().map(Column::id).toList()
                : query.columns();
        return new Wanted(register, query, columns);
    }

    /** As whoever is at work may see them; what is personal stays masked. Only the columns shown are read. */
    private PlanTable records(String address, int most) {
        Wanted asked = asked(address);
        Register register = asked.register();
        List<Head> heads =
                asked.columns().stream().map(column -> head(register, column)).toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        lists.first(register, asked.query(), asked.columns(), most + 1).forEach(record -> {
            List<@Nullable Object> row = new ArrayList<>();
            asked.columns().forEach(column -> row.add(value(register, column, record.value(column))));
            rows.add(Collections.unmodifiableList(row));
        });
        boolean more = rows.size() > most;
        return new PlanTable(
                "",
                heads,
                more ? rows.subList(0, most) : rows,
                false,
                more ? "*Trên đây là " + most + " dòng đầu; cả danh sách ở* [sổ](/registers/" + address + ")" : null);
    }

    /** A number that is a year stays a word: it is no amount. */
    private static Head head(Register register, String id) {
        @Nullable Column column = register.findColumn(id).orElse(null);
        String name = RecordWords.column(WORDS, register, id);
        if (column == null || column.year()) {
            return new Head(name, Kind.WORDS);
        }
        ColumnType type = column.type();
        Kind kind = type.isNumber() ? Kind.AMOUNT : type == ColumnType.DATE ? Kind.DAY : Kind.WORDS;
        return new Head(type == ColumnType.MONEY ? name + " (đồng)" : name, kind);
    }

    private @Nullable Object value(Register register, String id, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (register.findColumn(id).filter(Column::personal).isPresent()) {
            return "•••";
        }
        return value instanceof LocalDate || head(register, id).kind() == Kind.AMOUNT
                ? value
                : RecordWords.value(WORDS, register, units, id, value);
    }
}
