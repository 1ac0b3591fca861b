package vn.hoi.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Period;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Journal.Change;
import vn.hoi.plan.PlanSection.Paragraph;

/** Begins plans: from an outline, or from the plan before with every figure asked for the new time. */
@Component
class Drafting {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    /** «năm 2026», not the ends of «2021 - 2025». */
    private static final Pattern YEAR = Pattern.compile("([Nn]ăm )(20\\d\\d)(?!\\s*[-–]\\s*\\d)");

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
     * @param period the time it plans for or reports on
     * @param cutOff the day up to which its figures are counted
     * @throws Problem PLA-412 to PLA-415 for an unknown outline, a code that is taken or cannot be used, an impossible time
     */
    @Transactional
    public Plan begin(String outlineId, String code, Period period, LocalDate cutOff) {
        Outline outline = outlines.get(outlineId);
        int year = begins(period).getYear();
        Map<String, String> words = Map.of(
                "{province}", outlines.issuer().province(),
                "{year}", String.valueOf(year),
                "{last-year}", String.valueOf(year - 1));
        int plan = insert(code, outline.kind(), outline.id(), fill(outline.title(), words), period, cutOff, null);
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

    private static String fill(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    /**
     * The plan of a later time from this one: its sections and words, every citation moved by as many years, every section
     * marked as carried over, those who wrote it asked again.
     *
     * @param years how much later
     */
    @Transactional
    public Plan copy(Plan source, String code, int years) {
        Plan.Head head = source.head();
        Period period = later(head.period(), years);
        int plan = insert(
                code,
                head.kind(),
                outline(source),
                years(head.title().vi(), years),
                period,
                head.cutOff().plusYears(years),
                source.code());
        int place = 0;
        for (PlanSection section : source.sections()) {
            int copied = insert(
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
                            PlanSection.State.CARRIED,
                            section.appendix(),
                            List.of(),
                            0));
            paragraphs(
                    copied, section.paragraphs().stream().map(Paragraph::text).toList());
        }
        source.citations().values().forEach(citation -> cite(plan, citation.later(years)));
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
        return new Period(begins(period).plusYears(years), to == null ? null : to.plusYears(years));
    }

    private static LocalDate begins(Period period) {
        return Objects.requireNonNull(period.from());
    }

    private static String years(String text, int years) {
        return YEAR.matcher(text).replaceAll(found -> found.group(1) + (Integer.parseInt(found.group(2)) + years));
    }

    private int insert(
            String code,
            String kind,
            String outline,
            String title,
            Period period,
            LocalDate cutOff,
            @Nullable String copiedFrom) {
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
                                copied_from, made_by)
                            values (:code, :kind, :outline, :title, :from, :until, :cutOff, :office, :recipients, :copied, :by)
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
                    .param("by", rights.account())
                    .query(Integer.class)
                    .single();
        } catch (DuplicateKeyException taken) {
            throw new Problem(409, "PLA-415", "Đã có kế hoạch mang mã «" + code + "»; chọn mã khác.");
        }
    }

    private int insert(int plan, int place, PlanSection section) {
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

    private void paragraphs(int section, List<String> texts) {
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
    void cite(int plan, Citation citation) {
        database.sql("""
                        insert into plan.citation (plan, figure, from_day, until_day, as_of, qualifier, show)
                        values (:plan, :figure, :from, :until, :asOf, :qualifier, :show)
                        on conflict (plan, figure) do update set from_day = excluded.from_day,
                            until_day = excluded.until_day, as_of = excluded.as_of, qualifier = excluded.qualifier,
                            show = excluded.show""")
                .param("plan", plan)
                .param("figure", citation.figure().id())
                .param("from", citation.period().from())
                .param("until", citation.period().to())
                .param("asOf", citation.asOf())
                .param("qualifier", citation.qualifier().id())
                .param("show", citation.show())
                .update();
    }

    /**
     * Changes what stands above and below the text.
     *
     * @param typed title, office, signer, recipients, cut-off, replaces as typed; a key left out stays
     * @throws Problem PLA-416 when the plan was changed meanwhile; PLA-414, PLA-417 for what cannot be read
     */
    @Transactional
    public Plan change(String code, int version, Map<String, String> typed) {
        Plan plan = requireWritten(code);
        Plan.Head head = plan.head();
        String title = Vietnamese.clean(typed.getOrDefault("title", head.title().vi()));
        if (title.isEmpty() || title.length() > 500) {
            throw new Problem(422, "PLA-417", "Tên kế hoạch không để trống, nhiều nhất 500 ký tự.");
        }
        LocalDate cutOff = typed.containsKey("cut-off")
                ? Vietnamese.readDay(typed.get("cut-off"))
                        .orElseThrow(() -> new Problem(
                                422,
                                "PLA-417",
                                "Ngày chốt số liệu không đọc được; ghi ngày/tháng/năm, ví dụ 30/06/2026."))
                : head.cutOff();
        int kept = database.sql("""
                        update plan.plan set title = :title, cut_off = :cutOff, office = :office, signer = :signer,
                            recipients = :recipients, version = version + 1
                        where id = :id and version = :version""")
                .param("title", title)
                .param("cutOff", cutOff)
                .param("office", Vietnamese.clean(typed.getOrDefault("office", head.office())))
                .param("signer", Vietnamese.clean(typed.getOrDefault("signer", head.signer())))
                .param(
                        "recipients",
                        typed.getOrDefault("recipients", String.join("\n", head.recipients()))
                                .strip())
                .param("id", plan.number("head"))
                .param("version", version)
                .update();
        if (kept == 0) {
            throw new Problem(
                    409, "PLA-416", "Phần đầu kế hoạch vừa được người khác sửa; tải lại trang rồi sửa trên bản mới.");
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        if (!title.equals(head.title().vi())) {
            changes.put("title", new Change(head.title().vi(), title));
        }
        if (!cutOff.equals(head.cutOff())) {
            changes.put("cut-off", new Change(head.cutOff(), cutOff));
        }
        journal.write("plans/" + code, "changed", changes, null);
        return plans.get(code);
    }

    /** @throws Problem PLA-409 when its words no longer change */
    Plan requireWritten(String code) {
        Plan plan = plans.getWritten(code);
        if (!plan.isWritten()) {
            throw new Problem(
                    409, "PLA-409", "Kế hoạch đã trình, không sửa được nữa; lấy lại về dự thảo trước khi sửa.");
        }
        return plan;
    }

    /**
     * Gives a section to a unit or a person with a day.
     *
     * @throws Problem PLA-404 for a section that is not of this plan
     */
    @Transactional
    public void assign(
            Plan plan, int section, @Nullable Integer unit, @Nullable String account, @Nullable LocalDate dueOn) {
        PlanSection before = plan.findSection(section).orElseThrow(Drafting::noSection);
        database.sql("update plan.section set unit = :unit, account = :account, due_on = :due where id = :id")
                .param("unit", unit)
                .param("account", account)
                .param("due", dueOn)
                .param("id", section)
                .update();
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("unit", new Change(before.unit(), unit));
        changes.put("account", new Change(before.account(), account));
        changes.put("due-on", new Change(before.dueOn(), dueOn));
        journal.write("plans/" + plan.code() + "/" + before.key(), "assigned", changes, null);
    }

    static Problem noSection() {
        return Problem.unknown("PLA-405", "Kế hoạch không có mục này; chọn trong mục lục.");
    }

    /** A further section behind another one. */
    @Transactional
    public int addSection(Plan plan, int after, String heading, int level, boolean appendix) {
        int place = plan.sections().stream().map(PlanSection::id).toList().indexOf(after) + 2;
        if (place < 2) {
            throw noSection();
        }
        String words = Vietnamese.clean(heading);
        if (words.isEmpty() || words.length() > 500) {
            throw new Problem(422, "PLA-418", "Đầu mục không để trống, nhiều nhất 500 ký tự.");
        }
        List<String> keys =
                new ArrayList<>(plan.sections().stream().map(PlanSection::key).toList());
        String key = "muc-" + (keys.size() + 1);
        for (int number = keys.size() + 2; keys.contains(key); number++) {
            key = "muc-" + number;
        }
        database.sql("update plan.section set place = place + 1 where plan = :plan and place >= :place")
                .param("plan", plan.number("section"))
                .param("place", place)
                .update();
        int added = insert(
                plan.number("section"),
                place,
                new PlanSection(
                        0, key, level, words, null, null, null, null, PlanSection.State.EMPTY, appendix, List.of(), 0));
        journal.write("plans/" + plan.code() + "/" + key, "created", Map.of("heading", new Change(null, words)), null);
        return added;
    }
}
