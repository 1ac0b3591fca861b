package vn.hoi.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.document.Documents;
import vn.hoi.document.OfficialDocument;
import vn.hoi.figure.FigureSeals;
import vn.hoi.figure.FigureSets;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Journal.Change;

/**
 * Carries a plan from draft to publication. What went out is kept byte for byte; the numbers it printed stand still from
 * then on and what is known here may differ from them.
 */
@Component
class Publishing {

    /** What went out in one form: text, html, docx, pdf or signed. */
    record Kept(String form, byte[] content, String sha256) {}

    private static final Set<PlanState> WRITTEN = Set.of(PlanState.DRAFT, PlanState.IN_OPINION);

    private final JdbcClient database;
    private final Journal journal;
    private final Plans plans;
    private final PlanCheck check;
    private final Excuses excuses;
    private final PlanTasks tasks;
    private final PlanBooks books;
    private final PlanDocument document;
    private final Documents documents;
    private final PlanRights rights;
    private final FigureSeals seals;

    Publishing(
            JdbcClient database,
            Journal journal,
            Plans plans,
            PlanCheck check,
            Excuses excuses,
            PlanTasks tasks,
            PlanBooks books,
            PlanDocument document,
            Documents documents,
            PlanRights rights,
            FigureSeals seals) {
        this.seals = seals;
        this.database = database;
        this.journal = journal;
        this.plans = plans;
        this.check = check;
        this.excuses = excuses;
        this.tasks = tasks;
        this.books = books;
        this.document = document;
        this.documents = documents;
        this.rights = rights;
    }

    /** Sends a plan up. */
    @Transactional
    public void submit(Plan plan) {
        move(plan, WRITTEN, PlanState.SUBMITTED, "submitted", null);
    }

    /** Takes it back to be written further. @throws Problem PLA-443 without a reason */
    @Transactional
    public void takeBack(Plan plan, String reason) {
        move(plan, Set.of(PlanState.SUBMITTED, PlanState.APPROVED), PlanState.DRAFT, "taken-back", required(reason));
    }

    /** Approves it. @throws Problem PLA-442 for whoever submitted it */
    @Transactional
    public void approve(Plan plan) {
        String submitted = lastActor(plan, "submitted");
        if (submitted.equals(rights.account())) {
            throw new Problem(
                    403, "PLA-442", "Người trình không tự phê duyệt; người khác có quyền lập kế hoạch phê duyệt.");
        }
        move(plan, Set.of(PlanState.SUBMITTED), PlanState.APPROVED, "approved", null);
    }

    /** Withdraws what went out; it can still be read, with its mark. @throws Problem PLA-443 without a reason */
    @Transactional
    public void withdraw(Plan plan, String reason) {
        move(plan, Set.of(PlanState.PUBLISHED), PlanState.WITHDRAWN, "withdrawn", required(reason));
    }

    private static String required(String typed) {
        String reason = Vietnamese.clean(typed);
        if (reason.isEmpty()) {
            throw new Problem(422, "PLA-443", "Ghi lý do; lý do được lưu cùng kế hoạch.");
        }
        return reason;
    }

    private String lastActor(Plan plan, String action) {
        return journal.list("plans/" + plan.code()).stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .map(Journal.Entry::account)
                .orElse("");
    }

    private void move(Plan plan, Set<PlanState> from, PlanState to, String action, @Nullable String reason) {
        int moved = database.sql("""
                        update plan.plan set state = :to, version = version + 1 where id = :id and state in (:from)""")
                .param("to", to.id())
                .param("id", plan.number("state"))
                .param("from", from.stream().map(PlanState::id).toList())
                .update();
        if (moved == 0) {
            throw new Problem(
                    409,
                    "PLA-441",
                    "Kế hoạch không còn ở trạng thái cho phép việc này; tải lại trang để thấy trạng thái.");
        }
        journal.write(
                "plans/" + plan.code(),
                action,
                Map.of("state", new Change(plan.state().id(), to.id())),
                reason);
    }

    /**
     * Publishes an approved plan under the number the document system gave it.
     *
     * @param signed the signed PDF; null when it is not there
     * @param replaced code of a plan written here that this one replaces; empty for none
     * @throws Problem PLA-444 for a number or day that cannot be, PLA-445 while points are open without a reason, PLA-446
     *     for a file that is no PDF
     */
    @Transactional
    public void publish(Plan plan, String number, LocalDate issuedOn, byte @Nullable [] signed, String replaced) {
        String clean = Vietnamese.clean(number);
        if (!clean.matches("\\d{1,6}/[\\p{Lu}\\p{Ll}\\p{N}&.-]{2,40}") || issuedOn.isAfter(Vietnamese.today())) {
            throw new Problem(
                    422,
                    "PLA-444",
                    "Số, ký hiệu viết như 234/KH-UBND và ngày ban hành không ở tương lai; lấy đúng trên văn bản đã ký.");
        }
        requireExcused(plan);
        if (signed != null && !isPdf(signed)) {
            throw new Problem(422, "PLA-446", "Tệp văn bản đã ký không phải PDF; tải lên đúng tệp PDF đã ký số.");
        }
        Plan out = issue(plan, clean, issuedOn, replaced);
        if (signed != null) {
            keep(out, "signed", signed);
        }
    }

    /**
     * Publishes an approved plan today under the next number of its book; a publication that fails gives the number back.
     *
     * @throws Problem PLA-445 as {@link #publish}, PLA-447 where the province names no book for such documents
     */
    @Transactional
    public void publishFromBook(Plan plan, String replaced) {
        requireExcused(plan);
        LocalDate today = Vietnamese.today();
        PlanBooks.Taken taken = books.take(plan, today);
        Plan out = issue(plan, taken.number(), today, replaced);
        books.keep(
                taken,
                out,
                today,
                published(out, "pdf").orElseThrow().content(),
                published(out, "docx").orElseThrow().content());
    }

