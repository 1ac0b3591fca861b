package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Row;
import vn.hoi.register.State;

/** How far the tasks of a plan are: each record's state, and its figure in the plan's time up to today. */
@Component
public class TaskProgress {

    /**
     * A task with where it stands.
     *
     * @param state as the register names it; null before the plan is out, and for whoever may not open the record
     * @param tag colour of the state; empty without one
     * @param done whether its life is over
     * @param late whether its day has passed before it was; unknown states are judged by nobody
     * @param dueOn as the record has it after extensions
     * @param figure that measures it; null when none does, and for whoever may not read it
     * @param now value of the figure; null when nothing is known
     */
    public record Standing(
            PlanTask task,
            @Nullable Label state,
            String tag,
            boolean done,
            boolean late,
            LocalDate dueOn,
            @Nullable Figure figure,
            @Nullable BigDecimal now) {

        /** Whether the figure is where the task wants it; null when either is not known. */
        public @Nullable Boolean reached() {
            BigDecimal target = task.target();
            BigDecimal value = now;
            return target == null || value == null ? null : value.compareTo(target) >= 0;
        }

        /** Value and target as the page prints them. */
        public String shown(@Nullable BigDecimal value) {
            Figure of = figure;
            return of == null || value == null ? "…" : FigureText.inTable(value, of.measure());
        }
    }

    private final PlanTasks tasks;
    private final AssignedTasks assigned;
    private final Records records;
    private final Figures figures;
    private final FigureReading reading;
    private final Rights rights;

    TaskProgress(
            PlanTasks tasks,
            AssignedTasks assigned,
            Records records,
            Figures figures,
            FigureReading reading,
            Rights rights) {
        this.tasks = tasks;
        this.assigned = assigned;
        this.records = records;
        this.figures = figures;
        this.reading = reading;
        this.rights = rights;
    }

    /** Of every task; what whoever asks may not open or read is left out of it. */
    List<Standing> of(Plan plan) {
        Optional<Register> register =
                assigned.find().filter(found -> !rights.reach(found.id()).isNone());
        return tasks.list(plan).stream()
                .map(task -> standing(plan, task, register))
                .toList();
    }

    /** Whether whoever asks sees the state of any. */
    static boolean isTold(List<Standing> tasks) {
        return tasks.stream().anyMatch(standing -> standing.state() != null);
    }

    private Standing standing(Plan plan, PlanTask task, Optional<Register> register) {
        String record = task.record();
        @Nullable
        Row row = record == null
                ? null
                : register.flatMap(found -> records.find(found, record)).orElse(null);
        Optional<State> state =
                row == null ? Optional.empty() : register.flatMap(found -> found.findState(row.state()));
        LocalDate due = row != null && row.value("due-on") instanceof LocalDate day ? day : task.dueOn();
        boolean done = state.map(State::end).orElse(false);
        LocalDate until = row != null && row.value("done-on") instanceof LocalDate day ? day : Vietnamese.today();
        @Nullable
        Figure figure = Optional.ofNullable(task.figure())
                .flatMap(figures::find)
                .filter(found -> rights.mayReadFigure(found.id(), found.isPublic()))
                .orElse(null);
        return new Standing(
                task,
                state.map(State::name).orElse(null),
                state.map(State::tag).orElse(""),
                done,
                row != null && until.isAfter(due),
                due,
                figure,
                figure == null ? null : now(plan, figure));
    }

    private @Nullable BigDecimal now(Plan plan, Figure figure) {
        LocalDate from = plan.head().period().from();
        LocalDate to = plan.head().period().to();
        LocalDate today = Vietnamese.today();
        LocalDate day = to == null || to.isAfter(today) ? today : to;
        return from != null && day.isBefore(from)
                ? null
                : reading.read(figure, FigureQuery.of(new Period(from, day), null))
                        .known()
                        .orElse(null);
    }
}
