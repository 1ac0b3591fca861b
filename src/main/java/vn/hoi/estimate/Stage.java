package vn.hoi.estimate;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoi.common.Label;

/** Whose amount it is: an item of a proposal is given one at each stage, in this order. */
public enum Stage {
    PROPOSED("Đề nghị", "Proposed"),
    FIELD("Lĩnh vực thẩm định", "Appraised by field"),
    FINANCE("Tài chính thẩm định", "Appraised by finance"),
    HEARING("Sau thảo luận", "After the hearing"),
    DECIDED("HĐND quyết định", "Decided"),
    ALLOTTED("Giao dự toán", "Allotted"),
    APPORTIONED("Phân bổ", "Apportioned");

    private final Label label;

    Stage(String vi, String en) {
        label = new Label(vi, en);
    }

    /** As addresses, files and JSON name it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Label label() {
        return label;
    }

    /** Whether an item of a round in this state may be given an amount of this stage. */
    public boolean isOpenIn(State state) {
        return switch (this) {
            case PROPOSED, FIELD, FINANCE -> state.isAppraising();
            case HEARING -> state == State.CONSOLIDATED;
            case DECIDED -> state == State.HEARD;
            case ALLOTTED -> state == State.DECIDED;
            case APPORTIONED -> state == State.HANDED_OUT;
        };
    }

    /** The stage whose amount it may not go beyond: nothing is appraised, decided or handed out beyond what came before. */
    Stage bound() {
        return switch (this) {
            case PROPOSED, FIELD, FINANCE, HEARING -> PROPOSED;
            case DECIDED -> HEARING;
            case ALLOTTED -> DECIDED;
            case APPORTIONED -> ALLOTTED;
        };
    }

    /** The stage before it; the first has itself. */
    Stage before() {
        return this == PROPOSED ? PROPOSED : values()[ordinal() - 1];
    }

    static Optional<Stage> find(String id) {
        return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
    }
}
