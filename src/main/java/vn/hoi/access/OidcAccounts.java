package vn.hoi.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/**
 * Whose account it is that signed in at the provider. It is known by issuer and subject; the first time by the e-mail of an
 * open account that has no provider yet, if the provider says the e-mail is verified. Nobody gets an account by signing in.
 */
@Component
@ConditionalOnProperty("hoi.oidc.issuer")
class OidcAccounts {

    private final JdbcClient database;
    private final OidcProvider provider;
    private final People people;
    private final AtWork atWork;
    private final Journal journal;

    OidcAccounts(JdbcClient database, OidcProvider provider, People people, AtWork atWork, Journal journal) {
        this.database = database;
        this.provider = provider;
        this.people = people;
        this.atWork = atWork;
        this.journal = journal;
    }

    /** @throws Problem ACC-050 when it is nobody's */
    @Transactional
    Person get(OidcUser user) {
        String issuer = String.valueOf(user.getIssuer());
        String subject = issuer + "#" + user.getSubject();
        Optional<String> known = database.sql("select name from access.account where provider_subject = :subject")
                .param("subject", subject)
                .query(String.class)
                .optional();
        Optional<String> name = known.isPresent() ? known : tied(user, subject);
        Person person = name.flatMap(people::find).orElseThrow(() -> refused(user));
        atWork.as(
                person.account(),
                () -> journal.write(
                        AccountKeeping.subject(person.account()),
                        "signed-in",
                        Map.of("provider", new Journal.Change(null, issuer)),
                        null));
        return person;
    }

    /** Ties the one open account with the verified e-mail to who signed in. */
    private Optional<String> tied(OidcUser user, String subject) {
        @Nullable String email = user.getEmail();
        if (email == null || email.isBlank() || !Boolean.TRUE.equals(user.getEmailVerified())) {
            return Optional.empty();
        }
        List<String> found =
                database.sql("""
                        select name from access.account
                        where lower(email) = lower(:email) and closed_at is null and kind = 'person'
                            and provider_subject is null for update""").param("email", email).query(String.class).list();
        if (found.size() != 1) {
            return Optional.empty();
        }
        String account = found.getFirst();
        database.sql("""
                        update access.account set provider_subject = :subject, version = version + 1 where name = :name""").param("subject", subject).param("name", account).update();
        atWork.as(
                account,
                () -> journal.write(
                        AccountKeeping.subject(account),
                        "provider-tied",
                        Map.of("provider", new Journal.Change(null, subject)),
                        null));
        return Optional.of(account);
    }

    private Problem refused(OidcUser user) {
        String who = Objects.requireNonNullElse(
                user.getClaimAsString(provider.accountClaim()), Objects.toString(user.getSubject(), ""));
        return new Problem(
                403,
                "ACC-050",
                "«" + who + "» đã đăng nhập ở " + provider.name()
                        + " nhưng chưa có tài khoản Hồi đang mở; đề nghị quản trị cấp tài khoản.");
    }
}
