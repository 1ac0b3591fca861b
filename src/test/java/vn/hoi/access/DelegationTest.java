package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Power;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** Acting for somebody who is away. */
class DelegationTest {

    private final Delegations delegations = TestApplication.get(Delegations.class);
    private final People people = TestApplication.get(People.class);
    private final LocalDate today = Vietnamese.today();

    private static String person(String... roles) {
        return PeopleOfTests.person(List.of(roles), null, Set.of());
    }

    private Delegations.Form to(String delegate, LocalDate first, LocalDate last) {
        return new Delegations.Form(delegate, first, last, "đi công tác");
    }

    private List<String> roles(String account) {
        return people.find(account).orElseThrow().held().stream()
                .map(Person.Held::role)
                .toList();
    }

    @Test
    void theOtherHasTheRolesWithinTheDaysOnly() {
        String away = person("specialist");
        String acting = person();
        delegations.make(away, to(acting, today.plusDays(1), today.plusDays(5)));
        assertThat(roles(acting)).isEmpty();
        String soon = person();
        delegations.make(away, to(soon, today, today));
        assertThat(roles(soon)).containsExactly("specialist");
        assertThat(people.find(soon).orElseThrow().held().getFirst().of()).isEqualTo(away);
        // the days go by
        TestApplication.get(JdbcClient.class).sql("""
                        update access.delegation set first_day = first_day - 1, last_day = last_day - 1
                        where delegate = (select id from access.account where name = :name)""").param("name", soon).update();
        assertThat(roles(soon)).isEmpty();
    }

    @Test
    void administrationIsNeverDelegated() throws Exception {
        String away = person("administrator", "leader");
        String acting = person();
        delegations.make(away, to(acting, today, today));
        assertThat(roles(acting)).containsExactly("leader");
        assertThat(Http.as(acting).get("/admin.json").statusCode()).isEqualTo(403);
        AtWork atWork = TestApplication.get(AtWork.class);
        atWork.as(acting, () -> assertThat(atWork.may(Power.ADMINISTER)).isFalse());
        String only = person("administrator");
        PeopleOfTests.refused("ACC-039", () -> delegations.make(only, to(acting, today, today)));
    }

    @Test
    void nobodyActsInACircleOrForThemselves() {
        String one = person("specialist");
        String two = person("leader");
        String three = person("planner");
        delegations.make(one, to(two, today, today.plusDays(5)));
        delegations.make(two, to(three, today.plusDays(5), today.plusDays(9)));
        PeopleOfTests.refused("ACC-035", () -> delegations.make(two, to(one, today.plusDays(5), today.plusDays(6))));
        PeopleOfTests.refused("ACC-035", () -> delegations.make(three, to(one, today.plusDays(5), today.plusDays(6))));
        PeopleOfTests.refused("ACC-038", () -> delegations.make(one, to(one, today, today)));
        PeopleOfTests.refused(
                "ACC-038", () -> delegations.make(one, to(PeopleOfTests.machine(List.of()), today, today)));
        // on days that none of the others share there is no circle
        delegations.make(three, to(one, today.plusDays(6), today.plusDays(9)));
    }

    @Test
    void itIsMadeAndEndedOnThePageAndToldOfBoth() throws Exception {
        String away = person("specialist");
        String acting = person();
        Http http = Http.as(away);
        HttpResponse<String> wrong = http.form("/account/delegations", Map.of("delegate", acting, "last", ""));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("ACC-037");
        HttpResponse<String> made = http.form(
                "/account/delegations",
                Map.of("delegate", acting, "first", today.toString(), "last", today.toString(), "reason", "nghỉ phép"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        assertThat(Http.as(acting).get("/registers/ip-title.json").statusCode()).isEqualTo(200);
        long id = delegations.list(away).getFirst().id();
        // a third person cannot end it
        assertThat(Http.as(person())
                        .form("/account/delegations/" + id + "/end", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.form("/account/delegations/" + id + "/end", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(Http.as(acting).get("/registers/ip-title.json").statusCode()).isEqualTo(403);
        PeopleOfTests.refused("ACC-033", () -> delegations.end(id, null, ""));
        Journal journal = TestApplication.get(Journal.class);
        assertThat(journal.list("account/" + away).toString()).contains("delegated", "delegation-ended", acting);
        assertThat(journal.list("account/" + acting).toString())
                .contains("delegation-received", "delegation-ended", away);
    }
}
