package vn.hoi.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two example templates with made-up values. */
final class Examples {

    static final Path SCHEMA = Path.of("schema");
    static final Path FOLDER = Path.of("src/test/resources/document");
    static final Letterhead LETTERHEAD =
            new Letterhead("Ủy ban nhân dân tỉnh Lạng Sơn", "Sở Khoa học và Công nghệ", "Lạng Sơn");
    static final String LOOK_UP = "https://hoi.langson.example/p/st-enterprise/DN-0007";

    private Examples() {}

    static Template template(String name) {
        try {
            return Template.read(FOLDER.resolve(name + ".md"), SCHEMA);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static OfficialDocument decision() {
        return template("decision").fill(decisionValues(), LETTERHEAD, null);
    }

    static OfficialDocument certificate() {
        return template("certificate").fill(certificateValues(), LETTERHEAD, LOOK_UP);
    }

    static Map<String, Object> decisionValues() {
        Map<String, Object> values = new HashMap<>();
        values.put("number", "142");
        values.put("issued-on", "ngày 05 tháng 9 năm 2026");
        values.put("year", "2026");
        values.put("province", "Lạng Sơn");
        values.put("earlier", "77/QĐ-UBND ngày 15/01/2026 của Chủ tịch Ủy ban nhân dân tỉnh");
        values.put("deputy", true);
        values.put("signer", "Hoàng Thị Mẫu");
        values.put("chair", "Trung tâm Ứng dụng mẫu");
        values.put("task", "Phục tráng giống hồi đại trà trên đất đồi");
        values.put("months", "24");
        values.put("begins-on", "tháng 10 năm 2026");
        values.put("total", "1.200.000.000");
        values.put("total-in-words", "một tỷ hai trăm triệu đồng");
        values.put("state", "900.000.000");
        values.put("other", "300.000.000");
        values.put("code", "NV-2026-014");
        values.put("list", "77/QĐ-UBND");
        values.put(
                "rows",
                List.of(
                        row("Điều tra, khảo sát vùng trồng và chọn cây mẹ", "Quý IV/2026", "350.000.000"),
                        row("Nhân giống, xây dựng vườn giống", "Quý I/2027", "400.000.000"),
                        row("Đánh giá, tổng kết, nghiệm thu", "Quý III/2028", "150.000.000")));
        values.put(
                "members",
                List.of(
                        Map.of("name", "Nông Văn Mẫu", "role", "chủ nhiệm"),
                        Map.of("name", "Lý Thị Thử", "role", "thư ký khoa học")));
        return values;
    }

    private static Map<String, String> row(String what, String when, String amount) {
        return Map.of("what", what, "when", when, "amount", amount);
    }

    static Map<String, Object> certificateValues() {
        Map<String, Object> values = new HashMap<>();
        values.put("number", "07");
        values.put("issued-on", "ngày 12 tháng 02 năm 2026");
        values.put("signer", "Nguyễn Văn Mẫu");
        values.put("enterprise", "Công ty cổ phần Hồi thử nghiệm");
        values.put("tax-code", "0000000000");
        values.put("registered-by", "Sở Tài chính tỉnh Lạng Sơn");
        values.put("registered-on", "01/02/2024");
        values.put("address", "thôn Mẫu, xã Đồng Đăng, tỉnh Lạng Sơn");
        values.put("products", List.of("Tinh dầu hồi tinh chế", "Nước rửa tay hồi - quế"));
        values.put("first-issued-on", "12/02/2026");
        return values;
    }
}
