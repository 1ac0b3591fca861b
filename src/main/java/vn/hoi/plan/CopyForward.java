package vn.hoi.plan;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Journal.Change;
import vn.hoi.plan.PlanSection.Paragraph;

/**
 * The plan of a later year from this one, or the same plan for its second round: words and sections carried over, every
 * figure asked for the new time, money of a year moved to the new one where it is declared, tasks with their new days.
 */
@Component
class CopyForward {

    /** «năm 2026», not the ends of «2021 - 2025». */
    private static final Pattern YEAR = Pattern.compile("([Nn]ăm )(20\\d\\d)(?!\\s*[-–]\\s*\\d)");

    private static final Pattern BRACES = Pattern.compile("\\{\\{[^{}]*}}");
    private static final String CARRIED_IN = "muc-tieu-va-du-toan";

    private final JdbcClient database;
    private final Journal journal;
    private final Drafting drafting;
    private final Plans plans;
    private final PlanTasks tasks;
    private final Figures figures;
    private final MoneyFigures money;

    CopyForward(
            JdbcClient database,
            Journal journal,
            Drafting drafting,
            Plans plans,
            PlanTasks tasks,
            Figures figures,
            MoneyFigures money) {
        this.database = database;
        this.journal = journal;
        this.drafting = drafting;
        this.plans = plans;
        this.tasks = tasks;
        this.figures = figures;
        this.money = money;
    }

    /**
     * Copies a plan. Sections with words are marked as carried over; those of headings and tables alone need no new ones.
     *
     * @param years how much later; 0 for the same year again, which goes by the money allotted
     */
    @Transactional
    public Plan copy(Plan source, String code, int years) {
        Plan.Head head = source.head();
        int plan = drafting.insert(
                code,
                head.kind(),
                outline(source),
                years(head.title().vi(), years),
                later(head.period(), years),
                head.cutOff().plusYears(years),
                source.code(),
                years == 0 ? MoneyStage.ALLOTTED : MoneyStage.REQUESTED);
        Map<String, String> moved = moved(source, years);
        Map<String, Integer> sections = sections(source, plan, years, moved);
        source.citations()
                .forEach((id, citation) -> drafting.cite(plan, moved.getOrDefault(id, id), citation.later(years)));
        for (PlanTask task : tasks.list(source)) {
            tasks.insert(plan, sections.get(task.section()), later(task, years, moved));
        }
        journal.write("plans/" + code, "created", Map.of("copied-from", new Change(null, source.code())), null);
        return plans.get(code);
    }

    private String outline(Plan source) {
        return database.sql("select outline from plan.plan where code = :code")
                .param("code", source.code())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static Period later(Period period, int years) {
        LocalDate to = period.to();
        return new Period(Drafting.begins(period).plusYears(years), to == null ? null : to.plusYears(years));
    }

    private static PlanTask later(PlanTask task, int years, Map<String, String> moved) {
        String figure = task.figure();
        return new PlanTask(
                "",
                task.section(),
                years(task.content(), years),
                task.unit(),
                task.dueOn().plusYears(years),
                figure == null ? null : moved.getOrDefault(figure, figure),
                task.target(),
                task.deliverable(),
                null);
    }

    private static String years(String text, int years) {
        return YEAR.matcher(text).replaceAll(found -> found.group(1) + (Integer.parseInt(found.group(2)) + years));
    }

    /** Figures bound to a budget year, with those of the later year where they are declared. */
    private Map<String, String> moved(Plan source, int years) {
        Map<String, String> moved = new HashMap<>();
        if (years > 0) {
            source.citations()
                    .keySet()
                    .forEach(id -> figures.find(id)
                            .flatMap(figure -> money.later(figure, years))
                            .ifPresent(later -> moved.put(id, later.id())));
        }
        return moved;
    }

    private Map<String, Integer> sections(Plan source, int plan, int years, Map<String, String> moved) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int place = 0;
        for (PlanSection section : source.sections()) {
            List<String> texts = section.paragraphs().stream()
                    .map(Paragraph::text)
                    .map(text -> moved(text, moved, years))
                    .toList();
            boolean words = texts.stream()
                    .anyMatch(text -> !BRACES.matcher(text).replaceAll("").isBlank());
            int copied = drafting.insert(
                    plan,
                    ++place,
                    new PlanSection(
                            0,
                            section.key(),
                            section.level(),
                            years(section.heading(), years),
                            section.field(),
                            section.unit(),
                            null,
                            null,
                            words ? PlanSection.State.CARRIED : PlanSection.State.DONE,
                            section.appendix(),
                            List.of(),
                            0));
            drafting.paragraphs(copied, texts);
            numbers.put(section.key(), copied);
        }
        if (source.head().kind().equals("annual")) {
            carryIn(source, plan, place + 1, years);
        }
        return numbers;
    }

    /** Where money moved to another year, the years named beside it move too. */
    private static String moved(String text, Map<String, String> moved, int years) {
        String later = BudgetSums.later(moved(text, moved), years);
        return later.equals(text) ? text : years(later, years);
    }

    private static String moved(String text, Map<String, String> moved) {
        return moved.isEmpty()
                ? text
                : BRACES.matcher(text).replaceAll(braces -> {
                    String inside = braces.group();
                    for (Map.Entry<String, String> entry : moved.entrySet()) {
                        if (inside.contains(entry.getKey())) {
                            inside = inside.replaceAll(
                                    "(?<![a-z0-9.-])" + Pattern.quote(entry.getKey()) + "(?![a-z0-9-]|\\.[a-z0-9])",
                                    entry.getValue());
                        }
                    }
                    return Matcher.quoteReplacement(inside);
                });
    }

    /** Targets still to be reached and the estimate of the new year, as an appendix, where the plan has no such tables. */
    private void carryIn(Plan source, int plan, int place, int years) {
        String all = PlanText.all(source.sections());
        int year = Drafting.begins(source.head().period()).getYear() + years;
        if (all.contains("{{targets:") && all.contains("{{budget:")
                || source.sections().stream().anyMatch(section -> section.key().equals(CARRIED_IN))) {
            return;
        }
        int section = drafting.insert(
                plan,
                place,
                new PlanSection(
                        0,
                        CARRIED_IN,
                        1,
                        "Mục tiêu và dự toán năm " + year,
                        null,
                        null,
                        null,
                        null,
                        PlanSection.State.CARRIED,
                        true,
                        List.of(),
                        0));
        drafting.paragraphs(
                section,
                List.of(
                        "Mục tiêu còn phải đạt từ năm " + year + ":",
                        "{{targets: all}}",
                        "Dự toán ngân sách năm " + year + ":",
                        "{{budget: " + year + ", heading}}"));
    }
}
