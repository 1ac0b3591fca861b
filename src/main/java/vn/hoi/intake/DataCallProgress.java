package vn.hoi.intake;

/**
 * A call with how far its answers are.
 *
 * @param asked units asked
 * @param answered those of them that answered
 */
public record DataCallProgress(DataCall call, int asked, int answered) {}
