package vn.hoi.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Power;
import vn.hoi.common.Yaml;

/** The roles of {@code fields/roles.yaml}. */
@Component
public class Roles {

    /** @param powers what it may do beside what registers declare for it */
    public record Role(String id, Label name, Set<Power> powers) {}

    private final Map<String, Role> roles = new LinkedHashMap<>();

    Roles(Home home) {
        try {
            Yaml yaml = Yaml.read(home.fields().resolve("roles.yaml"));
            yaml.check(home.schema().resolve("roles.schema.json"));
            yaml.tree().properties().forEach(entry -> {
                Set<Power> powers = EnumSet.noneOf(Power.class);
                entry.getValue()
                        .path("may")
                        .forEach(power ->
                                powers.add(Power.valueOf(power.asString().toUpperCase(Locale.ROOT))));
                Label name = yaml.as(entry.getValue().path("name"), Yaml.pointer(entry.getKey(), "name"), Label.class);
                roles.put(entry.getKey(), new Role(entry.getKey(), name, Set.copyOf(powers)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the declared order. */
    public Collection<Role> list() {
        return roles.values();
    }

    public Optional<Role> find(String id) {
        return Optional.ofNullable(roles.get(id));
    }

    /** Whether the role is declared and has the power; a role that is declared no more has none. */
    boolean has(String role, Power power) {
        return find(role).filter(found -> found.powers().contains(power)).isPresent();
    }
}
