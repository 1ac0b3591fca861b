package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;
import vn.hoi.Http;
import vn.hoi.TestApplication;

class PeopleImportTest {

    private static final String HEADING =
            "Tài khoản,Họ và tên,Thư điện tử,Mã đơn vị,Vai trò,Lĩnh vực,Từ ngày,Đến ngày\n";

    private final Http http = Http.shared();
    private final String mark = Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void noFailedAttempts() {
        TestApplication.get(JdbcClient.class).sql("delete from access.attempt").update();
    }

    private HttpResponse<String> preview(String lines) throws Exception {
        return http.multipart(
                "/admin/people/import",
                Map.of(),
                List.of(new Http.Upload("file", "people.csv", (HEADING + lines).getBytes(StandardCharsets.UTF_8))));
    }

    private static String sent(String page) {
        Matcher lines = Pattern.compile("name=\"lines\" value=\"([^\"]*)\"").matcher(page);
        assertThat(lines.find()).isTrue();
        return HtmlUtils.htmlUnescape(lines.group(1));
    }

    @Test
    void everyBadLineIsNamedAndTheGoodOnesAreMadeWithLinksThatWork() throws Exception {
        String page = preview("a" + mark
                        + ",Nông Thị Một,mot@example.vn,SKHCN,specialist,property;quality,01/01/2026,31/12/2026\n"
                        + "a" + mark + ",Nông Thị Một,,SKHCN,Chuyên viên kế hoạch,,,\n"
                        + "b" + mark + ",Triệu Văn Hai,hai,KHONGCO,vua,khongco,32/01/2026,\n"
                        + "admin,Ai Đó,,SKHCN,planner,,,\n"
                        + "c" + mark + ",Vi Thị Ba,,06187,commune,,02/01/2026,01/01/2026\n")
                .body();
        assertThat(page)
                .contains("2 dòng đúng, 3 dòng cần sửa", "KHONGCO", "«vua»", "«khongco»", "32/01/2026", "«hai»")
                .contains("«admin» đã có", "trước ngày đầu", "Phường Kỳ Lừa");
        HttpResponse<String> made = http.form("/admin/people/import/make.csv", Map.of("lines", sent(page)));
        assertThat(made.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", ".csv");
        assertThat(made.body().lines().toList()).hasSize(2);
        Matcher link = Pattern.compile("http://127.0.0.1:\\d+(/link/[\\w-]+)").matcher(made.body());
        assertThat(link.find()).isTrue();
        var browser = new Browser();
        String password = "đường về bản xa xôi";
        browser.form(link.group(1), Map.of("password", password, "again", password));
        assertThat(browser.signIn("a" + mark, password).statusCode()).isEqualTo(303);
        assertThat(browser.get("/account").body())
                .contains("Chuyên viên lĩnh vực", "Chuyên viên kế hoạch", "Sở Khoa học và Công nghệ", "31/12/2026");
    }

    @Test
    void whatThePreviewSawIsTestedAgainWhenItIsMade() throws Exception {
        String page = preview("d" + mark + ",Lộc Văn Tư,,SKHCN,planner,,,\n").body();
        http.form("/admin/people/import/make.csv", Map.of("lines", sent(page)));
        HttpResponse<String> again = http.form("/admin/people/import/make.csv", Map.of("lines", sent(page)));
        assertThat(again.body().lines().toList()).as("the heading alone").hasSize(1);
    }

    @Test
    void aFileWithoutItsColumnsIsRefusedWithTheCure() throws Exception {
        HttpResponse<String> refused = http.multipart(
                "/admin/people/import",
                Map.of(),
                List.of(new Http.Upload(
                        "file", "x.csv", "Tài khoản,Tuổi\na,1\nb,2\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Họ và tên, Mã đơn vị, Vai trò");
    }

    @Test
    void theExampleIsAFileThatComesIn() throws Exception {
        String example = http.get("/admin/people/import/example.csv").body();
        HttpResponse<String> page = http.multipart(
                "/admin/people/import",
                Map.of(),
                List.of(new Http.Upload(
                        "file",
                        "example.csv",
                        example.replace("nguyenvana,", "e" + mark + ",").getBytes(StandardCharsets.UTF_8))));
        assertThat(page.body()).contains("1 dòng đúng, 0 dòng cần sửa");
    }

    @Test
    void onlyWhoAdministersMakesAccounts() throws Exception {
        assertThat(Http.unknown().get("/admin/people/import").statusCode()).isEqualTo(303);
        assertThat(Http.unknown().post("/admin/people/import/make", Map.of()).statusCode())
                .isEqualTo(401);
    }
}
