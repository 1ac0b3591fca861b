package vn.hoi.common;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something asked for cannot be done: what is wrong, where, and the cure, with a stable code. Shown as a page to people
 * and as problem details (RFC 9457) to machines.
 */
public final class Problem extends RuntimeException {

    /** One value that is wrong: the column (or empty for the whole), the code and the sentence. */
    public record Fault(String column, String code, String message) {}

    private final int status;
    private final String code;
    private final List<Fault> faults;
    private final transient Map<String, Object> details;

    public Problem(int status, String code, String message) {
        this(status, code, message, List.of(), Map.of());
    }

    public Problem(int status, String code, String message, List<Fault> faults, Map<String, Object> details) {
        super(message);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.details = details;
    }

    /** 404: the address names something that is not there. */
    public static Problem unknown(String code, String message) {
        return new Problem(404, code, message);
    }

    /** 400: a parameter of the address cannot be understood. */
    public static Problem badRequest(String code, String message) {
        return new Problem(400, code, message);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Stable code, such as {@code REG-404}. */
    public String code() {
        return code;
    }

    /** The faults, one per wrong value; empty where the problem is of the whole. */
    public List<Fault> faults() {
        return faults;
    }

    /** Further members of the problem details; never null. */
    public Map<String, Object> details() {
        return details;
    }

    /** The sentence; never null. */
    @Override
    public String getMessage() {
        @Nullable String message = super.getMessage();
        return message == null ? code : message;
    }
}
