package vn.hoi.figure;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the half-months of all stored figures, one at a time and each once a round. Where it stands is kept in the
 * database: it goes on there after a restart, and two nodes share one round.
 */
final class FigureSweep {

    /** A figure and a half-month of it. */
    record Stop(Figure figure, int bucket) {}

    /**
     * How far it is.
     *
     * @param figure looked at last; empty at the beginning of a round
     * @param looked half-months looked at in this round
     * @param inAll half-months of the last whole round; null before the first has ended
     * @param tookSeconds how long that took, pauses included
     */
    record Progress(
            String figure,
            long looked,
            @Nullable Long inAll,
            @Nullable Long tookSeconds) {}

    private record Last(String figure, int bucket) {}

    private static final int BEFORE_ALL = -1;

    private final String name;
    private final FigureProof proof;
    private final StoredFigures stored;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    /** @param name of the round; those of one name share it */
    FigureSweep(
            String name,
            FigureProof proof,
            StoredFigures stored,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.name = name;
        this.proof = proof;
        this.stored = stored;
        this.database = database;
        this.transaction = transaction;
    }

    /** The next to look at, which nobody else gets in this round; empty when the round has just ended. */
    Optional<Stop> next() {
        database.sql("insert into figure.sweep (name) values (:name) on conflict do nothing")
                .param("name", name)
                .update();
        return Objects.requireNonNull(transaction.execute(status -> {
            Last last = database.sql("select figure, bucket from figure.sweep where name = :name for update")
                    .param("name", name)
                    .query((row, n) -> new Last(row.getString("figure"), row.getInt("bucket")))
                    .single();
            Optional<Stop> next = after(last.figure(), last.bucket());
            next.ifPresentOrElse(this::keep, this::end);
            return next;
        }));
    }

    private Optional<Stop> after(String figure, int bucket) {
        List<Figure> left = proof.figures().stream()
                .filter(one -> one.id().compareTo(figure) >= 0)
                .sorted(Comparator.comparing(Figure::id))
                .toList();
        for (Figure one : left) {
            int from = one.id().equals(figure) ? bucket : BEFORE_ALL;
            Optional<Integer> next = database.sql("""
                            select min(bucket) from figure.cell where figure = :figure and bucket > :bucket""")
                    .param("figure", stored.number(one))
                    .param("bucket", from)
                    .query((row, n) -> Optional.ofNullable(row.getObject(1, Integer.class)))
                    .single();
            if (next.isPresent()) {
                return Optional.of(new Stop(one, next.get()));
            }
        }
        return Optional.empty();
    }

    private void keep(Stop stop) {
        database.sql("""
                        update figure.sweep set figure = :figure, bucket = :bucket, looked = looked + 1
                        where name = :name""")
                .param("figure", stop.figure().id())
                .param("bucket", stop.bucket())
                .param("name", name)
                .update();
    }

    private void end() {
        database.sql("""
                        update figure.sweep set figure = '', bucket = -1, looked = 0, looked_in_all = looked,
                            took_seconds = extract(epoch from clock_timestamp() - began_at), ended_at = clock_timestamp(),
                            began_at = clock_timestamp()
                        where name = :name""").param("name", name).update();
    }

    Progress progress() {
        return database.sql("""
                        select figure, looked, looked_in_all, took_seconds from figure.sweep where name = :name""")
                .param("name", name)
                .query((row, n) -> new Progress(
                        row.getString("figure"),
                        row.getLong("looked"),
                        row.getObject("looked_in_all", Long.class),
                        row.getObject("took_seconds", Long.class)))
                .optional()
                .orElse(new Progress("", 0, null, null));
    }
}
