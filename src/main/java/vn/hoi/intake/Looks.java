package vn.hoi.intake;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rows without a key looked like when they came in. */
@Component
class Looks {

    private static final int AT_ONCE = 50_000;

    private final JdbcClient database;

    Looks(JdbcClient database) {
        this.database = database;
    }

    /** Those that came in before. */
    Set<UUID> seen(String register, List<UUID> looks) {
        return new HashSet<>(database.sql("""
                        select distinct look from intake.look where register = :register and look = any (:looks::uuid[])""")
                .param("register", register)
                .param("looks", looks.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    void keep(long batch, String register, List<UUID> looks) {
        for (int from = 0; from < looks.size(); from += AT_ONCE) {
            database.sql("""
                            insert into intake.look (batch, register, look)
                            select :batch, :register, l from unnest(:looks::uuid[]) as l""")
                    .param("batch", batch)
                    .param("register", register)
                    .param(
                            "looks",
                            looks.subList(from, Math.min(looks.size(), from + AT_ONCE))
                                    .toArray(UUID[]::new))
                    .update();
        }
    }

    void forget(long batch) {
        database.sql("delete from intake.look where batch = :batch")
                .param("batch", batch)
                .update();
    }
}
