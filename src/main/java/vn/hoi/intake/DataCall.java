package vn.hoi.intake;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/**
 * A one-off request for data (phiếu thu thập số liệu): an officer draws its columns, units answer until its deadline, and
 * the answers are kept as a register.
 *
 * @param field id of the field its register belongs to
 * @param document it is based on; may be empty
 * @param deadline null only in a draft
 * @param lateUntil until when late answers are taken, after it was opened again; null before
 * @param many whether a unit answers with several rows
 * @param columns in order; once opened they only grow
 */
public record DataCall(
        int number,
        String title,
        String purpose,
        String field,
        String document,
        @Nullable OffsetDateTime deadline,
        @Nullable OffsetDateTime lateUntil,
        boolean many,
        State state,
        List<DataCallColumn> columns,
        int version,
        String madeBy,
        OffsetDateTime madeAt,
        @Nullable OffsetDateTime openedAt,
        @Nullable OffsetDateTime closedAt) {

    private static final String REGISTER = "call-";

    /** Where a call stands. */
    public enum State {
        DRAFT,
        OPENED,
        CLOSED;

        static State of(String kept) {
            return valueOf(kept.toUpperCase(java.util.Locale.ROOT));
        }

        /** As it is kept and as machines read it. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Colour of its tag. */
        public String tag() {
            return switch (this) {
                case DRAFT -> "info";
                case OPENED -> "ok";
                case CLOSED -> "off";
            };
        }
    }

    /** Id of its register. */
    String register() {
        return register(number);
    }

    /** Id of the register that keeps the answers of the call of this number. */
    static String register(int number) {
        return REGISTER + number;
    }

    static boolean isRegister(String id) {
        return id.matches(REGISTER + "\\d{1,9}");
    }

    /** Whether it is still being drawn. */
    public boolean isDraft() {
        return state == State.DRAFT;
    }

    /** The last moment at which an answer is taken; null in a draft without a deadline. */
    public @Nullable OffsetDateTime until() {
        return deadline != null && lateUntil != null && lateUntil.isAfter(deadline) ? lateUntil : deadline;
    }

    boolean isLate(OffsetDateTime at) {
        return deadline != null && at.isAfter(deadline);
    }

    /** Why no answer is taken at that moment, with the cure; empty while answers are taken. */
    Optional<Problem> refusal(OffsetDateTime at) {
        if (isDraft()) {
            return Optional.of(new Problem(
                    409,
                    "CAL-030",
                    "Phiếu số " + number + " chưa mở nên chưa nhận trả lời; chờ đơn vị ra phiếu mở phiếu."));
        }
        if (state == State.CLOSED) {
            return Optional.of(new Problem(
                    409,
                    "CAL-031",
                    "Phiếu số " + number + " đã đóng" + (closedAt == null ? "" : " lúc " + Vietnamese.moment(closedAt))
                            + "; liên hệ người ra phiếu đề nghị mở lại. Bản nháp của bạn được giữ nguyên."));
        }
        OffsetDateTime last = until();
        if (last != null && at.isAfter(last)) {
            return Optional.of(
                    new Problem(
                            409,
                            "CAL-032",
                            "Phiếu số " + number + " đã hết hạn lúc " + Vietnamese.moment(last)
                                    + "; liên hệ người ra phiếu đề nghị mở lại để nhận muộn. Bản nháp của bạn được giữ nguyên."));
        }
        return Optional.empty();
    }
}
