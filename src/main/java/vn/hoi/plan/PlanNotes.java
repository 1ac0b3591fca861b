package vn.hoi.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Relation;

/** What a check says in words beside its numbers. */
public final class PlanNotes {

    private PlanNotes() {}

    /** As {@link #find}, empty when there is nothing to say. */
    public static String of(CitedFigure cited, Language language) {
        String note = find(cited, language);
        return note == null ? "" : note;
    }

    /** The plan's own note, and why there is no value here when there is none; null when there is nothing to say. */
    static @Nullable String find(CitedFigure cited, Language language) {
        String note = cited.citation().note();
        if (cited.isKnown()) {
            return note;
        }
        String open = open(cited.citation().figure().definition(), language == Language.VI);
        return note == null ? open : open + " " + note;
    }

    private static String open(Definition definition, boolean vi) {
        return switch (definition) {
            case Definition.Awaits awaits ->
                vi
                        ? "Chưa có nguồn: " + awaits.from().vi() + " chưa mở."
                        : "Not yet from its source: " + awaits.from().en() + ".";
            case Definition.Reported reported ->
                vi
                        ? "Chưa có nguồn: chưa có báo cáo theo biểu «"
                                + reported.form().name().vi() + "»."
                        : "Not yet from its source: no report in «"
                                + reported.form().name().en() + "».";
            case Definition.Formula formula ->
                vi
                        ? "Chưa có nguồn: có số liệu thành phần chưa có nguồn."
                        : "Not yet from its source: a part of it is not.";
            default -> vi ? "Chưa có số liệu." : "No data.";
        };
    }

    /** Both sides of a relation with its sign. */
    public static String sides(Relation.Sides sides, String is) {
        String sign = is.equals("<=") ? "≤" : is.equals(">=") ? "≥" : "=";
        return number(sides.left()) + " " + sign + " " + number(sides.right());
    }

    private static String number(@Nullable BigDecimal value) {
        return value == null ? "…" : Vietnamese.number(value);
    }
}
