package vn.hoi.estimate;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/** How far a round has come; each state is reached from the one before it by one act. */
public enum State {
    OPEN("Đang lập, thẩm định", "Open", "Mở đợt", null, "info"),
    FIELD_APPRAISED(
            "Lĩnh vực đã thẩm định", "Appraised by field", "Kết thúc thẩm định của lĩnh vực", Stage.FIELD, "info"),
    FINANCE_APPRAISED(
            "Tài chính đã thẩm định",
            "Appraised by finance",
            "Kết thúc thẩm định của tài chính",
            Stage.FINANCE,
            "info"),
    CONSOLIDATED("Đã tổng hợp", "Consolidated", "Tổng hợp dự toán", null, "due"),
    HEARD("Đã thảo luận", "Heard", "Ghi kết quả thảo luận", Stage.HEARING, "due"),
    DECIDED("HĐND đã quyết định", "Decided", "Ghi nghị quyết của HĐND", Stage.DECIDED, "due"),
    HANDED_OUT("Đã giao dự toán", "Handed out", "Giao dự toán", Stage.ALLOTTED, "ok"),
    APPORTIONED("Đã phân bổ", "Apportioned", "Phân bổ dự toán", Stage.APPORTIONED, "ok");

    private final Label label;
    private final String act;
    private final @Nullable Stage stage;
    private final String tag;

    State(String vi, String en, String act, @Nullable Stage stage, String tag) {
        label = new Label(vi, en);
        this.act = act;
        this.stage = stage;
        this.tag = tag;
    }

    /** As addresses, files and JSON name it: {@code handed-out}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Label label() {
        return label;
    }

    /** The act that leads to it, in words. */
    public String act() {
        return act;
    }

    /** The stage whose amounts every item has in this state; null where it gives none of its own. */
    public @Nullable Stage stage() {
        return stage;
    }

    /** Class of its tag. */
    public String tag() {
        return tag;
    }

    /** Whether units still answer and amounts are still appraised. */
    public boolean isAppraising() {
        return compareTo(CONSOLIDATED) < 0;
    }

    /** The state after it. */
    public Optional<State> next() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }

    static Optional<State> find(String id) {
        return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
    }
}
