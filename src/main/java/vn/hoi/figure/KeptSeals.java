package vn.hoi.figure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Seals as the database keeps them. */
final class KeptSeals {

    private static final String COLUMNS = """
            select seal.id, seal.at, seal.account, seal.name, seal.map, seal.document, seal.document_day, seal.reason,
                seal.supersedes, seal.figures, seal.violations, encode(seal.hash, 'hex') as hash, later.id as superseded_by""";
    private static final String SEALS =
            " from figure.seal left join figure.seal as later on later.supersedes = seal.id";

    private final JdbcClient database;

    KeptSeals(JdbcClient database) {
        this.database = database;
    }

    /** Newest first. */
    List<FigureSeal.Summary> list() {
        return database.sql(COLUMNS + SEALS + " order by seal.id desc")
                .query(KeptSeals::summary)
                .list();
    }

    private static FigureSeal.Summary summary(ResultSet row, int number) throws SQLException {
        return new FigureSeal.Summary(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("account"),
                row.getString("name"),
                Objects.requireNonNull(row.getObject("map", LocalDate.class)),
                row.getString("document"),
                Objects.requireNonNull(row.getObject("document_day", LocalDate.class)),
                row.getInt("figures"),
                row.getInt("violations"),
                row.getObject("supersedes", Long.class),
                row.getObject("superseded_by", Long.class));
    }

    Optional<FigureSeal> find(long id) {
        return database.sql(COLUMNS + ", seal.content" + SEALS + " where seal.id = :id")
                .param("id", id)
                .query((row, n) -> seal(summary(row, n), row))
                .optional();
    }

    private static FigureSeal seal(FigureSeal.Summary head, ResultSet row) throws SQLException {
        String content = row.getString("content");
        String hash = row.getString("hash");
        return new FigureSeal(
                head.id(),
                head.at(),
                head.account(),
                head.name(),
                head.map(),
                head.document(),
                head.documentDay(),
                row.getString("reason"),
                head.supersedes(),
                head.supersededBy(),
                hash,
                SealText.hash(content).equals(hash),
                SealText.figures(content),
                SealText.violations(content));
    }
}
