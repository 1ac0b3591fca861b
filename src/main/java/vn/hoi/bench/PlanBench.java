package vn.hoi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.plan.Citation;
import vn.hoi.plan.Plan;
import vn.hoi.plan.PlanSection;
import vn.hoi.plan.Plans;

/**
 * How fast a plan of sixty pages is read, printed and checked, with the 222 figures of Plan 234 and its appendices. Where
 * that plan is shorter, its sections stand in the plan measured as often as it takes.
 */
@Component
public class PlanBench {

    private static final String SHIPPED = "234-2025";
    private static final String MEASURED = "sau-muoi-trang";
    private static final int PAGES = 60;
    private static final int WARM = 5;
    private static final int TIMES = 25;
    /** Into how many parts the body is cut, so that the plan grows to sixty pages and not far beyond. */
    private static final int PARTS = 6;

    private final Plans plans;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    PlanBench(Plans plans, JdbcClient database, TransactionTemplate transaction) {
        this.plans = plans;
        this.database = database;
        this.transaction = transaction;
    }

    /**
     * Measures over the wire, as one who may see all.
     *
     * @param caller with that person's key
     * @param tell told what is being done
     */
    public List<Measured> measure(Http caller, Consumer<String> tell) {
        Plan shipped = plans.get(SHIPPED);
        String code = SHIPPED;
        int pages = pages(caller, code);
        if (pages < PAGES) {
            code = MEASURED;
            int turns = made();
            while (turns == 0 || pages(caller, code) < PAGES) {
                int next = turns++;
                transaction.executeWithoutResult(status -> add(shipped, next));
            }
            int now = pages(caller, code);
            tell.accept("kế hoạch " + SHIPPED + " dài " + pages + " trang; kế hoạch đo dài " + now
                    + " trang, gồm các mục của nó và " + (turns - 1) + " phần sáu chép thêm");
            pages = now;
        }
        String address = "/plans/" + code;
        List<Measured> measured = new ArrayList<>();
        measured.add(Measured.of("kế hoạch đo, số trang PDF", pages, "trang"));
        measured.add(Measured.of("kế hoạch đo, số liệu", shipped.citations().size(), "số liệu"));
        measured.add(Measured.of(
                "kế hoạch đo, phụ lục",
                shipped.sections().stream().filter(PlanSection::appendix).count(),
                "phụ lục"));
        line(measured, caller.forPages(), "kế hoạch, trang HTML", address, 300, tell);
        line(measured, caller, "kế hoạch, .docx", address + ".docx", 3000, tell);
        line(measured, caller, "kế hoạch, .pdf", address + ".pdf", 3000, tell);
        line(measured, caller.forPages(), "kế hoạch, trang kiểm tra", address + "/check", 1000, tell);
        line(measured, caller, "kế hoạch, phụ lục .xlsx", address + ".xlsx", 3000, tell);
        return measured;
    }

    private static void line(
            List<Measured> measured, Http caller, String name, String address, double most, Consumer<String> tell) {
        tell.accept(name);
        List<Double> times = caller.times(address, WARM, TIMES);
        measured.add(Measured.atMost(name + " (trung vị)", Measured.percentile(times, 0.5), "ms", most)
                .raw(times));
        measured.add(Measured.of(name + " (p95)", Measured.percentile(times, 0.95), "ms"));
    }

    private static int pages(Http caller, String code) {
        try (PDDocument pdf = Loader.loadPDF(caller.content("/plans/" + code + ".pdf"))) {
            return pdf.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many times the sections stand in the plan measured so far; it stays in the folder for the next run. */
    private int made() {
        return database.sql("""
                        select coalesce(max(substring(s.key from '^x([0-9]+)-')::int) + 1, 0)
                        from plan.section s join plan.plan p on p.id = s.plan where p.code = :code""").param("code", MEASURED).query(Integer.class).single();
    }

    private void add(Plan shipped, int turn) {
        int plan = turn == 0
                ? head(shipped)
                : database.sql("select id from plan.plan where code = :code")
                        .param("code", MEASURED)
                        .query(Integer.class)
                        .single();
        List<PlanSection> sections = turn == 0 ? shipped.sections() : part(shipped, turn - 1);
        for (int index = 0; index < sections.size(); index++) {
            PlanSection section = sections.get(index);
            int id = database.sql("""
                            insert into plan.section (plan, place, key, level, heading, state, appendix)
                            values (:plan, :place, :key, :level, :heading, 'done', :appendix) returning id""")
                    .param("plan", plan)
                    .param("place", turn * 1000 + index)
                    .param("key", "x" + turn + "-" + index)
                    .param("level", section.level())
                    .param("heading", section.heading())
                    .param("appendix", section.appendix())
                    .query(Integer.class)
                    .single();
            int place = 0;
            for (PlanSection.Paragraph paragraph : section.paragraphs()) {
                database.sql("""
                                insert into plan.paragraph (section, place, text, account)
                                values (:section, :place, :text, 'bench')""")
                        .param("section", id)
                        .param("place", ++place)
                        .param("text", paragraph.text())
                        .update();
            }
        }
    }

    private static List<PlanSection> part(Plan shipped, int number) {
        List<PlanSection> body = shipped.sections().stream()
                .filter(section -> !section.appendix())
                .toList();
        int from = number % PARTS;
        return body.subList(from * body.size() / PARTS, (from + 1) * body.size() / PARTS);
    }

    private int head(Plan shipped) {
        int plan = database.sql("""
                        insert into plan.plan (code, kind, outline, title, from_day, until_day, cut_off, made_by)
                        values (:code, 'annual', 'plan-2026', :title, :from, :until, :cutOff, 'bench') returning id""")
                .param("code", MEASURED)
                .param("title", shipped.title().vi())
                .param("from", shipped.head().period().from())
                .param("until", shipped.head().period().to())
                .param("cutOff", shipped.head().cutOff())
                .query(Integer.class)
                .single();
        for (Citation citation : shipped.citations().values()) {
            BigDecimal published = citation.published();
            database.sql("""
                            insert into plan.citation (plan, figure, from_day, until_day, as_of, qualifier, show, published)
                            values (:plan, :figure, :from, :until, :asOf, :qualifier, :show, :published)""")
                    .param("plan", plan)
                    .param("figure", citation.figure().id())
                    .param("from", citation.period().from())
                    .param("until", citation.period().to())
                    .param("asOf", citation.asOf())
                    .param("qualifier", citation.qualifier().id())
                    .param("show", citation.show())
                    .param("published", published)
                    .update();
        }
        return plan;
    }
}
