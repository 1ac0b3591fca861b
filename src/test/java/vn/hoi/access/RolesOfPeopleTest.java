package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Reach;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Succession;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Roles over units, fields and days, and what of them reaches the pages. */
class RolesOfPeopleTest {

    private final AtWork atWork = TestApplication.get(AtWork.class);
    private final Accounts accounts = TestApplication.get(Accounts.class);
    private final AccountReading reading = TestApplication.get(AccountReading.class);
    private final AccountKeeping keeping = TestApplication.get(AccountKeeping.class);
    private final Units units = TestApplication.get(Units.class);
    private final LocalDate today = Vietnamese.today();

    private Reach reach(String account, String register) {
        List<Reach> reach = new ArrayList<>();
        atWork.as(account, () -> reach.add(atWork.reach(register)));
        return reach.getFirst();
    }

    private static String withoutRole() {
        return PeopleOfTests.person(List.of(), null, Set.of());
    }

    @Test
    void aRoleReachesItsUnitAndAllBelowIt() {
        Unit commune = PeopleOfTests.communes().getFirst();
        Unit other = PeopleOfTests.communes().getLast();
        String account = PeopleOfTests.person(List.of("commune"), commune.id(), Set.of());
        assertThat(reach(account, "ip-title").includes(commune.id())).isTrue();
        assertThat(reach(account, "ip-title").includes(other.id())).isFalse();
        assertThat(reach(account, "ip-title").includes(units.province().id())).isFalse();
        String over = PeopleOfTests.person(List.of("commune"), units.province().id(), Set.of());
        assertThat(reach(over, "ip-title").all()).isTrue();
    }

    @Test
    void aRoleHoldsFromItsFirstToItsLastDay() {
        int unit = PeopleOfTests.communes().getFirst().id();
        for (var days : Map.of(
                        "tomorrow", new LocalDate[] {today.plusDays(1), null},
                        "yesterday", new LocalDate[] {today.minusDays(9), today.minusDays(1)})
                .values()) {
            String account = withoutRole();
            accounts.assign(account, "commune", unit, Set.of(), days[0], days[1], "để thử");
            assertThat(reach(account, "ip-title").isNone()).isTrue();
        }
        String account = withoutRole();
        accounts.assign(account, "commune", unit, Set.of(), today, today, "để thử");
        assertThat(reach(account, "ip-title").includes(unit)).isTrue();
    }

    @Test
    void aRoleInSomeFieldsReachesOnlyTheirRegisters() {
        int unit = PeopleOfTests.communes().getFirst().id();
        String account = PeopleOfTests.person(List.of("commune"), unit, Set.of("property"));
        assertThat(reach(account, "ip-title").includes(unit)).isTrue();
        assertThat(reach(account, "measuring-instrument").isNone()).isTrue();
    }

    @Test
    void aRoleOverACommuneThatEndedReachesTheWardItWentInto() {
        Unit ended = units.list().stream()
                .filter(unit -> unit.isGrassroots() && LocalDate.of(2025, 6, 30).equals(unit.until()))
                .filter(unit -> units.successors(unit.id()).size() == 1
                        && units.successors(unit.id()).getFirst().whole())
                .findFirst()
                .orElseThrow();
        Succession went = units.successors(ended.id()).getFirst();
        String account = PeopleOfTests.person(List.of("commune"), ended.id(), Set.of());
        assertThat(reach(account, "ip-title").includes(went.successor())).isTrue();
        Unit other = PeopleOfTests.communes().stream()
                .filter(unit -> unit.id() != went.successor())
                .findFirst()
                .orElseThrow();
        assertThat(reach(account, "ip-title").includes(other.id())).isFalse();
    }

    @Test
    void aPersonSeesOnPageListAndTwinWhatTheRoleReaches() throws Exception {
        Unit mine = PeopleOfTests.communes().getFirst();
        Unit other = PeopleOfTests.communes().getLast();
        String account = PeopleOfTests.person(List.of("commune"), mine.id(), Set.of("property"));
        String seen = title(mine.id());
        String hidden = title(other.id());
        Http http = Http.as(account);
        assertThat(http.get("/registers/ip-title/" + seen + ".json").statusCode())
                .isEqualTo(200);
        assertThat(http.get("/registers/ip-title/" + hidden + ".json").statusCode())
                .isEqualTo(404);
        String csv = http.get("/registers/ip-title.csv").body();
        assertThat(csv).contains(seen).doesNotContain(hidden);
    }

