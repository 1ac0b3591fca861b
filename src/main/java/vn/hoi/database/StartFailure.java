package vn.hoi.database;

/** The start cannot go on: one clear line with what is wrong and the cure. Nothing was changed or lost. */
public final class StartFailure extends RuntimeException {

    public StartFailure(String sentence) {
        super(sentence);
    }

    public StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
