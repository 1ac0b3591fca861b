package vn.hoi;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;

/** Industrial property titles of tests that need something a figure counts: by day of publication and by place. */
public final class TestTitles {

    private TestTitles() {}

    /**
     * One more application that was published.
     *
     * @param owner by whose name the test removes them again
     * @param filed day, as {@code published}: 2026-01-31
     * @param place code or id of a unit; null for the province
     */
    public static void published(String owner, String filed, String published, @Nullable String place) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "title",
                "Nhãn hiệu",
                "kind",
                "mark",
                "application-no",
                UUID.randomUUID().toString().substring(0, 30),
                "filed-on",
                filed,
                "published-on",
                published,
                "owner",
                owner));
        if (place != null) {
            typed.put("place", place);
        }
        TestApplication.get(Records.class)
                .create(TestApplication.get(Registers.class).get("ip-title"), typed);
    }
}
