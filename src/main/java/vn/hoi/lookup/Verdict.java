package vn.hoi.lookup;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Deadline;
import vn.hoi.register.PublicView;
import vn.hoi.register.Register;

/** What is said of a key. */
public enum Verdict {
    VALID("✓", "ok"),
    EXPIRED("!", "due"),
    /** A case its sender follows: what is said of it is its state. */
    FOLLOWED("i", "info"),
    /** Information: nothing is said of it but what it says itself. */
    SHOWN("i", "info"),
    /** Known, and not in order: revoked, failed, withdrawn, not granted yet. */
    REVOKED("✕", "late"),
    UNKNOWN("?", "off"),
    /** The same key stands in several records, which differ. */
    SEVERAL("≡", "info");

    private final String sign;
    private final String tag;

    Verdict(String sign, String tag) {
        this.sign = sign;
        this.tag = tag;
    }

    /** Told together with words and colour, never alone. */
    public String sign() {
        return sign;
    }

    /** Its colour, as the tags of states have it. */
    public String tag() {
        return tag;
    }

    /** Its name in JSON and in keys of texts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of one record, by the declared rules; without them by its state and the day its deadline names. */
    static Verdict of(Register register, Map<String, @Nullable Object> values) {
        PublicView view = Objects.requireNonNull(register.publicView());
        if (view.kind() == PublicView.Kind.CASE) {
            return FOLLOWED;
        }
        if (view.valid() != null || view.expired() != null) {
            if (view.expired() != null && view.expired().holds(values)) {
                return EXPIRED;
            }
            return view.valid() == null || view.valid().holds(values) ? inOrder(view) : REVOKED;
        }
        if (view.kind() == PublicView.Kind.INFORMATION) {
            return SHOWN;
        }
        @Nullable Object state = values.get("state");
        boolean good = register.findState(state == null ? null : state.toString())
                .map(found -> found.tag().equals("ok") || found.tag().equals("due"))
                .orElse(register.states().isEmpty());
        if (!good) {
            return REVOKED;
        }
        Deadline deadline = register.deadline();
        boolean over = deadline != null
                && deadline.on() != null
                && values.get(deadline.on()) instanceof LocalDate until
                && until.isBefore(Vietnamese.today());
        return over ? EXPIRED : VALID;
    }

    private static Verdict inOrder(PublicView view) {
        return view.kind() == PublicView.Kind.INFORMATION ? SHOWN : VALID;
    }

    /** Of all records with a key. */
    static Verdict of(List<Verdict> each) {
        if (each.isEmpty()) {
            return UNKNOWN;
        }
        return each.size() == 1 ? each.getFirst() : SEVERAL;
    }
}
