package vn.hoi.register;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.calendar.Due;
import vn.hoi.calendar.Span;
import vn.hoi.calendar.WorkingTime;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;

/** Where a record stands in its life: the version of its steps, and what is due when. */
@Component
class Courses {

    /** Last minute of a day that a column names as the last. */
    private static final LocalTime DAYS_END = LocalTime.of(23, 59);

    private final WorkingTime workingTime;
    private final JdbcClient database;

    /** A stretch in which the clock stood still; {@code until} is null while it does. */
    private record Pause(LocalDateTime since, @Nullable LocalDateTime until) {}

    Courses(WorkingTime workingTime, JdbcClient database) {
        this.workingTime = workingTime;
        this.database = database;
    }

    /** Columns a new record begins with. */
    Map<Field<?>, @Nullable Object> begin(Register register, Map<String, @Nullable Object> values) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        if (register.hasSteps()) {
            columns.put(RecordTable.integer("lifecycle"), version(register, values::get));
        }
        if (register.deadline() != null) {
            columns.put(RecordTable.moment("due_at"), dueAt(register, values::get));
        }
        return columns;
    }

    /** Columns that follow from a change of values. */
    Map<Field<?>, @Nullable Object> changed(Register register, Row before, Map<String, @Nullable Object> values) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        if (counted(register).anyMatch(column -> !Objects.equals(before.value(column), values.get(column)))) {
            columns.put(RecordTable.moment("due_at"), dueAt(register, values::get, pauses(register, before.id())));
        }
        return columns;
    }

    /** Columns on which what is due hangs; the state too, where deadlines are of states. */
    private static Stream<String> counted(Register register) {
        Stream<String> named = register.deadlines().stream()
                .flatMap(deadline -> Stream.of(text(deadline.on()), text(deadline.from()), text(deadline.by())));
        return register.stateDeadlines().isEmpty() ? named : Stream.concat(named, Stream.of("state"));
    }

    private static String text(@Nullable String column) {
        return column == null ? "" : column;
    }

    /** Columns that follow from a step, which may stop the clock or let it run again. */
    Map<Field<?>, @Nullable Object> stepped(
            Register register, Row before, Step step, Map<String, @Nullable Object> values) {
        Map<Field<?>, @Nullable Object> columns = changed(register, before, values);
        @Nullable Deadline deadline = register.deadline();
        if (deadline == null) {
            return columns;
        }
        boolean stands = before.course().pausedAt() != null;
        if (step.pauses() && !stands) {
            OffsetDateTime now = now();
            database.sql("insert into register.pause (register, record, since) values (:register, :record, :now)")
                    .param("register", register.id())
                    .param("record", before.id())
                    .param("now", now)
                    .update();
            columns.put(RecordTable.moment("due_paused_at"), now);
        }
        if (step.resumes() && stands) {
            database.sql("""
                            update register.pause set until = :now
                            where register = :register and record = :record and until is null""")
                    .param("now", now())
                    .param("register", register.id())
                    .param("record", before.id())
                    .update();
            columns.put(RecordTable.moment("due_paused_at"), null);
            @Nullable OffsetDateTime due = dueAt(register, values::get, pauses(register, before.id()));
            if (due != null) {
                columns.put(RecordTable.moment("due_at"), due);
            }
        }
        return columns;
    }

    /** This moment on this country's clock. */
    OffsetDateTime now() {
        return OffsetDateTime.now(Vietnamese.ZONE);
    }

    /** The version of the steps a case begins under. */
    int version(Register register, Function<String, @Nullable Object> value) {
        LocalDate began =
                register.lifecycleFrom() != null && value.apply(register.lifecycleFrom()) instanceof LocalDate day
                        ? day
                        : Vietnamese.today();
        return register.lifecycle(began).version();
    }

    /** When something is due about a record that was never paused; null when the columns that say so are empty. */
    @Nullable
    OffsetDateTime dueAt(Register register, Function<String, @Nullable Object> value) {
        return dueAt(register, value, List.of());
    }

    /** When something is due about a record with these values, the times its clock stood still counted. */
    @Nullable
    OffsetDateTime dueAt(Register register, long record, Function<String, @Nullable Object> value) {
        return dueAt(register, value, pauses(register, record));
    }

    /** The first of what runs in the record's state; the register's own deadline where nothing runs any more. */
    private @Nullable OffsetDateTime dueAt(
            Register register, Function<String, @Nullable Object> value, List<Pause> pauses) {
        Deadline own = Objects.requireNonNull(register.deadline());
        List<Deadline> running = running(register, value.apply("state"));
        return (running.isEmpty() ? List.of(own) : running)
                .stream()
                        .map(deadline -> at(deadline, value, pauses))
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /** Those that run in a state; a new record stands in the first. */
    private static List<Deadline> running(Register register, @Nullable Object state) {
        if (register.stateDeadlines().isEmpty()) {
            return register.deadlines();
        }
        String in = state == null ? register.states().getFirst().id() : state.toString();
        return register.deadlines().stream()
                .filter(deadline -> deadline.runsIn(in))
                .toList();
    }

    private @Nullable OffsetDateTime at(
            Deadline deadline, Function<String, @Nullable Object> value, List<Pause> pauses) {
        if (deadline.on() == null) {
            return counted(deadline, value)
                    .map(due -> moment(paused(due, pauses).at()))
                    .orElse(null);
        }
        return switch (value.apply(deadline.on())) {
            case LocalDate day -> moment(day.atTime(DAYS_END));
            case OffsetDateTime at -> at;
            case null, default -> null;
        };
    }

    private Optional<Due> counted(Deadline deadline, Function<String, @Nullable Object> value) {
        @Nullable Object begin = value.apply(text(deadline.from()));
        @Nullable Object chosen = deadline.by() == null ? null : value.apply(deadline.by());
        @Nullable Span within = deadline.within().get(chosen == null ? "" : chosen.toString());
        if (within == null) {
            within = Objects.requireNonNull(deadline.within().get(""));
        }
        return switch (begin) {
            case LocalDate day -> Optional.of(workingTime.due(day.atStartOfDay(), within));
            case OffsetDateTime at -> Optional.of(workingTime.due(local(at), within));
            case null, default -> Optional.empty();
        };
    }

    private Due paused(Due due, List<Pause> pauses) {
        Due moved = due;
        for (Pause pause : pauses) {
            if (pause.until() != null && !pause.since().isBefore(moved.begin())) {
                moved = workingTime.resume(moved, pause.since(), pause.until());
            }
        }
        return moved;
    }

    private List<Pause> pauses(Register register, long record) {
        return database.sql("""
                        select since, until from register.pause
                        where register = :register and record = :record order by since""")
                .param("register", register.id())
                .param("record", record)
                .query((row, n) -> new Pause(
                        local(Objects.requireNonNull(row.getObject("since", OffsetDateTime.class))),
                        Optional.ofNullable(row.getObject("until", OffsetDateTime.class))
                                .map(Courses::local)
                                .orElse(null)))
                .list();
    }

    /** How the day something is due came about, in a sentence; empty where nothing is due. */
    Optional<String> explanation(Register register, Row row, Language language) {
        return dues(register, row, language).stream()
                .map(DueOfRecord::explanation)
                .filter(sentence -> !sentence.isEmpty())
                .findFirst();
    }

    /** What is due about a record, the deadlines of its state before the register's own; empty where nothing is. */
    List<DueOfRecord> dues(Register register, Row row, Language language) {
        List<DueOfRecord> dues = new ArrayList<>();
        if (row.course().dueAt() == null) {
            return dues;
        }
        boolean one = register.stateDeadlines().isEmpty();
        List<Pause> pauses = pauses(register, row.id());
        for (Deadline deadline : register.deadlines().reversed()) {
            boolean runs = deadline.runsIn(row.state());
            @Nullable OffsetDateTime at = one ? row.course().dueAt() : at(deadline, row::value, pauses);
            if (at != null && (runs || deadline.id().isEmpty())) {
                dues.add(new DueOfRecord(
                        deadline, at, runs, explanation(register, deadline, at, row, pauses, language)));
            }
        }
        return dues;
    }

    private String explanation(
            Register register, Deadline deadline, OffsetDateTime at, Row row, List<Pause> pauses, Language language) {
        if (deadline.on() != null) {
            return register.column(deadline.on()).name().in(language) + ": " + Vietnamese.day(at.toLocalDate());
        }
        return counted(deadline, row::value)
                .map(due -> paused(due, pauses).explanation(language))
                .orElse("");
    }

    /** Until when what is due counts as due soon. */
    OffsetDateTime soonUntil(Deadline deadline, OffsetDateTime now) {
        return moment(workingTime.due(local(now), deadline.warnBefore()).at());
    }

    private static OffsetDateTime moment(LocalDateTime local) {
        return local.atZone(Vietnamese.ZONE).toOffsetDateTime();
    }

    private static LocalDateTime local(OffsetDateTime moment) {
        return moment.atZoneSameInstant(Vietnamese.ZONE).toLocalDateTime();
    }
}
