package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** Takes the records of a loading off an opening, and gives them back. */
@Controller
class OpeningPages {

    private static final int REASON_LENGTH = 300;

    private final Figures figures;
    private final FigureReading reading;
    private final Openings openings;
    private final Rights rights;

    OpeningPages(Figures figures, FigureReading reading, Openings openings, Rights rights) {
        this.figures = figures;
        this.reading = reading;
        this.openings = openings;
        this.rights = rights;
    }

    @Access(Access.Level.REPORT)
    @PostMapping("/figures/{id}/openings/{opening}")
    Twin take(@PathVariable String id, @PathVariable String opening, @RequestParam Map<String, String> typed) {
        Figure figure = figures.get(id);
        Source source = reading.source(figure)
                .orElseThrow(() -> Problem.unknown(
                        "FIG-430", "Số liệu này không có số đầu kỳ «" + opening + "»; chọn trong danh sách."));
        if (!rights.mayWrite(source.register().id())) {
            throw new Problem(
                    403, "FIG-434", "Bạn không có quyền ghi vào sổ của số liệu này; đề nghị quản trị cấp quyền.");
        }
        String reason = Vietnamese.clean(typed.getOrDefault("reason", ""));
        if (reason.isEmpty() || reason.length() > REASON_LENGTH) {
            throw new Problem(422, "FIG-436", "Ghi lý do, không quá 300 ký tự.");
        }
        String entry = typed.getOrDefault("entry", "").strip();
        if (!entry.matches("\\d{1,18}")) {
            throw new Problem(422, "FIG-437", "Chọn đợt nạp đã đưa bản ghi vào.");
        }
        boolean back = typed.getOrDefault("do", "take").equals("give-back");
        BigDecimal amount = back
                ? openings.giveBack(source, opening, Long.parseLong(entry), reason)
                : openings.bringIn(source, opening, Long.parseLong(entry), reason);
        return Twin.page("figure/figure")
                .status(201)
                .seeOther("/figures/" + figure.id() + "#openings")
                .json(() -> Map.of("opening", opening, "amount", back ? amount.negate() : amount));
    }
}