    private static String title(int unit) throws Exception {
        Map<String, Object> values = new HashMap<>(Map.of(
                "title", "Thử quyền",
                "kind", "mark",
                "application-no", "4-2025-" + UUID.randomUUID().toString().substring(0, 18),
                "filed-on", "2025-09-05",
                "owner", "Hợp tác xã thử quyền",
                "unit", unit,
                "place", unit));
        values.put("state", "filed");
        var answer = Http.shared().post("/registers/ip-title.json", values);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Http.read(answer).path("code").asString();
    }

    @Test
    void aRoleThatWasEndedOpensNothingWithTheNextRequest() throws Exception {
        String account = PeopleOfTests.person(List.of("specialist"), null, Set.of());
        assertThat(Http.as(account).get("/registers/ip-title.json").statusCode())
                .isEqualTo(200);
        Account kept = reading.get(account);
        long assignment = reading.assignments(List.of(kept.id())).getFirst().id();
        keeping.end(kept, assignment, null, "chuyển công tác");
        assertThat(Http.as(account).get("/registers/ip-title.json").statusCode())
                .isEqualTo(403);
        Assignment ended = reading.assignments(List.of(kept.id())).getFirst();
        assertThat(ended.endedBy()).isEqualTo("system");
        assertThat(ended.on(today)).isFalse();
        assertThat(ended.on(LocalDate.of(2025, 6, 1))).isTrue();
        PeopleOfTests.refused("ACC-033", () -> keeping.end(kept, assignment, null, "lần nữa"));
        PeopleOfTests.refused(
                "ACC-034", () -> keeping.end(reading.get("admin"), assignment, null, "không phải của ai này"));
    }

    @Test
    void theLastAdministratorIsNotTakenAway() {
        TestApplication.get(TransactionTemplate.class).executeWithoutResult(status -> {
            Account admin = reading.get("admin");
            TestApplication.get(JdbcClient.class).sql("""
                            update access.account set closed_at = now() where name <> 'admin' and id in (
                                select account from access.assignment where role = 'administrator')""").update();
            assertThat(reading.administrators(today)).isEqualTo(1);
            long held = reading.assignments(List.of(admin.id())).stream()
                    .filter(one -> one.role().equals("administrator"))
                    .findFirst()
                    .orElseThrow()
                    .id();
            TestApplication.get(JdbcClient.class).sql("savepoint before").update();
            PeopleOfTests.refused("ACC-030", () -> keeping.close(admin, admin.version(), "thử"));
            TestApplication.get(JdbcClient.class).sql("rollback to before").update();
            PeopleOfTests.refused("ACC-030", () -> keeping.end(admin, held, null, "thử"));
            TestApplication.get(JdbcClient.class).sql("rollback to before").update();
            // with an end in sight there is an end to administration too
            PeopleOfTests.refused("ACC-030", () -> keeping.end(admin, held, today.plusDays(30), "thử"));
            TestApplication.get(JdbcClient.class).sql("rollback to before").update();

            String second = withoutRole();
            accounts.assign(second, "administrator", units.province().id(), Set.of(), today, today.plusDays(30), "thử");
            // whose role ends the same day does not carry on
            PeopleOfTests.refused("ACC-030", () -> keeping.end(admin, held, today.plusDays(30), "thử"));
            TestApplication.get(JdbcClient.class).sql("rollback to before").update();
            String third = withoutRole();
            accounts.assign(third, "administrator", units.province().id(), Set.of(), today, null, "thử");
            keeping.end(admin, held, null, "thử");
            status.setRollbackOnly();
        });
        assertThat(Http.read(tryAdmin()).path("administrators").asInt()).isPositive();
    }

    private static java.net.http.HttpResponse<String> tryAdmin() {
        try {
            return Http.shared().get("/admin.json");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
