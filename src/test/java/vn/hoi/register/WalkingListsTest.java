package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.unit.Units;

/** Walking through the pages of a list, on and back, while others write. */
class WalkingListsTest {

    private static final String OWNER = "Đi tới đi lui";

    private static final List<String> UNITS = TestApplication.get(JdbcClient.class)
            .sql("select code from unit.unit where kind = 'commune' and valid_until is null order by code limit 5")
            .query(String.class)
            .list();

    private static final Records records = TestApplication.get(Records.class);
    private static final RecordLists lists = TestApplication.get(RecordLists.class);
    private static final RecordQueries queries = TestApplication.get(RecordQueries.class);
    private static final Register titles = TestApplication.get(Registers.class).get("ip-title");

    @BeforeAll
    static void fill() {
        var random = new Random(7);
        for (int n = 0; n < 40; n++) {
            create(random);
        }
    }

    @AfterAll
    static void clear() {
        TestApplication.get(JdbcClient.class)
                .sql("delete from register.ip_title where owner = :owner")
                .param("owner", OWNER)
                .update();
    }

    private static long create(Random random) {
        String filed = "2024-03-0" + (1 + random.nextInt(4));
        var typed = new java.util.HashMap<>(Map.of(
                "title",
                random.nextInt(9) == 0 ? "Nhãn hiếm" : "Nhãn",
                "kind",
                random.nextBoolean() ? "mark" : "design",
                "unit",
                UNITS.get(random.nextInt(UNITS.size())),
                "application-no",
                UUID.randomUUID().toString().substring(0, 30),
                "filed-on",
                filed,
                "owner",
                OWNER));
        if (random.nextBoolean()) {
            typed.put("published-on", "2024-03-0" + (5 + random.nextInt(3)));
        }
        return records.create(titles, typed).id();
    }

    private static RecordLists.Page page(List<String> order, String name, @Nullable String cursor) {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add("q", OWNER);
        for (int index = 0; index < order.size(); index += 2) {
            asked.add(order.get(index), order.get(index + 1));
        }
        if (cursor != null) {
            asked.add(name, cursor);
        }
        return lists.page(titles, queries.read(titles, asked, List.of()));
    }

    @Test
    void walkingOnAndBackVisitsEveryRecordOnce() {
        Seeded.check(random -> {
            List<String> order = order(random);
            List<Long> on = new ArrayList<>();
            RecordLists.Page page = page(order, "after", null);
            assertThat(page.previous()).isNull();
            while (true) {
                ids(page, on, on.size());
                if (page.next() == null) {
                    break;
                }
                page = page(order, "after", page.next());
                assertThat(page.previous()).isNotNull();
            }
            assertThat(on).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
            List<Long> back = new ArrayList<>();
            ids(page, back, 0);
            while (page.previous() != null) {
                page = page(order, "before", page.previous());
                assertThat(page.next()).isNotNull();
                ids(page, back, 0);
            }
            assertThat(back).isEqualTo(on);
        });
    }

    @Test
    void whatIsAddedMeanwhileMakesNoRecordAppearTwice() {
        Seeded.check(random -> {
            List<String> order = order(random);
            List<Long> before = new ArrayList<>();
            RecordLists.Page first = page(order, "after", null);
            for (RecordLists.Page page = first; ; page = page(order, "after", page.next())) {
                ids(page, before, before.size());
                if (page.next() == null) {
                    break;
                }
            }
            List<Long> seen = new ArrayList<>();
            RecordLists.Page page = page(order, "after", null);
            ids(page, seen, 0);
            while (page.next() != null) {
                create(random);
                page = page(order, "after", page.next());
                ids(page, seen, seen.size());
            }
            List<Long> back = new ArrayList<>();
            ids(page, back, 0);
            while (page.previous() != null) {
                create(random);
                page = page(order, "before", page.previous());
                ids(page, back, 0);
            }
            assertThat(seen).doesNotHaveDuplicates().containsAll(before);
            assertThat(back).doesNotHaveDuplicates().containsAll(before);
        });
    }

