package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import vn.hoi.TestApplication;
import vn.hoi.common.Problem;
import vn.hoi.unit.Units;

/** Three hundred titles of one owner, many with the same or with no days. */
class RecordListTest {

    private static final int RECORDS = 300;
    private static final String OWNER = "Tổng hợp phân trang";

    private static final Records records = TestApplication.get(Records.class);
    private static final RecordLists lists = TestApplication.get(RecordLists.class);
    private static final RecordQueries queries = TestApplication.get(RecordQueries.class);
    private static final Register titles = TestApplication.get(Registers.class).get("ip-title");

    @BeforeAll
    static void load() {
        int province = TestApplication.get(Units.class).province().id();
        int ward =
                TestApplication.get(Units.class).get("06040", LocalDate.now()).id();
        var random = new Random(20250905);
        List<String> columns = List.of(
                "unit",
                "place",
                "state",
                "title",
                "kind",
                "application-no",
                "filed-on",
                "owner",
                "published-on",
                "granted-on",
                "grant-scope",
                "title-no",
                "valid-until");
        var rows = IntStream.range(0, RECORDS)
                .mapToObj(n -> {
                    LocalDate filed = LocalDate.of(2022, 1, 1).plusDays(random.nextInt(12));
                    LocalDate granted = random.nextInt(3) == 0 ? null : filed.plusDays(random.nextInt(10));
                    return new @Nullable Object[] {
                        province,
                        n % 3 == 0 ? ward : province,
                        granted == null ? "filed" : "in-force",
                        "Nhãn hiệu " + n,
                        "mark",
                        "PT-" + n,
                        filed,
                        OWNER,
                        random.nextInt(4) == 0 ? null : filed.plusDays(random.nextInt(5)),
                        granted,
                        granted == null ? null : "new",
                        granted == null ? null : "T-" + n,
                        granted == null || random.nextBoolean() ? null : granted.plusDays(1 + random.nextInt(3))
                    };
                })
                .iterator();
        RecordLoading loading = TestApplication.get(RecordLoading.class);
        assertThat(loading.load(titles, columns, rows, RECORDS, loading.numbers(titles), "test", n -> {}))
                .isEqualTo(RECORDS);
        for (String owner : List.of("Cơ sở Hoà Bình", "Cơ sở Hòa Bình", "CƠ SỞ HÒA BÌNH ĐẶNG")) {
            create(owner, "Trà hoa vàng");
        }
        create("Hộ “Hoa Hồi” – Xứ Lạng", "Tinh dầu 100% nguyên_chất");
        create("Cơ sở dấu % và _", "Mật ong");
    }

    private static void create(String owner, String title) {
        records.create(
                titles,
                Map.of(
                        "title",
                        title,
                        "kind",
                        "mark",
                        "application-no",
                        java.util.UUID.randomUUID().toString().substring(0, 30),
                        "filed-on",
                        "2025-01-02",
                        "owner",
                        owner));
    }

    private static RecordQuery query(String... parameters) {
        var map = new LinkedMultiValueMap<String, String>();
        for (int index = 0; index < parameters.length; index += 2) {
            if (parameters[index].equals("after")) {
                map.remove("after");
            }
            map.add(parameters[index], parameters[index + 1]);
        }
        return queries.read(titles, map, List.of());
    }

    /** All pages one after the other, as a reader follows them. */
    private static List<Row> follow(String... parameters) {
        List<Row> all = new ArrayList<>();
        @Nullable String after = null;
        int pages = 0;
        do {
            List<String> asked = new ArrayList<>(List.of(parameters));
            if (after != null) {
                asked.addAll(List.of("after", after));
            }
            RecordQuery query = query(asked.toArray(String[]::new));
            RecordLists.Page page = lists.page(titles, query);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(query.limit());
            all.addAll(page.rows());
            after = page.next();
            assertThat(++pages).as("the list comes to its end").isLessThan(RECORDS + 50);
        } while (after != null);
        return all;
    }

