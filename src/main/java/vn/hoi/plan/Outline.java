package vn.hoi.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * The headings a guidance letter asks for.
 *
 * @param kind annual, five-year, periodic or thematic
 * @param periodic whether it reports on a quarter or a half-year, within its statutory days
 * @param title of a plan made after it, with {@code {province}}, {@code {year}} and further words of {@link PlanTime}
 */
public record Outline(
        String id, Label name, String kind, boolean periodic, String title, Letter letter, List<Heading> headings) {

    /** The letter that asks. */
    public record Letter(String number, LocalDate issuedOn, String issuer, String subject) {}

    /**
     * A heading to be written under.
     *
     * @param heading with {@code {year}}, {@code {last-year}}; empty for the words before the first
     * @param text what a new plan begins with, in CommonMark; empty for nothing
     */
    public record Heading(
            String key, int level, String heading, @Nullable String field, String text, boolean appendix) {}
}
