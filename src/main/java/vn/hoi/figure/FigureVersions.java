package vn.hoi.figure;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Bucket;
import vn.hoi.common.StartStep;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** Keeps every definition a figure ever had; a definition that changed becomes a version, and the journal says so. */
@Component
class FigureVersions implements StartStep {

    /**
     * A definition as it was declared.
     *
     * @param firstDay the first day of the half-month it began in
     */
    record Version(int version, LocalDate firstDay, String definition, OffsetDateTime at) {}

    private static final long LOCK = 0x686f690004L;

    private final Figures figures;
    private final JdbcClient database;
    private final Journal journal;
    private final TransactionTemplate transaction;

    FigureVersions(Figures figures, JdbcClient database, Journal journal, TransactionTemplate transaction) {
        this.figures = figures;
        this.database = database;
        this.journal = journal;
        this.transaction = transaction;
    }

    @Override
    public int order() {
        return 62;
    }

    @Override
    public String says() {
        return "phiên bản định nghĩa số liệu";
    }

    @Override
    public void run() {
        transaction.executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, n) -> 1)
                    .single();
            Map<String, Version> known = latest();
            for (Figure figure : figures.list()) {
                @Nullable Version before = known.get(figure.id());
                String text = figures.text(figure);
                if (before == null || !before.definition().equals(text)) {
                    begin(figure, before, text);
                }
            }
        });
    }

    private Map<String, Version> latest() {
        Map<String, Version> known = new LinkedHashMap<>();
        database.sql("""
                        select distinct on (figure) figure, version, first_day, definition, at
                        from figure.version order by figure, version desc""")
                .query((row, n) -> known.put(row.getString("figure"), version(row)))
                .list();
        return known;
    }

    private static Version version(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Version(
                row.getInt("version"),
                Objects.requireNonNull(row.getObject("first_day", LocalDate.class)),
                row.getString("definition"),
                Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)));
    }

    private void begin(Figure figure, @Nullable Version before, String text) {
        int number = before == null ? 1 : before.version() + 1;
        LocalDate first = firstDay(figure);
        database.sql("""
                        insert into figure.version (figure, version, first_day, definition)
                        values (:figure, :version, :first, :text)""")
                .param("figure", figure.id())
                .param("version", number)
                .param("first", first)
                .param("text", text)
                .update();
        if (before != null) {
            Map<String, Journal.Change> changes = new LinkedHashMap<>();
            changes.put("definition", new Journal.Change(before.definition(), text));
            changes.put("version", new Journal.Change(before.version(), number));
            changes.put("first-day", new Journal.Change(before.firstDay().toString(), first.toString()));
            journal.write("figures/" + figure.id(), "redefined", changes, null);
        }
    }

    /** The day its declaration names, else the first of the half-month it was changed in. */
    private static LocalDate firstDay(Figure figure) {
        @Nullable
        LocalDate declared = figure.definition() instanceof Definition.Stored stored
                ? stored.versions().getLast().first()
                : null;
        return declared == null ? Bucket.of(Vietnamese.today()).first() : declared;
    }

    /** Newest first. */
    List<Version> list(Figure figure) {
        return database.sql("""
                        select version, first_day, definition, at from figure.version
                        where figure = :figure order by version desc""")
                .param("figure", figure.id())
                .query((row, n) -> version(row))
                .list();
    }
}
