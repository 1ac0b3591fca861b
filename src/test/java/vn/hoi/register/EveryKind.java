package vn.hoi.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.TestDeclarations;

/** The program on a database of its own with two made-up registers: one with columns of every type, one that is checked. */
final class EveryKind {

    static final String DECLARATION = """
            name: { vi: Sổ đủ kiểu, en: Every kind }
            about: { vi: Chỉ để kiểm thử., en: For tests only. }
            code: "EK-{seq:5}"
            title: title
            alike: [title, partner]
            columns:
              title:     { name: { vi: Tên, en: Title }, type: text, max-length: 200, required: true, search: true, list: true }
              story:     { name: { vi: Diễn giải, en: Story }, type: long-text }
              number:    { name: { vi: Số lượng, en: Number }, type: integer, min: 0, list: true }
              weight:    { name: { vi: Khối lượng, en: Weight }, type: decimal, help: { vi: "Tính bằng ki-lô-gam", en: In kilograms } }
              share:     { name: { vi: Tỷ lệ, en: Share }, type: percent, max: 100 }
              cost:      { name: { vi: Kinh phí, en: Cost }, type: money, min: 0, list: true }
              total:     { name: { vi: Tổng khối lượng, en: Total weight }, type: decimal, computed: "number * weight" }
              begun-on:  { name: { vi: Ngày bắt đầu, en: Begun on }, type: date, default: today, required: true }
              met-at:    { name: { vi: Giờ họp, en: Met at }, type: date-time, default: now }
              open:      { name: { vi: Công khai, en: Open }, type: yes-no }
              level:     { name: { vi: Cấp, en: Level }, type: choice, of: few, required: true, list: true, default: low }
              area:      { name: { vi: Lĩnh vực, en: Area }, type: choice, of: many }
              office:    { name: { vi: Cơ quan, en: Office }, type: unit }
              partner:   { name: { vi: Đối tác, en: Partner }, type: party, search: true }
              term:      { name: { vi: Kỳ, en: Term }, type: period }
              task:      { name: { vi: Nhiệm vụ, en: Task }, type: reference, of: ip-title, list: true }
              titles:    { name: { vi: Văn bằng, en: Titles }, type: references, of: ip-title, most: 4 }
              members:
                name: { vi: Thành viên, en: Members }
                type: rows
                most: 10
                columns:
                  name:   { name: { vi: Họ tên, en: Name }, type: text, required: true }
                  role:   { name: { vi: Vai trò, en: Role }, type: choice, of: few }
                  pay:    { name: { vi: Thù lao, en: Pay }, type: money }
                  since:  { name: { vi: Từ ngày, en: Since }, type: date }
                  paper:  { name: { vi: Văn bằng, en: Paper }, type: reference, of: ip-title }
              documents: { name: { vi: Tệp kèm theo, en: Documents }, type: files, most: 3 }
              spot:      { name: { vi: Vị trí, en: Spot }, type: location }
              tax:       { name: { vi: Mã số thuế, en: Tax code }, type: identifier, check: tax-code }
            sections:
              main:  { vi: Nội dung, en: Content, columns: [title, story, number, weight, share, cost, total, begun-on, met-at, open, level, area] }
              links: { vi: Liên quan, en: Links, columns: [office, partner, term, task, titles, members, documents, spot, tax] }
            choices:
              few:
                low:  { vi: Cơ sở, en: Low }
                high: { vi: Cấp tỉnh, en: High }
                past: { vi: Cấp huyện, en: Past, until: 2025-06-30 }
              many:
            """
            + IntStream.rangeClosed(1, 20)
                    .mapToObj(n -> "    a%d: { vi: Lĩnh vực số %d, en: Area no %d }".formatted(n, n, n))
                    .collect(Collectors.joining("\n"))
            + "\n";

    static final String CHECKED = """
            name: { vi: Sổ xem lại, en: Checked }
            about: { vi: Chỉ để kiểm thử., en: For tests only. }
            code: "CK-{seq:5}"
            title: title
            check-answers: true
            columns:
              title:   { name: { vi: Tên, en: Title }, type: text, required: true, unique: true, search: true, list: true }
              level:   { name: { vi: Cấp, en: Level }, type: choice, of: few }
              members: { name: { vi: Thành viên, en: Members }, type: rows, columns: { name: { name: { vi: Họ tên, en: Name }, type: text } } }
              twice:   { name: { vi: Gấp đôi, en: Twice }, type: integer, computed: "2 * number" }
              number:  { name: { vi: Số lượng, en: Number }, type: integer }
            choices:
              few:
                low:  { vi: Cơ sở, en: Low }
                high: { vi: Cấp tỉnh, en: High }
            """;

    private static final class Started {
        static final ConfigurableApplicationContext APPLICATION = start();
    }

    private EveryKind() {}

    /** Declarations as they ship, with the two registers. */
    static Path home(Path folder) throws IOException {
        TestDeclarations.copy(folder);
        Files.writeString(folder.resolve("fields/property/registers/every-kind.yaml"), DECLARATION);
        Files.writeString(folder.resolve("fields/property/registers/checked.yaml"), CHECKED);
        return folder;
    }

    private static ConfigurableApplicationContext start() {
        try (var connection = TestDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists forms with (force)");
            statement.execute("create database forms");
            return TestApplication.start(
                    TestDatabase.server().jdbcUrl().replace("/postgres?", "/forms?"),
                    home(Files.createTempDirectory("every-kind")),
                    WebApplicationType.SERVLET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T get(Class<T> type) {
        return Started.APPLICATION.getBean(type);
    }

    static Http http() {
        return new Http(
                Integer.parseInt(Started.APPLICATION.getEnvironment().getRequiredProperty("local.server.port")));
    }

    /** The code of a title that others may refer to. */
    static String title(String name) {
        Map<String, String> typed = new LinkedHashMap<>(Map.of(
                "title",
                name,
                "kind",
                "mark",
                "application-no",
                "4-" + System.nanoTime(),
                "filed-on",
                "05/01/2024",
                "owner",
                "Hợp tác xã Hồi"));
        return get(Records.class)
                .create(get(Registers.class).get("ip-title"), typed)
                .code();
    }
}
