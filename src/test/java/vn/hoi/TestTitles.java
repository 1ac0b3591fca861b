package vn.hoi;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;

/** Industrial property titles of tests that need something a figure counts: by day of filing or publication and by place. */
public final class TestTitles {

    private TestTitles() {}

    /**
     * One more application.
     *
     * @param owner by whose name the test removes them again
     * @param filed day, as {@code published}: 2026-01-31
     * @param published null for one that is not published yet
     * @param place code or id of a unit; null for the province
     * @return its code
     */
    public static String filed(String owner, String filed, @Nullable String published, @Nullable String place) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "title",
                "Nhãn hiệu",
                "kind",
                "mark",
                "application-no",
                UUID.randomUUID().toString().substring(0, 30),
                "filed-on",
                filed,
                "owner",
                owner));
        if (published != null) {
            typed.put("published-on", published);
        }
        if (place != null) {
            typed.put("place", place);
        }
        return TestApplication.get(Records.class)
                .create(TestApplication.get(Registers.class).get("ip-title"), typed)
                .code();
    }
}
