package vn.hoi.ledger;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.Pages;
import vn.hoi.common.Rights;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordPanel;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** On the page of an S&T task: by year what its contract gives in stages, and what its budget lines got and spent. */
@Component
public class TaskPanel implements RecordPanel {

    private static final String TASKS = "st-task";
    private static final String STAGES = "task-payment";
    private static final List<String> DROPPED = List.of("cancelled", "recovered");

    private final Registers registers;
    private final RecordQueries queries;
    private final RecordLists lists;
    private final Rights rights;
    private final Budget budget;
    private final Pages pages;

    TaskPanel(
            Registers registers, RecordQueries queries, RecordLists lists, Rights rights, Budget budget, Pages pages) {
        this.registers = registers;
        this.queries = queries;
        this.lists = lists;
        this.rights = rights;
        this.budget = budget;
        this.pages = pages;
    }

    /**
     * The money of a task in a year, in đồng.
     *
     * @param planned of the stages of its contract that still hold
     * @param paid of them
     * @param sums of its budget lines
     */
    public record Year(int year, long planned, long paid, Sums sums) {}

    @Override
    public int order() {
        return 41;
    }

    @Override
    public Optional<Content> of(Register register, Row row) {
        if (!register.id().equals(TASKS)) {
            return Optional.empty();
        }
        List<Budget.LineSums> lines = rights.reach(PostingReading.RIGHTS).isNone()
                ? List.of()
                : budget.list(LineFilter.ALL.and("task", row.code()), null, null);
        List<Row> stages = stages(row.code());
        if (lines.isEmpty() && stages.isEmpty()) {
            return Optional.empty();
        }
        List<Year> years = years(stages, lines);
        long given = row.value("state-budget") instanceof Long budgeted ? budgeted : 0;
        return Optional.of(pages.part(
                "ledger/task-panel",
                Map.of(
                        "task",
                        row.code(),
                        "years",
                        years,
                        "given",
                        given,
                        "planned",
                        years.stream().mapToLong(Year::planned).sum(),
                        "paid",
                        years.stream().mapToLong(Year::paid).sum(),
                        "money",
                        new Money("million"))));
    }

    private List<Row> stages(String task) {
        return registers
                .find(STAGES)
                .filter(register -> !rights.reach(register.id()).isNone())
                .map(register -> {
                    MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
                    asked.add("task", task);
                    return lists.page(register, queries.read(register, asked, List.of())).rows().stream()
                            .filter(stage -> !DROPPED.contains(stage.state()))
                            .toList();
                })
                .orElse(List.of());
    }

    private static List<Year> years(List<Row> stages, List<Budget.LineSums> lines) {
        Map<Integer, long[]> contract = new TreeMap<>();
        for (Row stage : stages) {
            long[] money = contract.computeIfAbsent(number(stage, "budget-year").intValue(), none -> new long[2]);
            money[0] += number(stage, "planned").longValue();
            money[1] += number(stage, "paid").longValue();
        }
        var all = new TreeSet<>(contract.keySet());
        lines.forEach(line -> all.add(line.line().budgetYear()));
        List<Year> years = new ArrayList<>();
        for (int year : all) {
            long[] money = contract.getOrDefault(year, new long[2]);
            years.add(new Year(
                    year,
                    money[0],
                    money[1],
                    Budget.total(lines.stream()
                            .filter(line -> line.line().budgetYear() == year)
                            .toList())));
        }
        return years;
    }

    private static Number number(Row row, String column) {
        return row.value(column) instanceof Number number ? number : 0L;
    }
}