    private void requireExcused(Plan plan) {
        List<OpenPoint> open = excuses.unexcused(plan);
        if (!open.isEmpty()) {
            throw new Problem(
                    422,
                    "PLA-445",
                    "Còn " + open.size()
                            + " điểm chưa xong và chưa có lý do; xử lý hoặc ghi lý do từng điểm rồi ban hành.");
        }
    }

    /** Figures sealed, numbers standing still, tasks assigned, what is printed kept: all of it or nothing. */
    private Plan issue(Plan plan, String number, LocalDate issuedOn, String replaced) {
        number(plan, number, issuedOn, sealed(plan, number, issuedOn));
        standStill(plan);
        if (!replaced.isEmpty()) {
            replace(plan, plans.getWritten(replaced), number);
        }
        Plan out = plans.get(plan.code());
        tasks.assign(out);
        OfficialDocument ready = document.of(out);
        keep(out, "text", PlanText.all(out.sections()).getBytes(StandardCharsets.UTF_8));
        keep(out, "html", documents.html(ready).getBytes(StandardCharsets.UTF_8));
        keep(out, "docx", documents.docx(ready));
        keep(out, "pdf", documents.pdf(ready));
        return out;
    }

    private static boolean isPdf(byte[] content) {
        return content.length > 5 && new String(content, 0, 5, StandardCharsets.ISO_8859_1).equals("%PDF-");
    }

    /** The cited figures frozen at this moment, with the reasons written for the relations that do not hold; null without figures. */
    private @Nullable Long sealed(Plan plan, String number, LocalDate issuedOn) {
        if (plan.citations().isEmpty()) {
            return null;
        }
        String reasons = excuses.of(plan, "relation:");
        return seals.seal(new FigureSeals.Order(
                "Số liệu " + plan.documentName().toLowerCase(Locale.ROOT) + " " + number,
                plan.citations().values().stream()
                        .map(citation -> new FigureSets.Wanted(citation.figure().id(), citation.query()))
                        .distinct()
                        .toList(),
                null,
                number,
                issuedOn,
                reasons.isEmpty() ? "Ban hành " + number : reasons,
                null));
    }

    /** The seal of the figures it went out with. */
    Optional<Long> seal(Plan plan) {
        return plan.id() == null
                ? Optional.empty()
                : database.sql("select seal from plan.plan where id = :id and seal is not null")
                        .param("id", plan.id())
                        .query(Long.class)
                        .optional();
    }

    private void number(Plan plan, String number, LocalDate issuedOn, @Nullable Long seal) {
        int moved = database.sql("""
                        update plan.plan set number = :number, issued_on = :day, seal = :seal, state = 'published',
                            version = version + 1
                        where id = :id and state = 'approved'""")
                .param("number", number)
                .param("day", issuedOn)
                .param("seal", seal)
                .param("id", plan.number("state"))
                .update();
        if (moved == 0) {
            throw new Problem(
                    409, "PLA-441", "Kế hoạch chưa được phê duyệt hoặc đã ban hành; tải lại trang để thấy trạng thái.");
        }
        journal.write(
                "plans/" + plan.code(),
                "published",
                Map.of(
                        "state", new Change(plan.state().id(), PlanState.PUBLISHED.id()),
                        "number", new Change(null, number)),
                null);
    }

    /** From now on the printed numbers are these. */
    private void standStill(Plan plan) {
        check.read(plan).forEach((id, cited) -> {
            Citation citation = cited.citation();
            database.sql("""
                            insert into plan.citation (plan, figure, from_day, until_day, as_of, qualifier, show, published)
                            values (:plan, :figure, :from, :until, :asOf, :qualifier, :show, :value)
                            on conflict (plan, figure) do update set published = excluded.published""")
                    .param("plan", plan.number("citations"))
                    .param("figure", id)
                    .param("from", citation.period().from())
                    .param("until", citation.period().to())
                    .param("asOf", citation.asOf())
                    .param("qualifier", citation.qualifier().id())
                    .param("show", citation.show())
                    .param("value", cited.here())
                    .update();
        });
    }

    private void replace(Plan plan, Plan old, String by) {
        move(old, Set.of(PlanState.PUBLISHED), PlanState.REPLACED, "replaced", "Thay thế bởi " + by);
        database.sql("update plan.plan set replaces = :replaces where id = :id")
                .param("replaces", old.number() + " " + old.issuedOn())
                .param("id", plan.number("replaces"))
                .update();
    }

    private void keep(Plan plan, String form, byte[] content) {
        database.sql("""
                        insert into plan.publication (plan, form, content, sha256)
                        values (:plan, :form, :content, :sha256)""")
                .param("plan", plan.number("publication"))
                .param("form", form)
                .param("content", content)
                .param("sha256", sha256(content))
                .update();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What went out in a form, exactly as it did. */
    Optional<Kept> published(Plan plan, String form) {
        return plan.id() == null
                ? Optional.empty()
                : database.sql("select form, content, sha256 from plan.publication where plan = :plan and form = :form")
                        .param("plan", plan.id())
                        .param("form", form)
                        .query((row, index) -> new Kept(row.getString(1), row.getBytes(2), row.getString(3)))
                        .optional();
    }

    /** Digests of what went out, by form. */
    Map<String, String> digests(Plan plan) {
        Map<String, String> digests = new LinkedHashMap<>();
        if (plan.id() != null) {
            database.sql("select form, sha256 from plan.publication where plan = :plan order by form")
                    .param("plan", plan.id())
                    .query((row, index) -> digests.put(row.getString(1), row.getString(2)))
                    .list();
        }
        return digests;
    }
}
