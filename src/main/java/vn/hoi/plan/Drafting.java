package vn.hoi.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.figure.Period;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Journal.Change;

/** Begins plans: from an outline, or from the plan before with every figure asked for the new time. */
@Component
class Drafting {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final JdbcClient database;
    private final Journal journal;
    private final Outlines outlines;
    private final Plans plans;
    private final PlanRights rights;

    Drafting(JdbcClient database, Journal journal, Outlines outlines, Plans plans, PlanRights rights) {
        this.database = database;
        this.journal = journal;
        this.outlines = outlines;
        this.plans = plans;
        this.rights = rights;
    }

    /**
     * A new plan of an outline's headings and wording.
     *
     * @throws Problem PLA-412 to PLA-415 for an unknown outline, a code that is taken or cannot be used, an impossible time
     */
    @Transactional
    public Plan begin(String outlineId, String code, PlanTime time) {
        Outline outline = outlines.get(outlineId);
        Map<String, String> words = time.words(outlines.issuer().province());
        int plan = insert(
                code,
                outline.kind(),
                outline.id(),
                fill(outline.title(), words),
                time.period(),
                time.cutOff(),
                null,
                stage(outline));
        int place = 0;
        for (Outline.Heading heading : outline.headings()) {
            int section = insert(
                    plan,
                    ++place,
                    new PlanSection(
                            0,
                            heading.key(),
                            heading.level(),
                            fill(heading.heading(), words),
                            heading.field(),
                            null,
                            null,
                            null,
                            heading.text().isEmpty() ? PlanSection.State.EMPTY : PlanSection.State.WRITING,
                            heading.appendix(),
                            List.of(),
                            0));
            paragraphs(section, PlanText.blocks(fill(heading.text(), words)));
        }
        journal.write("plans/" + code, "created", Map.of("outline", new Change(null, outline.id())), null);
        return plans.get(code);
    }

    /** A plan begins with what is asked for; a report tells what was allotted. */
    private static MoneyStage stage(Outline outline) {
        return outline.kind().equals("annual") || outline.kind().equals("five-year")
                ? MoneyStage.REQUESTED
                : MoneyStage.ALLOTTED;
    }

    private static String fill(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    static LocalDate begins(Period period) {
        return Objects.requireNonNull(period.from());
    }

    /** @throws Problem PLA-413 to PLA-415 for a code or a time that cannot be */
    int insert(
            String code,
            String kind,
            String outline,
            String title,
            Period period,
            LocalDate cutOff,
            @Nullable String copiedFrom,
            MoneyStage stage) {
        if (!CODE.matcher(code).matches() || code.length() > 40) {
            throw new Problem(
                    422,
                    "PLA-413",
                    "Mã kế hoạch gồm chữ thường không dấu, số và gạch nối, nhiều nhất 40 ký tự, ví dụ «ke-hoach-2027».");
        }
        if (period.to() == null || period.to().isBefore(begins(period))) {
            throw new Problem(422, "PLA-414", "Thời kỳ kết thúc trước khi bắt đầu; đổi chỗ hai ngày.");
        }
        try {
            return database.sql("""
                            insert into plan.plan (code, kind, outline, title, from_day, until_day, cut_off, office, recipients,
                                copied_from, made_by, stage)
                            values (:code, :kind, :outline, :title, :from, :until, :cutOff, :office, :recipients, :copied, :by, :stage)
                            returning id""")
                    .param("code", code)
                    .param("kind", kind)
                    .param("outline", outline)
                    .param("title", title)
                    .param("from", period.from())
                    .param("until", period.to())
                    .param("cutOff", cutOff)
                    .param("office", outlines.issuer().office())
                    .param("recipients", String.join("\n", outlines.issuer().recipients()))
                    .param("copied", copiedFrom)
                    .param("stage", stage.id())
                    .param("by", rights.account())
                    .query(Integer.class)
                    .single();
        } catch (DuplicateKeyException taken) {
            throw new Problem(409, "PLA-415", "Đã có kế hoạch mang mã «" + code + "»; chọn mã khác.");
        }
    }

    int insert(int plan, int place, PlanSection section) {
        return database.sql("""
                        insert into plan.section (plan, place, key, level, heading, field, unit, state, appendix)
                        values (:plan, :place, :key, :level, :heading, :field, :unit, :state, :appendix) returning id""")
                .param("plan", plan)
                .param("place", place)
                .param("key", section.key())
                .param("level", section.level())
                .param("heading", section.heading())
                .param("field", section.field())
                .param("unit", section.unit())
                .param("state", section.state().id())
                .param("appendix", section.appendix())
                .query(Integer.class)
                .single();
    }

    void paragraphs(int section, List<String> texts) {
        int place = 0;
        for (String text : texts) {
            database.sql("""
                            insert into plan.paragraph (section, place, text, account)
                            values (:section, :place, :text, :account)""")
                    .param("section", section)
                    .param("place", ++place)
                    .param("text", text)
                    .param("account", rights.account())
                    .update();
        }
    }

    /** Says how a plan cites a figure; what was published with it stays. */
    void cite(int plan, String figure, Citation citation) {
        database.sql("""
                        insert into plan.citation (plan, figure, from_day, until_day, as_of, qualifier, show)
                        values (:plan, :figure, :from, :until, :asOf, :qualifier, :show)
                        on conflict (plan, figure) do update set from_day = excluded.from_day,
                            until_day = excluded.until_day, as_of = excluded.as_of, qualifier = excluded.qualifier,
                            show = excluded.show""")
                .param("plan", plan)
                .param("figure", figure)
                .param("from", citation.period().from())
                .param("until", citation.period().to())
                .param("asOf", citation.asOf())
                .param("qualifier", citation.qualifier().id())
                .param("show", citation.show())
                .update();
    }
}
