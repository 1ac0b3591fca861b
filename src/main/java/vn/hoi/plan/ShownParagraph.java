package vn.hoi.plan;

import java.util.List;
import vn.hoi.plan.PlanSection.Paragraph;

/**
 * A paragraph as the editor shows it.
 *
 * @param words with its figures filled in
 * @param remarks not settled yet
 * @param typed numbers in it that the plan's figures know
 */
public record ShownParagraph(Paragraph paragraph, String words, List<Remark> remarks, List<TypedNumber> typed) {}
