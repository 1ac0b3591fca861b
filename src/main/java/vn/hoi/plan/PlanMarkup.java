package vn.hoi.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.figure.Figures;

/**
 * The lines of a text that stand for a table, written out in CommonMark:
 *
 * <pre>
 * {{table: figure, figure}}     figures with their measure and change; {@code budget.2026.} takes all that begin so
 * {{by: figure, column}}        one figure by a column of its breakdown, or by unit
 * {{years: figure, 5}}          one figure of the last years
 * {{records: register?state=in-force&amp;columns=number,subject}}    records as the list of that address shows them
 * {{budget: nature=capital}}    budget lines of the plan's year; {@code all}, or another year with {@code year=2025}
 * {{budget: 2026, heading, allotted}}    the budget of a year put together by a property of its lines
 * {{chart: figure, unit}}       one figure as bars: by unit or a column, or {@code years, 5}; on paper the table alone
 * {{targets: all}}              targets still to be reached
 * {{tasks: all}}                tasks the plan assigns
 * {{see: key}}                  within a line: the number of another heading
 * </pre>
 */
@Component
class PlanMarkup {

    private static final Pattern LINE = Pattern.compile(
            "(?m)^\\{\\{(table|by|years|records|budget|chart|targets|tasks):\\s*([^{}\\n]+?)\\s*}}\\h*$");
    private static final Pattern SEE = Pattern.compile("\\{\\{see:\\s*([a-z0-9-]+)\\s*}}");
    private static final Pattern NUMBER = Pattern.compile("^([A-Z]|[IVXL]+|[0-9]+(\\.[0-9]+)*)\\.?\\s");

    /** Lines that cite figures; the others stand for what has no id of its own. */
    private static final Set<String> CITING = Set.of("table", "by", "years", "chart");

    private final Figures figures;
    private final PlanTables tables;

    PlanMarkup(Figures figures, PlanTables tables) {
        this.figures = figures;
        this.tables = tables;
    }

    /** The text with its tables written out, for a page, and references to other headings filled in. */
    String expand(String text, Plan plan) {
        return expand(text, plan, PlanTables.PAGE);
    }

    /** As {@link #expand(String, Plan)}. @param most records in a table */
    String expand(String text, Plan plan, int most) {
        return seen(
                LINE.matcher(text).replaceAll(line -> Matcher.quoteReplacement(tableOrWhy(line, plan, most))), plan);
    }

    /** As {@link #expand(String, Plan)}, with a mark before each chart for {@link PlanChart#draw}. */
    String marked(String text, Plan plan) {
        return seen(
                LINE.matcher(text)
                        .replaceAll(line -> Matcher.quoteReplacement(
                                markOrNothing(line, plan) + tableOrWhy(line, plan, PlanTables.PAGE))),
                plan);
    }

    private String markOrNothing(MatchResult line, Plan plan) {
        try {
            return tables.mark(line, plan);
        } catch (Problem problem) {
            return "";
        }
    }

    private static String seen(String written, Plan plan) {
        return SEE.matcher(written).replaceAll(place -> Matcher.quoteReplacement(see(place.group(1), plan)));
    }

    /** Figures that the tables of a text cite, in order. */
    Set<String> cited(String text) {
        Set<String> cited = new LinkedHashSet<>();
        lines(text).forEach(id -> tables.named(id).forEach(figure -> cited.add(figure.id())));
        return cited;
    }

    /** Ids that the tables of a text name, whether they are declared or not; beginnings of ids end with a dot. */
    static Set<String> lines(String text) {
        Set<String> named = new LinkedHashSet<>();
        LINE.matcher(text)
                .results()
                .filter(line -> CITING.contains(line.group(1)))
                .forEach(line -> {
                    List<String> parts = List.of(line.group(2).split("\\s*,\\s*"));
                    named.addAll(line.group(1).equals("table") ? parts : parts.subList(0, 1));
                });
        return named;
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
                tables.test(line, plan);
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

    /** Where a text has a line that stands for a table. */
    record Place(int from, int to, MatchResult line) {}

    List<Place> places(String text) {
        return LINE.matcher(text)
                .results()
                .map(line -> new Place(line.start(), line.end(), line))
                .toList();
    }

    /** The table of such a line; empty when it names what is not there any more. */
    Optional<PlanTable> table(Place place, Plan plan, int most) {
        try {
            return Optional.of(tables.of(place.line(), plan, most));
        } catch (Problem problem) {
            return Optional.empty();
        }
    }

    /** What was there when it was written may be gone since: the reader is told, the rest is read on. */
    private String tableOrWhy(MatchResult line, Plan plan, int most) {
        try {
            return tables.of(line, plan, most).markdown();
        } catch (Problem problem) {
            return "*(" + cell(String.valueOf(problem.getMessage())) + ")*";
        }
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
