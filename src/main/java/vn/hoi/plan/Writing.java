package vn.hoi.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.plan.PlanSection.Paragraph;

/**
 * Writes paragraphs. Every text one has had is kept; a text begun from one that somebody has changed meanwhile becomes a
 * suggestion beside it, so neither of two people loses a word.
 */
@Component
class Writing {

    private static final int LONGEST = 20_000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t\u00ad\u200d]]");
    private static final BigDecimal HALF = BigDecimal.valueOf(2);

    private record Standing(int section, int version, String text, BigDecimal place) {}

    private final JdbcClient database;
    private final PlanRights rights;
    private final PlanMarkup markup;

    Writing(JdbcClient database, PlanRights rights, PlanMarkup markup) {
        this.database = database;
        this.rights = rights;
        this.markup = markup;
    }

    /** The text as it is kept: composed letters, plain breaks, nothing that cannot be seen. */
    static String clean(String text) {
        String composed = Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
        return CONTROL.matcher(composed).replaceAll("").strip();
    }

    private String read(Plan plan, String typed) {
        String text = clean(typed);
        if (text.length() > LONGEST) {
            throw new Problem(
                    422,
                    "PLA-424",
                    "Đoạn dài " + text.length() + " ký tự, nhiều nhất " + LONGEST
                            + "; chia thành nhiều đoạn rồi lưu từng phần.");
        }
        List<String> unknown = markup.unknown(text, plan);
        if (!unknown.isEmpty()) {
            throw new Problem(
                    422,
                    "PLA-423",
                    "Đoạn văn có chỗ không dẫn tới đâu: " + String.join("; ", unknown)
                            + ". Chọn lại bằng nút Chèn số liệu hoặc bỏ chỗ đó.");
        }
        return text;
    }

    /**
     * Saves a paragraph. A text of several blocks becomes as many paragraphs; an empty one takes the paragraph away.
     *
     * @param version the text was begun from
     * @throws Problem PLA-423 for a text that cites what is not there, PLA-424 for one too long, PLA-406 for no such paragraph
     */
    @Transactional
    public SavedText save(Plan plan, PlanSection section, long paragraph, int version, String typed) {
        Standing standing = lock(section, paragraph);
        String text = read(plan, typed);
        if (standing.text().equals(text)) {
            return new SavedText(paragraph, standing.version(), null);
        }
        if (standing.version() != version) {
            return new SavedText(paragraph, standing.version(), suggest(paragraph, version, text));
        }
        List<String> blocks = text.isEmpty() ? List.of() : PlanText.blocks(text);
        update(paragraph, blocks.isEmpty() ? standing.text() : blocks.getFirst(), blocks.isEmpty());
        long after = paragraph;
        for (String block : blocks.subList(Math.min(1, blocks.size()), blocks.size())) {
            after = insert(section.id(), after, block);
        }
        written(section);
        return new SavedText(paragraph, standing.version() + 1, null);
    }

    private void update(long paragraph, String text, boolean removed) {
        database.sql("""
                        update plan.paragraph set text = :text, removed = :removed, version = version + 1,
                            account = :account, changed_at = now()
                        where id = :id""")
                .param("text", text)
                .param("removed", removed)
                .param("account", rights.account())
                .param("id", paragraph)
                .update();
    }

    /** Long texts of a suggestion are for people to read, so what they cite is not tested again. */
    private long suggest(long paragraph, int version, String text) {
        return database.sql("""
                        insert into plan.remark (paragraph, kind, begun_from, text, account)
                        values (:paragraph, 'suggestion', :version, :text, :account) returning id""")
                .param("paragraph", paragraph)
                .param("version", version)
                .param("text", text.isEmpty() ? "(đề nghị bỏ đoạn này)" : text)
                .param("account", rights.account())
                .query(Long.class)
                .single();
    }

    /** The paragraph as it stands, held until the end of the transaction. */
    private Standing lock(PlanSection section, long paragraph) {
        return database.sql("""
                        select section, version, text, place from plan.paragraph
                        where id = :id and section = :section for update""")
                .param("id", paragraph)
                .param("section", section.id())
                .query((row, index) ->
                        new Standing(row.getInt(1), row.getInt(2), row.getString(3), row.getBigDecimal(4)))
                .optional()
                .orElseThrow(Writing::noParagraph);
    }

    private static Problem noParagraph() {
        return Problem.unknown("PLA-406", "Mục không có đoạn này; tải lại trang để thấy các đoạn hiện có.");
    }

    /**
     * Adds text behind a paragraph.
     *
     * @param after 0 for the head of the section
     * @return the number of the first paragraph added
     */
    @Transactional
    public long add(Plan plan, PlanSection section, long after, String typed) {
        String text = read(plan, typed);
        if (text.isEmpty()) {
            throw new Problem(422, "PLA-425", "Chưa có chữ nào để thêm; gõ nội dung đoạn rồi lưu.");
        }
        long first = 0;
        long behind = after;
        for (String block : PlanText.blocks(text)) {
            behind = insert(section.id(), behind, block);
            first = first == 0 ? behind : first;
        }
        written(section);
        return first;
    }

    private long insert(int section, long after, String text) {
        // two who add at once at one place come one after the other
        database.sql("select id from plan.section where id = :id for update")
                .param("id", section)
                .query(Integer.class)
                .single();
        List<BigDecimal> places = database.sql("""
                        select place from plan.paragraph where section = :section order by place""")
                .param("section", section)
                .query(BigDecimal.class)
                .list();
        BigDecimal from = after == 0
                ? BigDecimal.ZERO
                : database.sql("select place from plan.paragraph where id = :id and section = :section")
                        .param("id", after)
                        .param("section", section)
                        .query(BigDecimal.class)
                        .optional()
                        .orElseThrow(Writing::noParagraph);
        Optional<BigDecimal> next =
                places.stream().filter(place -> place.compareTo(from) > 0).findFirst();
        BigDecimal place = next.map(end -> from.add(end)
                        .divide(HALF, from.scale() + 8, RoundingMode.HALF_UP)
                        .stripTrailingZeros())
                .orElseGet(() -> from.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
        return database.sql("""
                        insert into plan.paragraph (section, place, text, account)
                        values (:section, :place, :text, :account) returning id""")
                .param("section", section)
                .param("place", place)
                .param("text", text)
                .param("account", rights.account())
                .query(Long.class)
                .single();
    }

    private void written(PlanSection section) {
        database.sql("update plan.section set state = 'writing' where id = :id and state <> 'writing'")
                .param("id", section.id())
                .update();
    }

    /** Says how far a section is. */
    @Transactional
    public void mark(PlanSection section, PlanSection.State state) {
        database.sql("update plan.section set state = :state where id = :id")
                .param("state", state.id())
                .param("id", section.id())
                .update();
    }

    /** All texts a paragraph has had, the newest first. */
    List<EarlierText> history(PlanSection section, long paragraph) {
        return database.sql("""
                        select v.version, v.text, v.removed, v.account, v.at
                        from plan.paragraph_version v join plan.paragraph p on p.id = v.paragraph
                        where v.paragraph = :id and p.section = :section order by v.version desc""")
                .param("id", paragraph)
                .param("section", section.id())
                .query((row, index) -> new EarlierText(
                        row.getInt(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class)))
                .list();
    }

    /** Paragraphs of a section that were taken away, as they last stood. */
    List<Paragraph> removed(PlanSection section) {
        return database.sql(
                        "select id, version, text from plan.paragraph where section = :section and removed order by id")
                .param("section", section.id())
                .query((row, index) -> new Paragraph(row.getLong(1), row.getInt(2), row.getString(3)))
                .list();
    }

    /** Puts an earlier text back, as a further version. @throws Problem PLA-406 for no such paragraph or version */
    @Transactional
    public void restore(PlanSection section, long paragraph, int version) {
        lock(section, paragraph);
        String text = history(section, paragraph).stream()
                .filter(earlier -> earlier.version() == version)
                .map(EarlierText::text)
                .findFirst()
                .orElseThrow(Writing::noParagraph);
        update(paragraph, text, false);
        written(section);
    }
}
