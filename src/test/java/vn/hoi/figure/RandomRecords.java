package vn.hoi.figure;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoi.TestApplication;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Titles and certificates that keep their registers' rules, with days about bucket borders and places of all times. */
final class RandomRecords {

    private static final List<String> KINDS =
            List.of("invention", "utility", "design", "mark", "collective-mark", "certification-mark", "gi");

    private final Random random;
    private final List<Unit> areas;

    RandomRecords(Random random) {
        this.random = random;
        areas = TestApplication.get(Units.class).list().stream()
                .filter(Unit::isArea)
                .toList();
    }

    private LocalDate day() {
        return LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700));
    }

    String anyDay() {
        return day().toString();
    }

    /** A place by id, as a form sends it. */
    String place() {
        return String.valueOf(placeId());
    }

    int placeId() {
        // few places, so that many writers meet in the same cells
        return areas.get(random.nextInt(random.nextInt(4) == 0 ? areas.size() : 12))
                .id();
    }

    String kind() {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    @Nullable
    LocalDate dayOrNone() {
        return random.nextInt(3) == 0 ? null : day();
    }

    Map<String, String> title() {
        LocalDate filed = day();
        String kind = kind();
        Map<String, String> typed = new HashMap<>(Map.of(
                "title",
                "Đối tượng " + random.nextInt(1000),
                "kind",
                kind,
                "application-no",
                UUID.randomUUID().toString().substring(0, 30),
                "filed-on",
                filed.toString(),
                "owner",
                "Chủ đơn " + random.nextInt(50),
                "place",
                place()));
        LocalDate published = filed.plusDays(random.nextInt(40));
        typed.put("published-on", random.nextInt(3) == 0 ? "" : published.toString());
        boolean granted = random.nextInt(3) != 0;
        typed.put("state", granted ? "in-force" : "examined");
        typed.put("granted-on", granted ? published.plusDays(random.nextInt(40)).toString() : "");
        typed.put("title-no", granted ? UUID.randomUUID().toString().substring(0, 20) : "");
        typed.put("grant-scope", !granted ? "" : kind.equals("gi") && random.nextBoolean() ? "extended" : "new");
        typed.put("valid-until", granted && !kind.equals("gi") ? "2040-01-01" : "");
        typed.put("manager", granted ? "Hội Sản xuất Hồi" : "");
        return typed;
    }

    Map<String, String> certificate() {
        boolean individual = random.nextBoolean();
        LocalDate issued = day();
        boolean revoked = random.nextInt(3) == 0;
        Map<String, String> typed = new HashMap<>(Map.of(
                "holder",
                individual ? "individual" : "organisation",
                "holder-name",
                "Thuê bao " + random.nextInt(1000),
                "medium",
                individual && random.nextInt(3) == 0 ? "sim" : random.nextBoolean() ? "usb-token" : "remote",
                "serial",
                UUID.randomUUID().toString(),
                "place",
                place()));
        typed.put("person-id", individual ? "020%09d".formatted(random.nextInt(1_000_000_000)) : "");
        typed.put("issued-on", issued.toString());
        typed.put("revoked-on", revoked ? issued.plusDays(random.nextInt(60)).toString() : "");
        typed.put("state", revoked ? "revoked" : "handed-over");
        return typed;
    }
}
