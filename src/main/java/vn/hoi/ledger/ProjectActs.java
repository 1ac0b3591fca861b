package vn.hoi.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/** Reads and puts on record what happens to a project beside its money: totals, plans, contracts, final account. */
@Component
class ProjectActs {

    /** In the order of a project's life. */
    static final List<String> ACTS = List.of("medium-term", "final-asked", "final-checked", "final-approved");

    private static final int TEXT = 200;
    private static final int LONG = 2000;

    private final Projects projects;
    private final Contracts contracts;
    private final Rights rights;
    private final CurrentPerson person;

    ProjectActs(Projects projects, Contracts contracts, Rights rights, CurrentPerson person) {
        this.projects = projects;
        this.contracts = contracts;
        this.rights = rights;
        this.person = person;
    }

    /** @throws Problem LED-422 with all faults, LED-051, LED-034, LED-035, LED-043, LED-063 to LED-065 */
    void record(Projects.Project project, Map<String, String> sent) {
        if (!rights.mayWrite(PostingReading.RIGHTS, project.unit())) {
            throw new Problem(
                    403,
                    "LED-051",
                    "Bạn không được ghi sổ cho đơn vị này; đề nghị chuyên viên tài chính của đơn vị ghi.");
        }
        var typed = new Typed(sent);
        String act = typed.need("act", TEXT, "LED-061", "Chọn việc cần ghi");
        if (!act.isEmpty() && !List.of("total", "contract", "annex").contains(act) && !ACTS.contains(act)) {
            typed.fault("act", "LED-061", "Chọn việc cần ghi: " + ACTS + ", total, contract, annex");
        }
        long amount = typed.amount("amount");
        String document = typed.need("document", TEXT, "LED-025", "Ghi số văn bản, không quá 200 ký tự");
        LocalDate day = typed.day("document-day", "LED-026", "Ghi ngày của văn bản, viết như 05/9/2025");
        if (day.isAfter(Vietnamese.today())) {
            typed.fault("document-day", "LED-026", "Ngày văn bản ở sau hôm nay; ghi đúng ngày trên văn bản");
        }
        switch (act) {
            case "total" -> {
                typed.require();
                projects.total(project.code(), new Projects.Total(day, amount, document, day), person.account());
            }
            case "contract" -> contract(project, typed, amount, document, day);
            case "annex" -> {
                String code = typed.need("contract", TEXT, "LED-046", "Ghi mã hợp đồng");
                @Nullable LocalDate ends = findDay(typed, "ends-on");
                typed.require();
                contracts.annex(
                        project.code(), new Contracts.Annex(code, null, amount, ends, document, day), person.account());
            }
            default -> act(project, act, typed, amount, document, day);
        }
    }

    private void contract(Projects.Project project, Typed typed, long amount, String document, LocalDate day) {
        String code = typed.need("contract", TEXT, "LED-046", "Ghi mã hợp đồng, không quá 200 ký tự");
        @Nullable LocalDate ends = findDay(typed, "ends-on");
        if (ends != null && ends.isBefore(day)) {
            typed.fault("ends-on", "LED-066", "Ngày hết hạn hợp đồng ở trước ngày ký");
        }
        var terms = new Contracts.Terms(
                ends,
                percent(typed, "advance"),
                percent(typed, "keeps"),
                typed.text("terms", LONG, "LED-028", "Điều khoản khác không quá 2.000 ký tự"));
        @Nullable String bidPackage = typed.text("package", TEXT, "LED-025", "Tên gói thầu không quá 200 ký tự");
        @Nullable String contractor = typed.text("contractor", TEXT, "LED-025", "Tên nhà thầu không quá 200 ký tự");
        typed.require();
        contracts.open(
                new Contracts.Contract(
                        code, project.code(), bidPackage, document, day, contractor, null, amount, 0, terms),
                document,
                day);
    }

    /** The final account goes in order, each no more than the one before; the first no more than the total. */
    private void act(Projects.Project project, String act, Typed typed, long amount, String document, LocalDate day) {
        long retention = typed.findAmount("retention");
        if (retention > amount) {
            typed.fault("retention", "LED-062", "Số giữ lại không lớn hơn số quyết toán");
        }
        if (act.equals("final-asked") && amount > project.total()) {
            typed.fault(
                    "amount",
                    "LED-064",
                    "Số đề nghị quyết toán lớn hơn tổng mức đầu tư " + Vietnamese.number(project.total()) + " đồng");
        }
        if (act.equals("final-checked") || act.equals("final-approved")) {
            String before = ACTS.get(ACTS.indexOf(act) - 1);
            Optional<Projects.Act> last = projects.acts(project).stream()
                    .filter(one -> one.act().equals(before))
                    .reduce((earlier, later) -> later);
            if (last.isEmpty()) {
                typed.fault(
                        "act", "LED-063", "Quyết toán đi theo thứ tự đề nghị, thẩm tra, phê duyệt; ghi việc trước đã");
            } else if (amount > last.get().amount()) {
                typed.fault(
                        "amount",
                        "LED-064",
                        "Số quyết toán không lớn hơn số của bước trước, "
                                + Vietnamese.number(last.get().amount()) + " đồng");
            }
        }
        typed.require();
        projects.act(
                project.code(),
                new Projects.Act(act, amount, retention == 0 ? null : retention, day, document, day),
                person.account());
    }

    private static @Nullable LocalDate findDay(Typed typed, String name) {
        return typed.find(name) == null ? null : typed.day(name, "LED-066", "Ghi ngày, viết như 05/9/2025");
    }

    private static @Nullable BigDecimal percent(Typed typed, String name) {
        String text = typed.find(name);
        if (text == null) {
            return null;
        }
        Optional<BigDecimal> read = Vietnamese.readNumber(text);
        if (read.isEmpty()
                || read.get().signum() < 0
                || read.get().compareTo(BigDecimal.valueOf(100)) > 0
                || read.get().stripTrailingZeros().scale() > 2) {
            typed.fault(name, "LED-067", "Tỷ lệ là số từ 0 đến 100, không quá hai chữ số thập phân");
            return null;
        }
        return read.get();
    }
}
