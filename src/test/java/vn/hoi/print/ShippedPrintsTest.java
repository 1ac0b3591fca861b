package vn.hoi.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import vn.hoi.TestApplication;
import vn.hoi.document.Documents;
import vn.hoi.document.Golden;
import vn.hoi.document.OfficialDocument;
import vn.hoi.document.PdfA;
import vn.hoi.register.Print;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** The words of each shipped print, held against files of {@code src/test/resources/golden/print/}. */
class ShippedPrintsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 5);

    @Test
    void theNoticeOfVerificationDueReadsAsItShould() throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("code", "PTD-06169-9000001");
        values.put("kind", "fuel-dispenser");
        values.put("model", "TMĐ-50");
        values.put("maker", "Công ty Đo lường mẫu");
        values.put("serial", "GOLDEN-001");
        values.put("range", "(2 ÷ 9999) L");
        values.put("accuracy-class", "0,5");
        values.put("owner", "Cửa hàng xăng dầu Mẫu số 7");
        values.put("in-use-from", "2023-02-01");
        values.put("last-verification", "2025-10-12");
        values.put("verified-until", "2026-10-31");
        check("measuring-instrument", "verification-due", values, "in-use", "");
    }

    @Test
    void theReceiptOfADossierReadsAsItShould() throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("code", "H37.99-260904-0007");
        values.put("procedure", "import-quality");
        values.put("applicant", "Công ty TNHH Nhập khẩu mẫu");
        values.put("channel", "in-person");
        values.put("level", "province");
        values.put("received-on", "2026-09-04");
        values.put("appointed-on", "2026-09-07");
        values.put("fee", "150000");
        check("dossier", "receipt", values, "accepted", "");
    }

    @Test
    void theMinutesOfAHandOverReadAsTheyShould() throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("code", "CTS-900001");
        values.put("holder", "organisation");
        values.put("holder-name", "Ủy ban nhân dân xã Mẫu");
        values.put("medium", "usb-token");
        values.put("serial", "54 01 0A GOLDEN");
        values.put("request-no", "12/CV-UBND");
        values.put("issued-on", "2026-08-20");
        values.put("valid-until", "2031-08-20");
        values.put("handed-over-on", "2026-09-05");
        check("digital-certificate", "hand-over", values, "handed-over", "");
    }

    @Test
    void theCertificateOfAnInitiativeReadsAsItShould() throws Exception {
        Map<String, String> values = Initiatives.values("recognised");
        values.put("code", "SK-90001");
        values.put("title", "Cải tiến giàn phơi hồi khép kín giảm hao hụt tinh dầu");
        values.put("first-used-on", "2025-08-01");
        values.put("benefit", "124000000");
        values.put("novelty", "Giàn phơi hai tầng, mái che tự cuốn khi có mưa; giữ nhiệt ban đêm.");
        values.put("decision-no", "145/QĐ-UBND");
        values.put("scope", "province");
        values.put("certificate-no", "GOLDEN/GCN");
        check("initiative", "certificate", values, "recognised", "07/2026/GCN-SK");
    }

    @Test
    void theDecisionApprovingATaskReadsAsItShould() throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("code", "NV-90001");
        values.put("title", "Nghiên cứu phục tráng giống hồi đại trà tại các xã vùng cao");
        values.put("level", "provincial");
        values.put("kind", "topic");
        values.put("discipline", "agriculture");
        values.put("mode", "state-order");
        values.put("host-organisation", "Trung tâm Ứng dụng mẫu");
        values.put("principal-investigator", "TS. Hoàng Thị Mẫu");
        values.put("user-organisation", "Hợp tác xã Hồi mẫu");
        values.put("until", "2028-09-30");
        values.put("total-cost", "1205000000");
        values.put("state-budget", "1005000000");
        values.put("other-funds", "200000000");
        values.put("lump-sum-mode", "by-part");
        check("st-task", "approval", values, "cost-appraisal", "142/QĐ-SKHCN");
    }

    @Test
    void aRevocationNamesTheNumberThatItRevokes() throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("kind", "st-enterprise");
        values.put("party", "Công ty TNHH Tinh dầu thu hồi");
        values.put("discipline", "agriculture");
        values.put("received-on", "2026-01-05");
        values.put("number", "19/DNKHCN-GOLDEN");
        values.put("issued-on", "2026-02-05");
        values.put("ended-on", "2026-09-05");
        values.put("unit", "SKHCN");
        values.put("place", "20");
        values.put("state", "revoked");
        Register register = TestApplication.get(Registers.class).get("innovation-certificate");
        Row row = TestApplication.get(Records.class).create(register, values);
        OfficialDocument decision =
                prints().draft(register, row, register.findPrint("revocation").orElseThrow());
        assertThat(text(TestApplication.get(Documents.class).pdf(decision)).replaceAll("\\s+", " "))
                .contains("giấy số 19/DNKHCN-GOLDEN")
                .contains("giấy chứng nhận doanh nghiệp khoa học và công nghệ");
    }

    @Test
    void anOpenDraftLeavesNumberAndDayForThePen() throws Exception {
        Register register = Initiatives.register();
        OfficialDocument draft = prints().draft(register, Initiatives.recognised(), Initiatives.certificate());
        assertThat(draft.head().number()).matches("/\\d{4}/GCN-SK");
        assertThat(draft.head().date()).isEmpty();
        assertThat(draft.lookUp().orElseThrow()).endsWith("/p");
    }

    private static Prints prints() {
        return TestApplication.get(Prints.class);
    }

    private static void check(String id, String name, Map<String, String> values, String state, String number)
            throws IOException {
        Register register = TestApplication.get(Registers.class).get(id);
        Print print = register.findPrint(name).orElseThrow();
        values.put("unit", "SKHCN");
        values.put("place", "05977");
        values.put("state", state);
        Row row = TestApplication.get(Records.class).create(register, values);
        OfficialDocument document = prints().fill(register, row, print, number, DAY);
        byte[] pdf = TestApplication.get(Documents.class).pdf(document);
        assertThat(PdfA.faults(pdf)).as(id + ", as veraPDF finds").isEmpty();
        Path made = Path.of("target/golden/print");
        Files.createDirectories(made);
        Files.write(made.resolve(id + ".pdf"), pdf);
        Files.write(
                made.resolve(id + ".docx"), TestApplication.get(Documents.class).docx(document));
        Golden.check("print", id + ".txt", text(pdf).replaceAll("localhost:\\d+", "localhost"));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setPageEnd("\f\n");
            return stripper.getText(document);
        }
    }
}
