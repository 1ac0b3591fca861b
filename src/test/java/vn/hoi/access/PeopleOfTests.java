package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.common.Problem;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Accounts the tests of rights make, each with a name of its own. */
final class PeopleOfTests {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private PeopleOfTests() {}

    /** An open account with these roles since 2025; its token is {@link TestPeople#token}. */
    static String person(List<String> roles, @Nullable Integer unit, Set<String> fields) {
        String name = fresh();
        TestPeople.make(TestApplication.context(), name, roles, unit, fields);
        return name;
    }

    static String machine(List<String> roles) {
        String name = person(roles, null, Set.of());
        TestApplication.get(JdbcClient.class)
                .sql("update access.account set kind = 'machine' where name = :name")
                .param("name", name)
                .update();
        return name;
    }

    static String fresh() {
        return "thu." + COUNT.incrementAndGet() + "." + Long.toString(System.nanoTime(), 36);
    }

    /** Communes and wards of today. */
    static List<Unit> communes() {
        return TestApplication.get(Units.class).on(vn.hoi.common.Vietnamese.today()).stream()
                .filter(Unit::isGrassroots)
                .toList();
    }

    static void refused(String code, ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
