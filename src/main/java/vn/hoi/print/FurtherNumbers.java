package vn.hoi.print;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives numbers of the books to documents that are no print of a record, and keeps these as issued, beside the prints. */
@Component
public class FurtherNumbers {

    /** A number and how the book writes it. */
    public record Taken(int n, String number) {}

    /**
     * A document as it goes out.
     *
     * @param at root-relative address under which it is read: {@code /plans}
     * @param code of it there
     * @param name of its kind, as the book shows it
     */
    public record Document(
            String at, String code, String name, String number, LocalDate day, byte[] pdf, byte[] docx) {}

    private final Books books;
    private final IssuedDocuments issued;

    FurtherNumbers(Books books, IssuedDocuments issued) {
        this.books = books;
        this.issued = issued;
    }

    /** The next number; a transaction that fails gives it back. It is to be kept before the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken take(String book, String format, int year) {
        int n = books.take(book, year);
        return new Taken(n, BookNumber.write(format, n, year));
    }

    /** Keeps the document that got the number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(String book, int n, Document document) {
        long id = issued.add(new IssuedDocuments.Issue(
                document.at(),
                document.code(),
                document.name(),
                document.number(),
                document.day(),
                document.pdf(),
                document.docx()));
        books.keep(book, document.day().getYear(), n, id);
    }
}
