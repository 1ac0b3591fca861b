package vn.hoi.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.document.Body;
import vn.hoi.document.OfficialDocument;

/** A plan as an official document: every figure written out, tables drawn, appendices each on pages of their own. */
@Component
class PlanDocument {

    private final PlanCheck check;
    private final PlanMarkup markup;
    private final Outlines outlines;

    PlanDocument(PlanCheck check, PlanMarkup markup, Outlines outlines) {
        this.check = check;
        this.markup = markup;
        this.outlines = outlines;
    }

    OfficialDocument of(Plan plan) {
        return of(plan, check.read(plan));
    }

    /** As {@link #of(Plan)}, with figures already read. */
    OfficialDocument of(Plan plan, Map<String, CitedFigure> figures) {
        var words = new FigureWords(figures, check::value, Language.VI);
        Plan.Head head = plan.head();
        return new OfficialDocument(
                new OfficialDocument.Head(
                        "",
                        head.issuer().vi(),
                        head.number().isEmpty() ? outlines.issuer().openNumber(plan.documentName()) : head.number(),
                        head.place(),
                        head.issuedOn() == null ? "" : Vietnamese.longDay(head.issuedOn()),
                        plan.documentName(),
                        plan.subject(),
                        "",
                        List.of()),
                Body.parse(filled(PlanText.markdown(plan.sections()), plan, words)),
                new OfficialDocument.Signature(head.signedFor(), head.office(), head.signer()),
                head.recipients(),
                Optional.empty(),
                OfficialDocument.Page.A4_PORTRAIT,
                plan.appendices().stream()
                        .map(section -> OfficialDocument.Appendix.of(
                                section.heading(), Body.parse(filled(section.body(), plan, words))))
                        .toList(),
                true);
    }

    private String filled(String text, Plan plan, FigureWords words) {
        return FigureNode.fill(markup.expand(text, plan, PlanTables.MOST), words::of);
    }
}