    static Stream<Arguments> orders() {
        return Stream.of("", "filed-on", "published-on", "granted-on", "valid-until")
                .flatMap(sort -> Stream.of("asc", "desc")
                        .flatMap(dir -> Stream.of(7, 50, 300, 1000).map(limit -> Arguments.of(sort, dir, limit))));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void pagesFollowEachOtherWithoutGapOrRepetition(String sort, String dir, int limit) {
        List<Row> all = follow("q", OWNER, "sort", sort, "dir", dir, "limit", String.valueOf(limit));
        assertThat(all).hasSize(RECORDS).extracting(Row::id).doesNotHaveDuplicates();
        Comparator<Row> up = sort.isEmpty()
                ? Comparator.comparing(Row::id)
                : Comparator.<Row, LocalDate>comparing(
                                row -> (LocalDate) row.value(sort), Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Row::id);
        if (dir.equals("asc")) {
            assertThat(all).isSortedAccordingTo(up);
        } else {
            // empty days come last going down; among themselves by the number, like all others
            assertThat(all).isSortedAccordingTo(up.reversed());
        }
    }

    @ParameterizedTest
    @CsvSource({"filed-on, asc", "granted-on, desc", "valid-until, asc", "'', desc"})
    void theWholeListIsInTheOrderOfItsPages(String sort, String dir) {
        List<Row> whole = new ArrayList<>();
        lists.forEach(titles, query("q", OWNER, "sort", sort, "dir", dir), whole::add);
        assertThat(whole).containsExactlyElementsOf(follow("q", OWNER, "sort", sort, "dir", dir));
    }

    @Test
    void aRecordAddedWhileSomeoneReadsMovesNoPage() {
        RecordLists.Page first = lists.page(titles, query("q", OWNER, "limit", "100"));
        create(OWNER + " mới", "Thêm");
        List<Row> rest = follow("q", OWNER, "limit", "100", "after", Objects.requireNonNull(first.next()));
        assertThat(rest).hasSize(RECORDS - 100);
        assertThat(rest).doesNotContainAnyElementsOf(first.rows());
        TestApplication.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("delete from register.ip_title where owner = :owner")
                .param("owner", OWNER + " mới")
                .update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "co so hoa binh | 3",
                "Cơ sở Hoà Bình | 3",
                "cơ sở hòa bình | 3",
                "BINH HOA | 3",
                "hòa bình đặng | 1",
                "hoi xu lang | 1",
                "Hộ “Hoa Hồi” – Xứ Lạng | 1",
                "100% | 1",
                "nguyên_chất | 1",
                "cơ sở dấu % | 1",
                "không có ai | 0"
            })
    void searchingNeedsNeitherDiacriticsNorTheirPlacement(String text, int found) {
        assertThat(lists.page(titles, query("q", text, "filed-on-x", "")).rows())
                .filteredOn(row -> !"Hoa hồi".equals(row.value("title")))
                .hasSize(found);
    }

    @Test
    void aWholeCodeFindsItsRecord() {
        String code = lists.page(titles, query("limit", "1")).rows().getFirst().code();
        assertThat(lists.page(titles, query("q", code.toLowerCase(java.util.Locale.ROOT)))
                        .rows())
                .extracting(Row::code)
                .contains(code);
    }

    @Test
    void filtersNarrowTogether() {
        List<Row> rows =
                follow("q", OWNER, "state", "in-force", "granted-on-from", "05/01/2022", "granted-on-to", "2022-01-10");
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.value("state")).isEqualTo("in-force");
            assertThat((LocalDate) row.value("granted-on"))
                    .isBetween(LocalDate.of(2022, 1, 5), LocalDate.of(2022, 1, 10));
        });
        long expected = follow("q", OWNER).stream()
                .filter(row -> row.value("granted-on") instanceof LocalDate day
                        && !day.isBefore(LocalDate.of(2022, 1, 5))
                        && !day.isAfter(LocalDate.of(2022, 1, 10)))
                .count();
        assertThat(rows).hasSize((int) expected);
        assertThat(follow("q", OWNER, "place", "06040")).hasSize(RECORDS / 3);
        assertThat(follow("q", OWNER, "place", "20")).hasSize(RECORDS);
        assertThat(follow("q", OWNER, "kind", "mark", "kind", "design")).hasSize(RECORDS);
        assertThat(follow("q", OWNER, "kind", "design")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "title", "owner", "filed-on", "kind-from", "kind-to", "state-from", "id"})
    void aFilterThatDoesNotExistIsRefused(String name) {
        assertThatThrownBy(() -> lists.page(titles, query(name, "x")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(400);
                    assertThat(problem.code()).isEqualTo("REG-402");
                    assertThat(problem.getMessage()).contains(name);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "sort, owner, REG-401",
        "limit, 0, REG-403",
        "limit, x, REG-403",
        "limit, -5, REG-403",
        "granted-on, never, REG-410",
        "unit, 99999, UNI-404",
        "place, nowhere, UNI-404",
        "after, ???, REG-408",
        "after, YWJj, REG-408"
    })
    void aParameterThatCannotBeUnderstoodIsRefused(String name, String value, String code) {
        assertThatThrownBy(() -> lists.page(titles, query(name, value)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void aMarkFromAListOrderedOtherwiseIsRefused() {
        String mark = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("5:abc".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> lists.page(titles, query("sort", "filed-on", "after", mark)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("REG-408"));
    }

    @Test
    void noMoreThanAThousandAreGivenAtOnce() {
        assertThat(query("limit", "999999").limit()).isEqualTo(1000);
        assertThat(query().limit()).isEqualTo(50);
    }
}
