package vn.hoi.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;

/** The journal as an auditor reads it. */
class JournalPagesTest {

    private final Http http = Http.shared();
    private final Journal journal = TestApplication.get(Journal.class);
    private final Sealer sealer = TestApplication.get(Sealer.class);
    private final Seals seals = TestApplication.get(Seals.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);
    private final String mark = "thử-" + UUID.randomUUID();

    @TempDir
    Path folder;

    private long write(String subject, String action, Map<String, Journal.Change> changes) {
        return Objects.requireNonNull(
                transaction.execute(status -> journal.write(subject, action, changes, "vì kiểm thử")));
    }

    private String address(String query) {
        return "/admin/journal.json?subject=" + URLEncoder.encode(mark, StandardCharsets.UTF_8) + query;
    }

    /** The sealer of the running program may be at it too. */
    private void sealed() {
        while (seals.progress().unsealed() > 0) {
            sealer.all();
        }
    }

    @Test
    void entriesAreListedNewestFirstPageByPage() throws Exception {
        List<Long> written = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            written.addFirst(write(mark + "/" + n, n % 2 == 0 ? "created" : "changed", Map.of()));
        }
        List<Long> read = new ArrayList<>();
        String next = address("&limit=3");
        int pages = 0;
        while (next != null) {
            JsonNode page = http.json(next);
            page.get("rows").forEach(row -> read.add(row.get("id").asLong()));
            assertThat(page.get("sealing").has("seal")).isTrue();
            next = page.get("next").isNull() ? null : page.get("next").asString();
            pages++;
        }
        assertThat(read).isEqualTo(written);
        assertThat(pages).isEqualTo(3);
        assertThat(http.json(address("&action=changed")).get("rows").size()).isEqualTo(3);
        assertThat(http.json(address("&account=nobody")).get("rows").isEmpty()).isTrue();
        assertThat(http.json(address("&from=2020-01-01&to=2020-12-31"))
                        .get("rows")
                        .isEmpty())
                .isTrue();
        assertThat(http.json(address("&from=2020-01-01")).get("rows").size()).isEqualTo(7);
        HttpResponse<String> csv = http.get(address("").replace(".json", ".csv"));
        assertThat(csv.body().lines()).hasSize(8);
        assertThat(http.get(address("").replace(".json", ".xlsx")).statusCode()).isEqualTo(200);
    }

    @Test
    void thePageShowsEntriesAndHowFarTheyAreSealed() throws Exception {
        long id = write(mark, "reported", Map.of("value", new Journal.Change(1, 2)));
        sealed();
        HttpResponse<String> page = http.get(
                "/admin/journal?subject=" + URLEncoder.encode(mark, StandardCharsets.UTF_8), "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/admin/journal/" + id, "Đã niêm phong đến số", mark);
        assertThat(http.get("/admin/journal/" + id, "Accept", "text/html").body())
                .contains("Đầu chuỗi", "Tự kiểm chứng", "vì kiểm thử", "hashlib");
    }

    @Test
    void anEntryOfARecordOpensTheRecord() throws Exception {
        long id = write("ip-title/VB-ABCDE", "changed", Map.of());
        assertThat(http.get("/admin/journal/" + id, "Accept", "text/html").body())
                .contains("href=\"/registers/ip-title/VB-ABCDE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=hôm-qua", "?to=31/02/2026", "?after=x", "?limit=nhiều"})
    void whatCannotBeReadIsRefusedWithACure(String query) throws Exception {
        String encoded = query.substring(0, query.indexOf('=') + 1)
                + URLEncoder.encode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
        HttpResponse<String> refused = http.get("/admin/journal.json" + encoded);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("JOU-400", "ví dụ");
        assertThat(http.get("/admin/journal/999999999999.json").body()).contains("JOU-404");
    }

    @Test
    void theScriptOnThePageProvesAnEntryAndRefusesAnAlteredOne() throws Exception {
        Assumptions.assumeTrue(hasPython());
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        changes.put("tên", new Journal.Change(null, "Nguyễn «An»"));
        changes.put("số", new Journal.Change(null, List.of(1, "hai")));
        long id = 0;
        for (int n = 0; n < 5; n++) {
            id = write("party/" + mark, "changed", changes);
        }
        transaction.executeWithoutResult(
                status -> journal.erase("party/" + mark, java.util.Set.of("số"), "quyết định"));
        sealed();
        String json = http.get("/admin/journal/" + id + ".json").body();
        Path script = Files.writeString(folder.resolve("verify.py"), Inclusion.script());
        JsonNode seal = Http.read(http.get("/admin/journal/" + id + ".json"))
                .get("proof")
                .get("seal");
        assertThat(run(script, json))
                .isEqualTo(seal.get("number").asLong() + " " + seal.get("head").asString());
        assertThat(json).contains("Nguyễn «An»");
        assertThat(run(script, json.replace("Nguyễn «An»", "Nguyễn «Ân»"))).contains("AssertionError");
        assertThat(run(script, json.replace("\"changed\"", "\"created\""))).contains("AssertionError");
    }

    @Test
    void whatAReaderMayNotSeeIsProvedByItsDigestAlone() {
        long id = write(
                mark,
                "changed",
                Map.of("phone", new Journal.Change(null, "0912000111"), "fee", new Journal.Change(1, 2)));
        sealed();
        Journal.Entry entry = journal.find(id).orElseThrow();
        Map<String, Journal.Change> masked = new LinkedHashMap<>(entry.changes());
        masked.put("phone", new Journal.Change(null, "•••"));
        Inclusion.Proof proof = TestApplication.get(Inclusion.class)
                .find(entry, entry.with(masked))
                .orElseThrow();
        assertThat(proof.toString()).doesNotContain("0912000111");
        assertThat(proof.values())
                .filteredOn(value -> "phone".equals(value.column()))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.salt()).isNull();
                    assertThat(proof.leaf()).contains(value.digest());
                });
        assertThat(proof.values())
                .filteredOn(value -> "fee".equals(value.column()))
                .singleElement()
                .satisfies(value -> assertThat(value.salt()).isNotNull());
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException | InterruptedException none) {
            return false;
        }
    }

    private static String run(Path script, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", script.toString())
                .redirectErrorStream(true)
                .start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}
