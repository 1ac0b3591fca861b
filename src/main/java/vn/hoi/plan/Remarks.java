package vn.hoi.plan;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** What people say of a paragraph: comments, and texts they suggest in its place. */
@Component
class Remarks {

    private static final int LONGEST = 5_000;

    private final JdbcClient database;
    private final PlanRights rights;
    private final Writing writing;

    Remarks(JdbcClient database, PlanRights rights, Writing writing) {
        this.database = database;
        this.rights = rights;
        this.writing = writing;
    }

    /** Those not settled yet, of a whole section, the oldest first. */
    List<Remark> open(PlanSection section) {
        return database.sql("""
                        select r.id, r.paragraph, r.kind = 'suggestion', r.begun_from, r.text, r.account, r.at
                        from plan.remark r join plan.paragraph p on p.id = r.paragraph
                        where p.section = :section and r.state = 'open' order by r.id""")
                .param("section", section.id())
                .query((row, index) -> new Remark(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBoolean(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class)))
                .list();
    }

    /** @throws Problem PLA-426 for an empty or too long text, PLA-406 for no such paragraph */
    @Transactional
    public long add(PlanSection section, long paragraph, boolean suggestion, String typed) {
        String text = suggestion ? Writing.clean(typed) : Vietnamese.clean(typed);
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new Problem(422, "PLA-426", "Góp ý không để trống, nhiều nhất " + LONGEST + " ký tự.");
        }
        return database.sql("""
                        insert into plan.remark (paragraph, kind, begun_from, text, account)
                        select id, :kind, version, :text, :account from plan.paragraph
                        where id = :paragraph and section = :section returning id""")
                .param("kind", suggestion ? "suggestion" : "comment")
                .param("text", text)
                .param("account", rights.account())
                .param("paragraph", paragraph)
                .param("section", section.id())
                .query(Long.class)
                .optional()
                .orElseThrow(() ->
                        Problem.unknown("PLA-406", "Mục không có đoạn này; tải lại trang để thấy các đoạn hiện có."));
    }

    /**
     * Settles a remark. A suggestion taken becomes the paragraph's text.
     *
     * @param how {@code take}, {@code refuse} or {@code settle}
     * @throws Problem PLA-407 when it was settled already, PLA-427 for a refusal without a reason
     */
    @Transactional
    public void settle(Plan plan, PlanSection section, long id, String how, String typedReason) {
        Remark remark = open(section).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(
                        () -> new Problem(409, "PLA-407", "Góp ý này đã được xử lý; tải lại trang để thấy kết quả."));
        String reason = Vietnamese.clean(typedReason);
        if (how.equals("refuse") && reason.isEmpty()) {
            throw new Problem(422, "PLA-427", "Ghi lý do không tiếp thu để người góp ý được biết.");
        }
        if (how.equals("take") && remark.suggestion()) {
            int version = section.paragraphs().stream()
                    .filter(paragraph -> paragraph.id() == remark.paragraph())
                    .findFirst()
                    .map(PlanSection.Paragraph::version)
                    .orElse(0);
            writing.save(plan, section, remark.paragraph(), version, remark.text());
        }
        String state = switch (how) {
            case "take" -> "taken";
            case "refuse" -> "refused";
            default -> "settled";
        };
        database.sql("""
                        update plan.remark set state = :state, settled_by = :by, settled_at = now(), reason = :reason
                        where id = :id and state = 'open'""")
                .param("state", state)
                .param("by", rights.account())
                .param("reason", reason)
                .param("id", id)
                .update();
    }
}
