package vn.hoi.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.hoi.access.Accounts;
import vn.hoi.access.Passwords;
import vn.hoi.access.Roles;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * The accounts of {@code people.yaml}, made with the demonstration data and never without. All have one random password, which
 * stands in the data folder so that every start can tell it.
 */
@Component
public class DemonstrationPeople implements StartStep {

    /** The file beside the quotas. */
    static final String FILE = "people.yaml";

    private static final String PASSWORD_FILE = "demonstration-password";
    /** Without letters and digits that look alike. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final int ORDER = 95;
    private static final double NOT_SERVING = -1;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Roles roles;
    private final Units units;
    private final Home home;
    private final double asked;
    private final @Nullable Path folder;
    private @Nullable String password;

    DemonstrationPeople(
            JdbcClient database,
            TransactionTemplate transaction,
            Accounts accounts,
            Passwords passwords,
            Roles roles,
            Units units,
            Home home,
            @Value("${hoi.scale:-1}") double asked,
            @Value("${hoi.data:#{null}}") @Nullable String data) {
        this.database = database;
        this.transaction = transaction;
        this.accounts = accounts;
        this.passwords = passwords;
        this.roles = roles;
        this.units = units;
        this.home = home;
        this.asked = asked;
        this.folder = data == null ? null : Path.of(data);
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String says() {
        return "tài khoản trình diễn";
    }

    /** The open ones, by name. */
    public List<String> names() {
        return database.sql("""
                        select name from access.account where demonstration and closed_at is null and kind = 'person' order by id""").query(String.class).list();
    }

    /** The password all of them were given; empty while there are none, or where no data folder keeps it. */
    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    @Override
    public void run() {
        Path file = home.provinceFolder().resolve("demonstration").resolve(FILE);
        if (asked == NOT_SERVING || !isChosen() || !Files.exists(file)) {
            return;
        }
        Map<String, JsonNode> declared = read(file);
        @Nullable String kept = read();
        String now = kept == null ? fresh() : kept;
        transaction.executeWithoutResult(status -> {
            List<String> made = new ArrayList<>();
            declared.forEach((name, person) -> {
                if (make(name, person)) {
                    made.add(name);
                }
            });
            // a lost file, such as after a restore: what nobody can read is set anew
            passwords.setAll(kept == null ? names() : made, now);
            if (kept == null) {
                write(now);
            }
        });
        password = now;
    }

    private boolean isChosen() {
        return database.sql("select exists (select from demonstration.choice where scale > 0)")
                .query(Boolean.class)
                .single();
    }

    private Map<String, JsonNode> read(Path file) {
        try {
            Yaml yaml = Yaml.read(file);
            yaml.check(home.schema().resolve("demonstration-people.schema.json"));
            Map<String, JsonNode> people = new LinkedHashMap<>();
            yaml.tree().properties().forEach(entry -> {
                check(yaml, entry.getKey(), entry.getValue());
                people.put(entry.getKey(), entry.getValue());
            });
            return people;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Yaml yaml, String name, JsonNode person) {
        rolesOf(person).stream()
                .filter(role -> roles.find(role).isEmpty())
                .findFirst()
                .ifPresent(role -> {
                    throw yaml.fault(
                            Yaml.pointer(name, "roles"),
                            "không có vai trò «" + role + "»",
                            "Chọn vai trò ở fields/roles.yaml");
                });
        String unit = person.path("unit").asString("");
        if (!unit.isEmpty() && units.find(unit, Vietnamese.today()).isEmpty()) {
            throw yaml.fault(
                    Yaml.pointer(name, "unit"), "không có đơn vị «" + unit + "»", "Chọn mã đơn vị ở units.tsv");
        }
        fieldsOf(person).stream()
                .filter(field -> !Files.exists(home.fields().resolve(field).resolve("field.yaml")))
                .findFirst()
                .ifPresent(field -> {
                    throw yaml.fault(
                            Yaml.pointer(name, "fields"),
                            "không có lĩnh vực «" + field + "»",
                            "Chọn thư mục trong fields/");
                });
    }

    /** Every role for {@code all}. */
    private List<String> rolesOf(JsonNode person) {
        JsonNode named = person.path("roles");
        return named.isString()
                ? roles.list().stream().map(Roles.Role::id).toList()
                : named.valueStream().map(JsonNode::asString).toList();
    }

    private static Set<String> fieldsOf(JsonNode person) {
        return person.path("fields")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return whether it is new and a person's: a machine has no password */
    private boolean make(String name, JsonNode person) {
        boolean there = database.sql("select exists (select from access.account where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
        if (there) {
            return false;
        }
        LocalDate today = Vietnamese.today();
        String code = person.path("unit").asString("");
        Unit unit = code.isEmpty() ? units.province() : units.get(code, today);
        boolean machine = person.path("machine").asBoolean(false);
        accounts.create(name, person.path("name").asString(), unit.id(), true);
        if (machine) {
            database.sql("update access.account set kind = 'machine' where name = :name")
                    .param("name", name)
                    .update();
        }
        for (String role : rolesOf(person)) {
            accounts.assign(name, role, unit.id(), fieldsOf(person), today, null, "Tài khoản trình diễn");
        }
        return !machine;
    }

    private @Nullable String read() {
        if (folder == null || !Files.exists(folder.resolve(PASSWORD_FILE))) {
            return null;
        }
        try {
            String kept = Files.readString(folder.resolve(PASSWORD_FILE)).strip();
            return kept.isEmpty() ? null : kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String fresh) {
        if (folder == null) {
            return;
        }
        Path file = folder.resolve(PASSWORD_FILE);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, fresh + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fresh() {
        var random = new SecureRandom();
        return Stream.generate(() -> random.ints(GROUP, 0, LETTERS.length())
                        .mapToObj(at -> String.valueOf(LETTERS.charAt(at)))
                        .collect(Collectors.joining()))
                .limit(GROUPS)
                .collect(Collectors.joining("-"));
    }
}
