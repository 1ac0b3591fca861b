package vn.hoi.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.print.FurtherBooks;
import vn.hoi.print.FurtherNumbers;

/** Plans in the books of numbers: the province names the book of each kind of document. */
@Component
class PlanBooks implements FurtherBooks {

    /** A number taken, to be kept with its document before the transaction ends. */
    record Taken(String book, int n, String number) {}

    private final Outlines outlines;
    private final FurtherNumbers numbers;

    PlanBooks(Outlines outlines, FurtherNumbers numbers) {
        this.outlines = outlines;
        this.numbers = numbers;
    }

    @Override
    public List<FurtherBook> list() {
        return outlines.issuer().books().stream()
                .map(book -> new FurtherBook(book.id(), book.number(), Label.of(book.document())))
                .toList();
    }

    /** The book of such documents. */
    Optional<Outlines.Book> find(Plan plan) {
        return outlines.issuer().book(plan.documentName());
    }

    /** @throws Problem PLA-447 where the province names no book for such documents */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken take(Plan plan, LocalDate day) {
        Outlines.Book book = find(plan)
                .orElseThrow(
                        () -> new Problem(
                                409,
                                "PLA-447",
                                "Tỉnh chưa khai sổ cấp số cho loại văn bản này; nhập số và văn bản đã ký từ hệ thống văn bản."));
        FurtherNumbers.Taken taken = numbers.take(book.id(), book.number(), day.getYear());
        return new Taken(book.id(), taken.n(), taken.number());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Taken taken, Plan plan, LocalDate day, byte[] pdf, byte[] docx) {
        numbers.keep(
                taken.book(),
                taken.n(),
                new FurtherNumbers.Document("/plans", plan.code(), name(plan), taken.number(), day, pdf, docx));
    }

    private String name(Plan plan) {
        return find(plan).map(Outlines.Book::document).orElse(plan.documentName());
    }
}
