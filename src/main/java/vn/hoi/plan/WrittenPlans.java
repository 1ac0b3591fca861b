package vn.hoi.plan;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.plan.PlanSection.Paragraph;

/** The plans written here, as the database keeps them. */
@Component
class WrittenPlans {

    private static final String HEAD = """
            select id, code, kind, number, title, issued_on, state, from_day, until_day, cut_off, replaces, office, signer,
                recipients, version, stage
            from plan.plan""";

    private final JdbcClient database;
    private final Figures figures;
    private final Outlines outlines;
    private final PlanMarkup markup;
    private final MoneyFigures money;

    WrittenPlans(JdbcClient database, Figures figures, Outlines outlines, PlanMarkup markup, MoneyFigures money) {
        this.money = money;
        this.markup = markup;
        this.database = database;
        this.figures = figures;
        this.outlines = outlines;
    }

    private record Kept(int id, String code, Plan.Head head) {}

    List<Plan> list() {
        return database.sql(HEAD + " order by id").query(this::kept).list().stream()
                .map(this::plan)
                .toList();
    }

    Optional<Plan> find(String code) {
        return database.sql(HEAD + " where code = :code")
                .param("code", code)
                .query(this::kept)
                .optional()
                .map(this::plan);
    }

    private Kept kept(ResultSet row, int index) throws SQLException {
        Outlines.Issuer issuer = outlines.issuer();
        LocalDate issued = row.getObject("issued_on", LocalDate.class);
        return new Kept(
                row.getInt("id"),
                row.getString("code"),
                new Plan.Head(
                        row.getString("kind"),
                        row.getString("number"),
                        new Label(row.getString("title"), row.getString("title")),
                        issuer.issuer(),
                        issuer.place(),
                        issued,
                        PlanState.of(row.getString("state")),
                        new Period(
                                row.getObject("from_day", LocalDate.class),
                                row.getObject("until_day", LocalDate.class)),
                        row.getObject("cut_off", LocalDate.class),
                        replaced(row.getString("replaces")),
                        issuer.signedFor(),
                        row.getString("office"),
                        row.getString("signer"),
                        row.getString("recipients")
                                .lines()
                                .filter(line -> !line.isBlank())
                                .toList(),
                        row.getInt("version"),
                        MoneyStage.of(row.getString("stage"))));
    }

    /** Kept as {@code 200/KH-UBND 2025-07-27}. */
    private static Plan.@Nullable Replaced replaced(String text) {
        int blank = text.lastIndexOf(' ');
        return blank < 0
                ? null
                : new Plan.Replaced(text.substring(0, blank), LocalDate.parse(text.substring(blank + 1)));
    }

    private Plan plan(Kept kept) {
        List<PlanSection> sections = sections(kept.id());
        Node text = PlanText.parse(PlanText.markdown(sections));
        Set<String> named = new LinkedHashSet<>(PlanText.figures(text));
        sections.stream()
                .filter(PlanSection::appendix)
                .forEach(appendix -> named.addAll(PlanText.figures(PlanText.parse(appendix.markdown()))));
        sections.forEach(section -> named.addAll(markup.cited(section.body())));
        return new Plan(
                kept.code(),
                kept.head(),
                sections,
                text,
                PlanText.headings(text),
                cited(kept, named),
                List.of(),
                kept.id());
    }

    /** What each plan cites, found in its words without parsing them. */
    List<Plans.Citing> citing(Predicate<PlanState> seen) {
        return database.sql(HEAD + " order by id").query(this::kept).list().stream()
                .filter(kept -> seen.test(kept.head().state()))
                .map(kept -> {
                    Set<String> named = new LinkedHashSet<>();
                    texts(kept.id()).forEach(text -> {
                        FigureNode.places(text).results().forEach(place -> named.add(place.group(2)));
                        named.addAll(markup.cited(text));
                    });
                    return new Plans.Citing(
                            kept.code(),
                            Plan.called(kept.head().number(), kept.code()),
                            cited(kept, named).values());
                })
                .toList();
    }

    private List<String> texts(int plan) {
        return database.sql("""
                        select p.text from plan.paragraph p join plan.section s on s.id = p.section
                        where s.plan = :plan and not p.removed order by s.place, p.place, p.id""").param("plan", plan).query(String.class).list();
    }

    private Map<String, Citation> cited(Kept kept, Set<String> named) {
        Map<String, Citation> known = citations(kept.id());
        Map<String, Citation> cited = new LinkedHashMap<>();
        for (String id : named) {
            figures.find(id)
                    .ifPresent(figure -> cited.put(
                            id,
                            known.getOrDefault(id, usual(figure, kept.head()))
                                    .of(money.at(figure, kept.head().stage()))));
        }
        return cited;
    }

    /**
     * How a figure is cited when nothing else is said: from the first day of the year of the cut-off to it; in the time of a
     * periodic report.
     */
    static Citation usual(Figure figure, Plan.Head head) {
        LocalDate cutOff = head.cutOff();
        return new Citation(
                figure,
                null,
                head.kind().equals("periodic") ? head.period() : new Period(cutOff.withDayOfYear(1), cutOff),
                null,
                Qualifier.EXACT,
                figure.measure().isMoney() ? "million" : null,
                null);
    }

    private Map<String, Citation> citations(int plan) {
        Map<String, Citation> citations = new LinkedHashMap<>();
        database.sql("""
                        select figure, from_day, until_day, as_of, qualifier, show, published
                        from plan.citation where plan = :plan order by figure""").param("plan", plan).query(row -> {
            // a figure no longer declared is named as an open point by the text that cites it
            figures.find(row.getString("figure"))
                    .ifPresent(figure -> citations.put(figure.id(), citation(row, figure)));
        });
        return citations;
    }

    private static Citation citation(ResultSet row, Figure figure) {
        try {
            BigDecimal published = row.getBigDecimal("published");
            return new Citation(
                    figure,
                    published,
                    new Period(row.getObject("from_day", LocalDate.class), row.getObject("until_day", LocalDate.class)),
                    row.getObject("as_of", LocalDate.class),
                    Qualifier.of(row.getString("qualifier")),
                    row.getString("show"),
                    null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<PlanSection> sections(int plan) {
        Map<Integer, List<Paragraph>> paragraphs = new LinkedHashMap<>();
        database.sql("""
                        select p.section, p.id, p.version, p.text
                        from plan.paragraph p join plan.section s on s.id = p.section
                        where s.plan = :plan and not p.removed order by p.place, p.id""")
                .param("plan", plan)
                .query((row, index) -> paragraphs
                        .computeIfAbsent(row.getInt(1), section -> new ArrayList<>())
                        .add(new Paragraph(row.getLong(2), row.getInt(3), row.getString(4))))
                .list();
        return database.sql("""
                        select s.id, s.key, s.level, s.heading, s.field, s.unit, s.account, s.due_on, s.state, s.appendix,
                            (select count(*) from plan.remark r join plan.paragraph p on p.id = r.paragraph
                                where p.section = s.id and r.state = 'open') as open
                        from plan.section s where s.plan = :plan order by s.place""")
                .param("plan", plan)
                .query((row, index) -> new PlanSection(
                        row.getInt("id"),
                        row.getString("key"),
                        row.getInt("level"),
                        row.getString("heading"),
                        row.getString("field"),
                        row.getObject("unit", Integer.class),
                        row.getString("account"),
                        row.getObject("due_on", LocalDate.class),
                        PlanSection.State.of(row.getString("state")),
                        row.getBoolean("appendix"),
                        paragraphs.getOrDefault(row.getInt("id"), List.of()),
                        row.getInt("open")))
                .list();
    }
}
