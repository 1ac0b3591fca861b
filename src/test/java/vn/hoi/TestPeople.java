package vn.hoi;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.access.Accounts;
import vn.hoi.access.Roles;
import vn.hoi.access.Tokens;
import vn.hoi.common.Power;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.unit.Units;

/** The people of the tests: one account that may all, and others made by the tests that need them. */
public final class TestPeople {

    /** The account that holds every role over the whole province; {@link Http} sends its token unless told otherwise. */
    public static final String ADMIN = "admin";

    private static final LocalDate BEGAN = LocalDate.of(2025, 1, 1);

    private TestPeople() {}

    static void enter(ApplicationContext context) {
        if (context.getBean(JdbcClient.class)
                .sql("select exists (select from access.account where name = :name)")
                .param("name", ADMIN)
                .query(Boolean.class)
                .single()) {
            return;
        }
        make(
                context,
                ADMIN,
                context.getBean(Roles.class).list().stream().map(Roles.Role::id).toList(),
                null,
                Set.of());
    }

    /**
     * Makes an account with a token that may all that the account may.
     *
     * @param unit null for the province
     * @return the token: {@link #token}
     */
    public static String make(
            ApplicationContext context, String name, List<String> roles, Integer unit, Set<String> fields) {
        Accounts accounts = context.getBean(Accounts.class);
        accounts.create(name, "Người thử " + name, unit, false);
        int over = unit == null ? context.getBean(Units.class).province().id() : unit;
        roles.forEach(role -> accounts.assign(name, role, over, fields, BEGAN, null, "để thử"));
        context.getBean(JdbcClient.class)
                .sql("""
                        insert into access.token (hash, account, name, purpose, writes, personal, per_minute, made_by, valid_until)
                        select :hash, id, 'test', 'để thử', true, true, 1000000, 'test', now() + interval '1 day'
                        from access.account where name = :name""")
                .param("hash", sha256(token(name)))
                .param("name", name)
                .update();
        return token(name);
    }

    /** A request of the account that may all. */
    public static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", bearer());
    }

    /** What a request of the account that may all is sent with. */
    public static String bearer() {
        return "Bearer " + token(ADMIN);
    }

    /** The token of an account of the tests. */
    public static String token(String account) {
        return Tokens.PREFIX + "test_" + account;
    }

    /** The account that may all, in the database of a program that runs elsewhere and has taken requests already. */
    public static void enter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into access.account (name, full_name, kind) values ('admin', 'Người thử', 'person')"
                            + " on conflict do nothing");
            statement.execute("insert into access.assignment (account, role, unit, first_day, given_by)"
                    + " select a.id, role, u.id, '2025-01-01', 'test' from access.account a, unit.unit u,"
                    + " unnest(array['specialist', 'planner', 'finance', 'commune', 'clerk', 'leader']) as role"
                    + " where a.name = 'admin' and u.parent is null");
            statement.execute("insert into access.token (hash, account, name, purpose, writes, personal, per_minute,"
                    + " made_by, valid_until) select '\\x" + HexFormat.of().formatHex(sha256(token(ADMIN)))
                    + "', id, 'test', 'test', true, true, 1000000, 'test', now() + interval '1 day'"
                    + " from access.account where name = 'admin' on conflict do nothing");
        }
    }

    /** Rights of whom nothing is allowed. */
    public static Rights nobody() {
        return new Rights() {
            @Override
            public Reach reach(String register) {
                return Reach.NONE;
            }

            @Override
            public Reach writes(String register) {
                return Reach.NONE;
            }

            @Override
            public Reach reach(vn.hoi.common.Power power) {
                return Reach.NONE;
            }

            @Override
            public boolean mayTake(String register, String step, List<String> roles) {
                return false;
            }

            @Override
            public boolean mayTake(String register, String step, List<String> roles, int unit) {
                return false;
            }

            @Override
            public boolean mayReadPersonal(String register) {
                return false;
            }

            @Override
            public boolean mayUnmask(String register) {
                return false;
            }

            @Override
            public boolean mayReadFigure(String figure, boolean isPublic) {
                return isPublic;
            }

            @Override
            public Reach reach(Power power, String field) {
                return Reach.NONE;
            }

            @Override
            public Reach reach(List<String> roles, String field) {
                return Reach.NONE;
            }

            @Override
            public boolean may(Power power) {
                return false;
            }
        };
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
