package vn.hoi.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.access.Accounts;
import vn.hoi.access.People;
import vn.hoi.access.Roles;
import vn.hoi.access.Tokens;
import vn.hoi.unit.Units;

/** What rights by unit cost: a list read by whoever may open all of it, against whoever may open one commune's part. */
@Component
public class AccessBench {

    private static final String ALL = "bench-all";
    private static final String COMMUNE = "bench-commune";
    private static final LocalDate BEGAN = LocalDate.of(2025, 1, 1);
    private static final int WARM = 1;
    private static final int TIMES = 8;
    /** The first of them is not measured: the program has not seen these requests often enough. */
    private static final int TURNS = 7;

    private final Accounts accounts;
    private final People people;
    private final Roles roles;
    private final Tokens tokens;
    private final Units units;
    private final JdbcClient database;

    AccessBench(Accounts accounts, People people, Roles roles, Tokens tokens, Units units, JdbcClient database) {
        this.accounts = accounts;
        this.people = people;
        this.roles = roles;
        this.tokens = tokens;
        this.units = units;
        this.database = database;
    }

    /** A key of whoever may all, for the measurements. */
    public String keyOfAll() {
        return key(
                ALL,
                roles.list().stream().map(Roles.Role::id).toList(),
                units.province().id());
    }

    /** A key of the officer of the commune that answers for a middling number of dossiers. */
    private String keyOfCommune() {
        int unit = database.sql("""
                        select unit from register.dossier group by unit order by count(*)
                        offset (select count(distinct unit) / 2 from register.dossier) limit 1""").query(Integer.class).single();
        return key(COMMUNE, List.of("commune"), unit);
    }

    private String key(String account, List<String> held, int unit) {
        if (people.find(account).isEmpty()) {
            accounts.create(account, account, null, true);
            held.forEach(role -> accounts.assign(account, role, unit, Set.of(), BEGAN, null, "bench"));
        }
        return tokens.make(account, Tokens.Grant.whole("bench", "bench", Duration.ofHours(1)));
    }

    /** Milliseconds of the same lists, asked in turns by the one and by the other. */
    public List<Measured> measureLists(int port) {
        Http all = new Http(port, keyOfAll());
        Http one = new Http(port, keyOfCommune());
        Map<String, String> asked = new TreeMap<>(Map.of(
                "không lọc", "",
                "một bộ lọc", "?channel=online",
                "bộ lọc và từ thường gặp", "?channel=online&q=nguyen",
                "bộ lọc và từ không có", "?channel=online&q=khongcotunay"));
        List<Measured> measured = new ArrayList<>();
        asked.forEach((name, query) -> {
            String address = "/registers/dossier.json" + query;
            List<Double> ofAll = new ArrayList<>();
            List<Double> ofOne = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                List<Double> whole = all.times(address, WARM, TIMES);
                List<Double> part = one.times(address, WARM, TIMES);
                if (turn > 0) {
                    ofAll.addAll(whole);
                    ofOne.addAll(part);
                }
            }
            Collections.sort(ofAll);
            Collections.sort(ofOne);
            double free = Measured.percentile(ofAll, 0.5);
            double bound = Measured.percentile(ofOne, 0.5);
            measured.add(Measured.of("danh sách, mọi đơn vị, " + name, free, "ms"));
            measured.add(Measured.of("danh sách, một xã, " + name, bound, "ms"));
            measured.add(Measured.atMost("một xã so với mọi đơn vị, " + name, bound / free, "lần", 1.5));
        });
        return measured;
    }
}
