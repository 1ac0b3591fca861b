package vn.hoi.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.figure.Period;

/**
 * A document of sections citing figures.
 *
 * @param head what stands above, below and around its text
 * @param sections its text in order
 * @param text the sections with their headings, parsed; appendices left out
 * @param contents its headings, for the table of contents
 * @param citations by figure id: what the text cites
 * @param contradictions what the printed text says against itself beyond its figures
 * @param id number of a plan written here; null for one that was published before and stands in the province's folder
 */
public record Plan(
        String code,
        Head head,
        List<PlanSection> sections,
        Node text,
        List<Heading> contents,
        Map<String, Citation> citations,
        List<Contradiction> contradictions,
        @Nullable Integer id) {

    private static final List<String> NAMES = List.of("Kế hoạch", "Báo cáo", "Chương trình");

    /**
     * @param kind annual, five-year, periodic or thematic
     * @param number as printed: 234/KH-UBND; empty before it has one
     * @param period the time it plans for or reports on
     * @param cutOff the day up to which its figures are counted
     * @param replaces number and day of the plan it replaces; null when none
     * @param signedFor such as «TM. Ủy ban nhân dân»
     * @param recipients lines under «Nơi nhận:»
     * @param version of its head
     * @param stage whose word about money it goes by
     */
    public record Head(
            String kind,
            String number,
            Label title,
            Label issuer,
            String place,
            @Nullable LocalDate issuedOn,
            PlanState state,
            Period period,
            LocalDate cutOff,
            @Nullable Replaced replaces,
            String signedFor,
            String office,
            String signer,
            List<String> recipients,
            int version,
            MoneyStage stage) {}

    public String number() {
        return head.number();
    }

    public Label title() {
        return head.title();
    }

    public @Nullable LocalDate issuedOn() {
        return head.issuedOn();
    }

    public PlanState state() {
        return head.state();
    }

    /** What it is called in a sentence: its number, or its code before it has one. */
    public String called() {
        return called(head.number(), code);
    }

    static String called(String number, String code) {
        return number.isEmpty() ? code : number;
    }

    /** Whether it tells what was rather than what is to be. */
    public boolean isReport() {
        return head.kind().equals("periodic") || head.kind().equals("thematic");
    }

    /** Whether its words can be worked on here. */
    public boolean isWritten() {
        return id != null && head.state().isWritten();
    }

    /** Its number in the database. @throws IllegalStateException for one that stands in the province's folder */
    int number(String what) {
        if (id == null) {
            throw new IllegalStateException(what + " of " + code + ", which was not written here");
        }
        return id;
    }

    /** Kind of the document as its head prints it, in capitals: the first words of the title. */
    public String documentName() {
        return name().toUpperCase(Locale.ROOT);
    }

    private String name() {
        return NAMES.stream()
                .filter(name -> head.title().vi().startsWith(name))
                .findFirst()
                .orElse("");
    }

    /** What the document is about, as its head prints it under the name. */
    public String subject() {
        String rest = head.title().vi().substring(name().length()).strip();
        return rest.isEmpty() ? rest : rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1);
    }

    Optional<PlanSection> findSection(int section) {
        return sections.stream().filter(each -> each.id() == section).findFirst();
    }

    List<PlanSection> appendices() {
        return sections.stream().filter(PlanSection::appendix).toList();
    }

    /** The plan that this one stands in place of. */
    public record Replaced(String number, LocalDate issuedOn) {}

    /** A heading of the text. */
    public record Heading(String anchor, String text, int level) {}

    /** A contradiction in words. */
    public record Contradiction(String id, Label says, List<String> figures) {}
}
