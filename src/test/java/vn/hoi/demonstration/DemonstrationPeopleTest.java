package vn.hoi.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;
import vn.hoi.access.Accounts;
import vn.hoi.access.Passwords;
import vn.hoi.access.Roles;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.unit.Units;

/** The accounts of the demonstration, made in transactions that are taken back. */
class DemonstrationPeopleTest {

    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);

    @TempDir
    Path folder;

    private DemonstrationPeople people(double asked, Home home) {
        return new DemonstrationPeople(
                database,
                transaction,
                TestApplication.get(Accounts.class),
                TestApplication.get(Passwords.class),
                TestApplication.get(Roles.class),
                TestApplication.get(Units.class),
                home,
                asked,
                folder.toString());
    }

    private void chosen(double scale, Runnable work) {
        transaction.executeWithoutResult(status -> {
            database.sql("delete from demonstration.choice").update();
            database.sql("insert into demonstration.choice (scale) values (:scale)")
                    .param("scale", scale)
                    .update();
            work.run();
            status.setRollbackOnly();
        });
    }

    @Test
    void theyAreMadeOnceWithOnePasswordThatTheFolderKeeps() {
        Home home = TestApplication.get(Home.class);
        chosen(0.01, () -> {
            DemonstrationPeople first = people(0.01, home);
            first.run();
            String password = first.password().orElseThrow();
            assertThat(first.names())
                    .contains("sohuutritue", "kylua", "thatkhe", "kiemtoan")
                    .doesNotContain("ketnoi");
            assertThat(accounts("password is not null and password not like '$argon2id$%'"))
                    .isZero();
            assertThat(accounts("kind = 'machine' and password is null and demonstration"))
                    .isEqualTo(1);
            DemonstrationPeople second = people(0.01, home);
            second.run();
            assertThat(second.password()).contains(password);
            assertThat(second.names()).isEqualTo(first.names());
            Path file = folder.resolve("demonstration-password");
            try {
                assertThat(Files.readString(file).strip()).isEqualTo(password);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                Files.delete(file);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            DemonstrationPeople lost = people(0.01, home);
            lost.run();
            assertThat(lost.password().orElseThrow())
                    .as("a lost one is set anew")
                    .isNotEqualTo(password);
        });
    }

    private long accounts(String condition) {
        return database.sql("select count(*) from access.account where demonstration and " + condition)
                .query(Long.class)
                .single();
    }

    @Test
    void withoutDemonstrationDataThereAreNone() {
        Home home = TestApplication.get(Home.class);
        chosen(0, () -> {
            DemonstrationPeople none = people(0, home);
            none.run();
            assertThat(none.names()).isEmpty();
            assertThat(none.password()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        });
    }

    @Test
    void aRoleThatIsNotDeclaredStopsTheStartAndNamesItsLine() throws IOException {
        Path root = folder.resolve("home");
        Path file = root.resolve("provinces/langson/demonstration/people.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "ai:\n  name: Ai Đó\n  roles: [vua]\n");
        Files.createDirectories(root.resolve("schema"));
        Files.copy(
                TestApplication.HOME.resolve("schema/demonstration-people.schema.json"),
                root.resolve("schema/demonstration-people.schema.json"));
        chosen(
                0.01,
                () -> assertThatThrownBy(
                                () -> people(0.01, new Home(root, "langson")).run())
                        .isInstanceOf(DeclarationFault.class)
                        .hasMessageContaining("people.yaml")
                        .hasMessageContaining("3")
                        .hasMessageContaining("vua"));
    }
}
