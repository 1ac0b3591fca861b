package vn.hoi.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Journal.Change;

/** What the planner arranges about a plan: its head, who writes what, further sections. */
@Component
class Arranging {

    private final JdbcClient database;
    private final Journal journal;
    private final Plans plans;
    private final Drafting drafting;

    Arranging(JdbcClient database, Journal journal, Plans plans, Drafting drafting) {
        this.database = database;
        this.journal = journal;
        this.plans = plans;
        this.drafting = drafting;
    }

    /**
     * Changes what stands above and below the text.
     *
     * @param typed title, office, signer, recipients, cut-off, stage as typed; a key left out stays
     * @throws Problem PLA-416 when the plan was changed meanwhile; PLA-414, PLA-417 for what cannot be read
     */
    @Transactional
    public Plan change(String code, int version, Map<String, String> typed) {
        Plan plan = plans.requireWritten(code);
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
        MoneyStage stage =
                MoneyStage.of(typed.getOrDefault("stage", head.stage().id()));
        int kept = database.sql("""
                        update plan.plan set title = :title, cut_off = :cutOff, office = :office, signer = :signer,
                            recipients = :recipients, stage = :stage, version = version + 1
                        where id = :id and version = :version""")
                .param("stage", stage.id())
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
        if (stage != head.stage()) {
            changes.put("stage", new Change(head.stage().id(), stage.id()));
        }
        journal.write("plans/" + code, "changed", changes, null);
        return plans.get(code);
    }

    /**
     * Gives a section to a unit or a person with a day.
     *
     * @throws Problem PLA-404 for a section that is not of this plan
     */
    @Transactional
    public void assign(
            Plan plan, int section, @Nullable Integer unit, @Nullable String account, @Nullable LocalDate dueOn) {
        PlanSection before = plan.findSection(section).orElseThrow(Arranging::noSection);
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
        int added = drafting.insert(
                plan.number("section"),
                place,
                new PlanSection(
                        0, key, level, words, null, null, null, null, PlanSection.State.EMPTY, appendix, List.of(), 0));
        journal.write("plans/" + plan.code() + "/" + key, "created", Map.of("heading", new Change(null, words)), null);
        return added;
    }
}
