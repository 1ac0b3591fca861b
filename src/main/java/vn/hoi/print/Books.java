package vn.hoi.print;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.register.Print;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** Books of numbers, by year. A number is given once and for good; one of a void document is never given again. */
@Component
public class Books {

    /**
     * A book and the prints that take from it.
     *
     * @param number how its first print writes it
     * @param called what takes from it beside prints; null where nothing does
     */
    public record Book(
            String id,
            String number,
            List<Taker> takers,
            @Nullable Label called) {

        /** By what takes from it; by its id where nothing does any more. */
        public String name(Language language) {
            String names = takers.stream()
                    .map(taker -> taker.print().name().in(language))
                    .distinct()
                    .collect(Collectors.joining(", "));
            return !names.isEmpty() ? names : called == null ? id : called.in(language);
        }
    }

    public record Taker(Register register, Print print) {}

    /** A number that was given, with its document. */
    public record Number(int n, IssuedDocument document) {}

    private final JdbcClient database;
    private final Registers registers;

    private final ObjectProvider<FurtherBooks> further;

    Books(JdbcClient database, Registers registers, ObjectProvider<FurtherBooks> further) {
        this.further = further;
        this.database = database;
        this.registers = registers;
    }

    /** Declared books, by id. */
    List<Book> list() {
        var books = new TreeMap<String, Book>();
        for (Register register : registers.list()) {
            for (Print print : register.prints()) {
                Print.Book taken = print.book();
                if (taken != null) {
                    books.computeIfAbsent(
                                    taken.id(), id -> new Book(id, taken.number(), new java.util.ArrayList<>(), null))
                            .takers()
                            .add(new Taker(register, print));
                }
            }
        }
        further.orderedStream()
                .flatMap(owner -> owner.list().stream())
                .forEach(book ->
                        books.putIfAbsent(book.id(), new Book(book.id(), book.number(), List.of(), book.name())));
        return List.copyOf(books.values());
    }

    Optional<Book> find(String id) {
        return list().stream().filter(book -> book.id().equals(id)).findFirst();
    }

    /** The last number given in a year; 0 when none was. */
    int last(String book, int year) {
        return database.sql("select last from print.book where id = :book and year = :year")
                .param("book", book)
                .param("year", year)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Years in which numbers were given, the last first. */
    List<Integer> years(String book) {
        return database.sql("select year from print.book where id = :book order by year desc")
                .param("book", book)
                .query(Integer.class)
                .list();
    }

    /** The next number; the book is held to the end of the transaction, which gives it back when it fails. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int take(String book, int year) {
        return database.sql("""
                        insert into print.book (id, year, last) values (:book, :year, 1)
                        on conflict (id, year) do update set last = print.book.last + 1 returning last""")
                .param("book", book)
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    /** Which document got the number taken. */
    void keep(String book, int year, int n, long document) {
        database.sql("insert into print.number (book, year, n, document) values (:book, :year, :n, :document)")
                .param("book", book)
                .param("year", year)
                .param("n", n)
                .param("document", document)
                .update();
    }

    /**
     * Numbers of a year in order.
     *
     * @param after the number the page begins behind
     */
    List<Number> numbers(String book, int year, int after, int limit) {
        return database.sql("select n.n, " + IssuedDocuments.columns() + """
                         from print.number n join print.document d on d.id = n.document
                        where n.book = :book and n.year = :year and n.n > :after order by n.n limit :limit""")
                .param("book", book)
                .param("year", year)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new Number(row.getInt("n"), IssuedDocuments.document(row)))
                .list();
    }
}
