package vn.hoi.ledger;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The movements there are, as the database holds them; they never change while the program runs. */
@Component
class Movements {

    private final JdbcClient database;
    private volatile Map<String, Move> moves = Map.of();

    Movements(JdbcClient database) {
        this.database = database;
    }

    private Map<String, Move> all() {
        if (moves.isEmpty()) {
            Map<String, Move> read = new LinkedHashMap<>();
            database.sql("select * from ledger.move order by position")
                    .query((row, n) -> {
                        Map<Account, Integer> effects = new EnumMap<>(Account.class);
                        for (Account account : Account.values()) {
                            int sign = row.getInt(account.column());
                            if (sign != 0) {
                                effects.put(account, sign);
                            }
                        }
                        return new Move(
                                row.getString("kind"),
                                row.getString("from_account"),
                                row.getString("to_account"),
                                row.getString("part"),
                                effects);
                    })
                    .list()
                    .forEach(move -> read.put(move.kind(), move));
            moves = read;
        }
        return moves;
    }

    List<Move> list() {
        return List.copyOf(all().values());
    }

    Optional<Move> find(String kind) {
        return Optional.ofNullable(all().get(kind));
    }

    /** Of a kind the database has: one that was checked before. */
    Move get(String kind) {
        return find(kind).orElseThrow(() -> new IllegalStateException("no movement " + kind));
    }

    /** Between two named accounts. */
    Optional<Move> find(String from, String to) {
        return list().stream()
                .filter(move -> move.from().equals(from) && move.to().equals(to))
                .findFirst();
    }
}
