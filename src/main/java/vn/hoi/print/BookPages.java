package vn.hoi.print;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Print;
import vn.hoi.register.RecordLists;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** {@code /books} and a book's numbers, as the register of issued documents that Decree 30/2020/NĐ-CP asks for. */
@Controller
class BookPages {

    private static final int PAGE = 500;
    private static final List<String> BOOK_COLUMNS = List.of("book", "number", "year", "last");
    private static final List<String> COLUMNS = List.of(
            "n", "number", "day", "register", "code", "print", "account", "at", "voidedAt", "voidReason", "pdfSha256");
    /** What tells of the record: left out where whoever reads may not open it. */
    private static final Set<String> OF_RECORD = Set.of("code", "account", "voidReason", "pdfSha256");

    private final Books books;
    private final Registers registers;
    private final RecordLists lists;

    BookPages(Books books, Registers registers, RecordLists lists) {
        this.lists = lists;
        this.books = books;
        this.registers = registers;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/books")
    Twin books() {
        int year = Vietnamese.today().getYear();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Map<String, Integer> last = new LinkedHashMap<>();
        for (Books.Book book : books.list()) {
            last.put(book.id(), books.last(book.id(), year));
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("book", book.id());
            row.put("number", book.number());
            row.put("year", year);
            row.put("last", last.get(book.id()));
            rows.add(row);
        }
        return Twin.page("print/books")
                .with("books", books.list())
                .with("last", last)
                .with("year", year)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(BOOK_COLUMNS, rows));
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/books/{id}")
    Twin book(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(defaultValue = "0") String after) {
        List<Integer> years = books.years(id);
        // what was given stays readable when no print takes from the book any more
        Books.Book book = books.find(id)
                .or(() -> years.isEmpty()
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(new Books.Book(id, "", List.of(), null)))
                .orElseThrow(() ->
                        Problem.unknown("PRI-406", "Không có sổ cấp số «" + id + "»; chọn trong danh sách sổ cấp số."));
        int asked = year == null ? Vietnamese.today().getYear() : number(year, "year");
        List<Books.Number> numbers = books.numbers(id, asked, number(after, "after"), PAGE + 1);
        List<Books.Number> shown = numbers.subList(0, Math.min(PAGE, numbers.size()));
        @Nullable
        String next = numbers.size() > PAGE
                ? "?year=" + asked + "&after=" + shown.getLast().n()
                : null;
        Set<Long> open = open(shown);
        return Twin.page("print/book")
                .with("open", open)
                .with("book", book)
                .with("year", asked)
                .with("years", years)
                .with("numbers", shown)
                .with("next", next == null ? "" : "/books/" + id + next)
                .with("names", names(shown))
                .json(() -> Twin.rows(
                        shown.stream().map(number -> row(number, open)).toList(),
                        next == null ? null : "/books/" + id + ".json" + next))
                .csv(() -> {
                    List<Books.Number> all = books.numbers(id, asked, 0, Integer.MAX_VALUE);
                    Set<Long> opened = open(all);
                    return Csv.of(
                            COLUMNS,
                            all.stream().map(number -> row(number, opened)).toList());
                });
    }

    /** The documents whose records whoever reads may open: the numbers of the others show that there is no gap. */
    private Set<Long> open(List<Books.Number> numbers) {
        Map<String, List<IssuedDocument>> byRegister =
                numbers.stream().map(Books.Number::document).collect(Collectors.groupingBy(IssuedDocument::register));
        Set<Long> open = new HashSet<>();
        byRegister.forEach((id, documents) -> {
            @Nullable Register register = registers.find(id).orElse(null);
            @Nullable
            Set<String> codes = register == null
                    ? null
                    : lists.visible(
                            register,
                            documents.stream().map(IssuedDocument::code).toList());
            documents.stream()
                    .filter(document -> codes == null || codes.contains(document.code()))
                    .forEach(document -> open.add(document.id()));
        });
        return open;
    }

    private static Map<String, @Nullable Object> row(Books.Number number, Set<Long> open) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("n", number.n());
        Map<String, @Nullable Object> document = PrintPages.json(number.document());
        boolean whole = open.contains(number.document().id());
        COLUMNS.stream()
                .skip(1)
                .forEach(column -> row.put(column, whole || !OF_RECORD.contains(column) ? document.get(column) : null));
        return row;
    }

    /** What prints are called, by register and id. */
    private Map<String, Label> names(List<Books.Number> numbers) {
        Map<String, Label> names = new LinkedHashMap<>();
        for (Books.Number number : numbers) {
            IssuedDocument document = number.document();
            names.computeIfAbsent(
                    document.register() + "/" + document.print(),
                    key -> registers
                            .find(document.register())
                            .flatMap(register -> register.findPrint(document.print()))
                            .map(Print::name)
                            .orElse(Label.of(document.print())));
        }
        return names;
    }

    private static int number(String text, String parameter) {
        if (!text.matches("\\d{1,9}")) {
            throw Problem.badRequest("PRI-400", "Tham số «" + parameter + "» phải là một số nguyên, ví dụ 2026.");
        }
        return Integer.parseInt(text);
    }
}
