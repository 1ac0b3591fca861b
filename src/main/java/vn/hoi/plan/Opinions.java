package vn.hoi.plan;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Journal.Change;

/** Opinions of units on a draft: asked with a deadline, answered by section, settled with a reason. */
@Component
class Opinions {

    private static final int LONGEST = 10_000;

    private final JdbcClient database;
    private final Journal journal;
    private final PlanRights rights;

    Opinions(JdbcClient database, Journal journal, PlanRights rights) {
        this.database = database;
        this.journal = journal;
        this.rights = rights;
    }

    /** All of a plan, the newest round first. */
    List<Opinion> list(Plan plan) {
        Map<Long, List<OpinionPoint>> points = new LinkedHashMap<>();
        database.sql("""
                        select p.opinion, p.id, p.section, p.text, p.taken, p.reason
                        from plan.opinion_point p join plan.opinion o on o.id = p.opinion
                        where o.plan = :plan order by p.id""")
                .param("plan", plan.number("opinions"))
                .query((row, index) -> points.computeIfAbsent(row.getLong(1), key -> new ArrayList<>())
                        .add(new OpinionPoint(
                                row.getLong(2),
                                row.getObject(3, Integer.class),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6))))
                .list();
        return database.sql("""
                        select id, unit, round, due_on, answered_by, answered_at, agrees from plan.opinion
                        where plan = :plan order by round desc, id""")
                .param("plan", plan.number("opinions"))
                .query((row, index) -> new Opinion(
                        row.getLong(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getObject(4, LocalDate.class),
                        row.getString(5),
                        row.getObject(6, OffsetDateTime.class),
                        row.getObject(7, Boolean.class),
                        points.getOrDefault(row.getLong(1), List.of())))
                .list();
    }

    /**
     * Sends the draft to units.
     *
     * @throws Problem PLA-431 without units or with a day that has passed, PLA-409 when the plan is no draft any more
     */
    @Transactional
    public void ask(Plan plan, Set<Integer> units, LocalDate dueOn) {
        if (!plan.isWritten()) {
            throw new Problem(409, "PLA-409", "Kế hoạch đã trình, không lấy ý kiến nữa; lấy lại về dự thảo trước.");
        }
        if (units.isEmpty() || dueOn.isBefore(Vietnamese.today())) {
            throw new Problem(422, "PLA-431", "Chọn ít nhất một đơn vị và một hạn trả lời từ hôm nay trở đi.");
        }
        int id = plan.number("opinions");
        int round = database.sql("select coalesce(max(round), 0) + 1 from plan.opinion where plan = :plan")
                .param("plan", id)
                .query(Integer.class)
                .single();
        for (int unit : units) {
            database.sql("""
                            insert into plan.opinion (plan, unit, round, due_on, asked_by)
                            values (:plan, :unit, :round, :due, :by)""")
                    .param("plan", id)
                    .param("unit", unit)
                    .param("round", round)
                    .param("due", dueOn)
                    .param("by", rights.account())
                    .update();
        }
        database.sql(
                        "update plan.plan set state = 'in-opinion', version = version + 1 where id = :id and state = 'draft'")
                .param("id", id)
                .update();
        journal.write(
                "plans/" + plan.code(),
                "opinions-asked",
                Map.of("units", new Change(null, units.size()), "due-on", new Change(null, dueOn)),
                null);
    }

    private Opinion get(Plan plan, long id) {
        return list(plan).stream()
                .filter(opinion -> opinion.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.unknown("PLA-432", "Không có phiếu lấy ý kiến này; tải lại trang."));
    }

    /**
     * A unit's answer; it may be sent again until the plan is submitted.
     *
     * @param said text by section number; 0 is the whole plan
     * @throws Problem PLA-433 for whoever does not answer for the unit, PLA-434 for an answer without a word
     */
    @Transactional
    public void answer(Plan plan, long id, boolean agrees, Map<Integer, String> said) {
        Opinion opinion = get(plan, id);
        if (!rights.mayAnswerFor(opinion.unit())) {
            throw new Problem(403, "PLA-433", "Phiếu này hỏi đơn vị khác; chỉ người của đơn vị đó trả lời.");
        }
        if (!plan.isWritten()) {
            throw new Problem(409, "PLA-409", "Kế hoạch đã trình; ý kiến gửi bằng văn bản tới cơ quan soạn thảo.");
        }
        Map<Integer, String> points = new LinkedHashMap<>();
        said.forEach((section, text) -> {
            String clean = Writing.clean(text);
            if (clean.length() > LONGEST) {
                throw new Problem(422, "PLA-434", "Ý kiến dài quá " + LONGEST + " ký tự; chia theo từng mục.");
            }
            if (!clean.isEmpty()) {
                points.put(section, clean);
            }
        });
        if (!agrees && points.isEmpty()) {
            throw new Problem(422, "PLA-434", "Ghi ý kiến vào mục cần sửa, hoặc chọn nhất trí với dự thảo.");
        }
        database.sql("delete from plan.opinion_point where opinion = :id and taken is null")
                .param("id", id)
                .update();
        points.forEach((section, text) -> database.sql(
                        "insert into plan.opinion_point (opinion, section, text) values (:id, :section, :text)")
                .param("id", id)
                .param("section", section == 0 ? null : section)
                .param("text", text)
                .update());
        database.sql("update plan.opinion set answered_by = :by, answered_at = now(), agrees = :agrees where id = :id")
                .param("by", rights.account())
                .param("agrees", agrees)
                .param("id", id)
                .update();
        journal.write(
                "plans/" + plan.code(),
                "opinion-given",
                Map.of("unit", new Change(null, opinion.unit()), "points", new Change(null, points.size())),
                null);
    }

    /**
     * Says what becomes of a point.
     *
     * @param taken whole, part or not
     * @throws Problem PLA-435 for a point not wholly taken without a reason
     */
    @Transactional
    public void settle(Plan plan, long point, String taken, String typedReason) {
        String reason = Vietnamese.clean(typedReason);
        if (!Set.of("whole", "part", "not").contains(taken) || (!taken.equals("whole") && reason.isEmpty())) {
            throw new Problem(
                    422,
                    "PLA-435",
                    "Chọn tiếp thu, tiếp thu một phần hay không; trừ khi tiếp thu hết, ghi lý do giải trình.");
        }
        int kept = database.sql("""
                        update plan.opinion_point p set taken = :taken, reason = :reason, settled_by = :by
                        from plan.opinion o where p.id = :id and o.id = p.opinion and o.plan = :plan""")
                .param("taken", taken)
                .param("reason", reason)
                .param("by", rights.account())
                .param("id", point)
                .param("plan", plan.number("opinions"))
                .update();
        if (kept == 0) {
            throw Problem.unknown("PLA-432", "Không có ý kiến này trong kế hoạch; tải lại trang.");
        }
        journal.write(
                "plans/" + plan.code(),
                "opinion-settled",
                Map.of("point", new Change(null, point), "taken", new Change(null, taken)),
                reason.isEmpty() ? null : reason);
    }
}
