package vn.hoi.plan;

import java.util.Arrays;
import java.util.Locale;
import vn.hoi.common.Problem;

/** Whose word about money a plan goes by: what is asked for, as in July, or what was allotted, as in January. */
public enum MoneyStage {
    REQUESTED,
    ALLOTTED;

    static MoneyStage of(String id) {
        return Arrays.stream(values())
                .filter(stage -> stage.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        422,
                        "PLA-417",
                        "Không có giai đoạn dự toán «" + id + "»; chọn dự toán đề nghị hoặc dự toán được giao."));
    }

    /** The account of the ledger, as addresses and the database write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
