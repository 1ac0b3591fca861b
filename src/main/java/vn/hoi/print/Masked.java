package vn.hoi.print;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.register.Register;

/** Leads who may open the personal data of a register to the page that opens it, and from there back to what is printed. */
@Component
class Masked {

    private static final String CODE = "PRI-403";

    private final Rights rights;

    Masked(Rights rights) {
        this.rights = rights;
    }

    static Problem refused() {
        return new Problem(
                403,
                CODE,
                "Bản in này có dữ liệu cá nhân đang được che; mở dữ liệu cá nhân của sổ và ghi mục đích rồi in,"
                        + " hoặc nhờ người có quyền xem in.");
    }

    /** @param back the page, root-relative */
    Twin led(Register register, String back, Supplier<Twin> page) {
        try {
            return page.get();
        } catch (Problem problem) {
            if (!problem.code().equals(CODE) || !rights.mayUnmask(register.id())) {
                throw problem;
            }
            return Twin.page("register/unmask")
                    .json(() -> {
                        throw problem;
                    })
                    .document("docx", () -> {
                        throw problem;
                    })
                    .document("pdf", () -> {
                        throw problem;
                    })
                    .seeOther("/registers/" + register.id() + "/unmask?back="
                            + URLEncoder.encode(back, StandardCharsets.UTF_8));
        }
    }
}
