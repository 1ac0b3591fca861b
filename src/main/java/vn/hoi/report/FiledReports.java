package vn.hoi.report;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads reports as they are kept. */
@Component
class FiledReports {

    /**
     * Where a report stands, without its numbers.
     *
     * @param unit id of the unit
     */
    record Head(
            int unit,
            String party,
            int version,
            Edition.State state,
            int level,
            @Nullable OffsetDateTime firstSubmittedAt) {}

    private static final TypeReference<Map<String, BigDecimal>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;

    FiledReports(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    Optional<FiledReport> find(ReportForm form, ReportPeriod period, Reporter reporter) {
        return database.sql("""
                        select id, version, first_submitted_at from report.report
                        where form = :form and period = :period and unit = :unit and party = :party""")
                .param("form", form.id())
                .param("period", period.key())
                .param("unit", reporter.unit().id())
                .param("party", reporter.party())
                .query((row, n) -> new FiledReport(
                        row.getLong("id"),
                        row.getInt("version"),
                        row.getObject("first_submitted_at", OffsetDateTime.class),
                        editions(row.getLong("id"))))
                .optional()
                // made a moment ago, and nothing written yet
                .filter(report -> !report.editions().isEmpty());
    }

    private List<Edition> editions(long report) {
        return database.sql("select * from report.edition where report = :report order by number desc")
                .param("report", report)
                .query(this::edition)
                .list();
    }

    private Edition edition(ResultSet row, int number) throws SQLException {
        return new Edition(
                row.getInt("number"),
                row.getInt("form_version"),
                Edition.State.of(row.getString("state")),
                row.getInt("level"),
                json.readValue(row.getString("typed"), NUMBERS),
                json.readValue(row.getString("reasons"), TEXTS),
                Objects.requireNonNull(row.getObject("saved_at", OffsetDateTime.class)),
                row.getString("saved_by"),
                row.getObject("submitted_at", OffsetDateTime.class),
                row.getString("submitted_by"),
                row.getObject("decided_at", OffsetDateTime.class),
                row.getString("decided_by"),
                row.getString("why"));
    }

    /** What the reporter handed in last before this period, by cell; empty when nothing. */
    Map<String, BigDecimal> before(ReportForm form, ReportPeriod period, Reporter reporter) {
        return database.sql("""
                        select e.typed from report.report r join report.edition e on e.report = r.id
                        where r.form = :form and r.unit = :unit and r.party = :party and r.period_to < :from
                            and e.state in ('submitted', 'approved', 'locked')
                        order by r.period_to desc, e.number desc limit 1""")
                .param("form", form.id())
                .param("unit", reporter.unit().id())
                .param("party", reporter.party())
                .param("from", period.from())
                .query((row, n) -> json.readValue(row.getString(1), NUMBERS))
                .optional()
                .orElse(Map.of());
    }

    /** The reports of a form and period by reporter: {@link #key}. */
    Map<String, Head> heads(ReportForm form, ReportPeriod period) {
        Map<String, Head> heads = new LinkedHashMap<>();
        database.sql("""
                        select r.unit, r.party, r.version, e.state, e.level, r.first_submitted_at
                        from report.report r join report.edition e on e.report = r.id and e.number = r.edition
                        where r.form = :form and r.period = :period""")
                .param("form", form.id())
                .param("period", period.key())
                .query((row, n) -> new Head(
                        row.getInt("unit"),
                        row.getString("party"),
                        row.getInt("version"),
                        Edition.State.of(row.getString("state")),
                        row.getInt("level"),
                        row.getObject("first_submitted_at", OffsetDateTime.class)))
                .list()
                .forEach(head -> heads.put(head.unit() + "/" + head.party(), head));
        return heads;
    }

    static String key(Reporter reporter) {
        return reporter.unit().id() + "/" + reporter.party();
    }
}