    /** Windows of a few records, so that pages end within them, at their ends and beyond. */
    @Test
    void whoeverMayOpenSomeUnitsWalksThroughTheRecordsOfTheseAlone() {
        Rights some = mock(Rights.class);
        RecordLists narrow = new RecordLists(
                TestApplication.get(DSLContext.class),
                TestApplication.get(RecordRows.class),
                some,
                new RecordLists.Windows(8, 4, 6, 3));
        Units known = TestApplication.get(Units.class);
        List<Integer> units = UNITS.stream()
                .map(code -> known.get(code, LocalDate.now()).id())
                .toList();
        Seeded.check(random -> {
            for (int turn = 0; turn < 20; turn++) {
                Set<Integer> open = new HashSet<>();
                while (open.isEmpty()) {
                    units.stream().filter(unit -> random.nextInt(3) == 0).forEach(open::add);
                }
                when(some.reach(titles.id())).thenReturn(new Reach(false, open));
                var asked = new LinkedMultiValueMap<String, String>();
                asked.add("kind", random.nextBoolean() ? "mark" : "design");
                asked.add("dir", random.nextBoolean() ? "asc" : "desc");
                switch (random.nextInt(3)) {
                    case 0 -> asked.add("q", OWNER);
                    case 1 -> asked.add("q", "nhan hiem");
                    default -> {
                        // the kind alone
                    }
                }
                asked.add("limit", "1000");
                Condition theirs = RecordTable.integer("unit").in(open);
                List<Long> whole =
                        lists
                                .page(
                                        titles,
                                        queries.read(titles, asked, List.of()).within(theirs, Map.of()))
                                .rows()
                                .stream()
                                .map(Row::id)
                                .toList();
                asked.set("limit", String.valueOf(1 + random.nextInt(12)));
                List<Long> walked = new ArrayList<>();
                @Nullable String next = null;
                do {
                    if (next != null) {
                        asked.set("after", next);
                    }
                    RecordQuery query = queries.read(titles, asked, List.of());
                    RecordLists.Page page = narrow.page(titles, query.within(theirs, query.asked()));
                    ids(page, walked, walked.size());
                    next = page.next();
                } while (next != null && walked.size() < 100);
                assertThat(walked)
                        .as("%s of %s", asked, open)
                        .isEqualTo(whole.subList(0, Math.min(walked.size(), whole.size())));
                assertThat(walked.size()).isGreaterThanOrEqualTo(Math.min(100, whole.size()));
            }
        });
    }

    private static void ids(RecordLists.Page page, List<Long> into, int at) {
        into.addAll(at, page.rows().stream().map(Row::id).toList());
    }

    private static List<String> order(Random random) {
        String sort = Stream.of("", "filed-on", "published-on").toList().get(random.nextInt(3));
        List<String> order = new ArrayList<>(List.of("limit", String.valueOf(5 + random.nextInt(20))));
        if (!sort.isEmpty()) {
            order.addAll(List.of("sort", sort));
        }
        order.addAll(List.of("dir", random.nextBoolean() ? "asc" : "desc"));
        return order;
    }

    /** The index is asked for the rarest of them only. */
    @Test
    void everyOneOfManyWordsMustBeThere() {
        for (String words : List.of("nhan hiem toi lui di", "lui toi di hiem", "khong toi lui di hiem")) {
            var asked = new LinkedMultiValueMap<String, String>();
            asked.add("q", words);
            asked.add("limit", "1000");
            List<Long> found = new ArrayList<>();
            ids(lists.page(titles, queries.read(titles, asked, List.of())), found, 0);
            List<Long> rare = TestApplication.get(JdbcClient.class)
                    .sql("select id from register.ip_title where owner = :owner and title = 'Nhãn hiếm'")
                    .param("owner", OWNER)
                    .query(Long.class)
                    .list();
            assertThat(rare).isNotEmpty();
            assertThat(found).as(words).hasSameElementsAs(words.startsWith("khong") ? List.of() : rare);
        }
    }

    @Test
    void aRangeOfDaysIsReadInTheOrderOfItsDays() {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add("granted-on-from", "2024-03-01");
        assertThat(queries.read(titles, asked, List.of()).sort()).isEqualTo(titles.column("granted-on"));
    }

    @Test
    void twoMarksAtOnceAreRefused() {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add("after", "MQ");
        asked.add("before", "MQ");
        assertThatThrownBy(() -> queries.read(titles, asked, List.of()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("REG-408"));
    }
}
