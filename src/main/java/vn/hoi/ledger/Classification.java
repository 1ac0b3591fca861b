package vn.hoi.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.StartStep;

/**
 * The lists lines are classified by: those of the law in {@code fields/finance/classification/<list>.tsv}, the province's
 * own in {@code provinces/<province>/budget/classification/<list>.tsv}. Read at each start: a new code or day is a line in a
 * file.
 */
@Component
public class Classification implements StartStep {

    private final JdbcClient database;
    private final Home home;
    private final TransactionTemplate transaction;
    private volatile List<Code> codes = List.of();

    Classification(JdbcClient database, Home home, TransactionTemplate transaction) {
        this.database = database;
        this.home = home;
        this.transaction = transaction;
    }

    /** A code of a list from a day to a day. */
    public record Code(
            String list,
            String code,
            Label name,
            @Nullable String parent,
            LocalDate from,
            @Nullable LocalDate until) {}

    @Override
    public int order() {
        return 70;
    }

    @Override
    public String says() {
        return "mục lục ngân sách";
    }

    @Override
    public void run() {
        List<Code> read = new ArrayList<>();
        read(home.fields().resolve("finance").resolve("classification"), read);
        read(home.provinceFolder().resolve("budget").resolve("classification"), read);
        transaction.executeWithoutResult(status -> read.forEach(this::keep));
        codes = List.copyOf(read);
    }

    private static void read(Path folder, List<Code> read) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tsv"))
                    .sorted()
                    .toList()) {
                String list = file.getFileName().toString().replace(".tsv", "");
                for (Tsv.Row row : Tsv.read(file)) {
                    String name = row.get("name");
                    String english = row.find("name-en");
                    read.add(new Code(
                            list,
                            row.get("code"),
                            new Label(name, english == null ? name : english),
                            row.find("parent"),
                            row.day("from"),
                            row.findDay("until")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Code code) {
        database.sql("""
                        insert into ledger.classification (list, code, name, name_en, parent, valid_from, valid_until)
                        values (:list, :code, :name, :nameEn, :parent, :from, :until)
                        on conflict (list, code, valid_from) do update set name = excluded.name, name_en = excluded.name_en,
                            parent = excluded.parent, valid_until = excluded.valid_until""")
                .param("list", code.list())
                .param("code", code.code())
                .param("name", code.name().vi())
                .param("nameEn", code.name().en())
                .param("parent", code.parent())
                .param("from", code.from())
                .param("until", code.until())
                .update();
    }

    /** Codes of a list, as the files give them. */
    public List<Code> list(String list) {
        return codes.stream().filter(code -> code.list().equals(list)).toList();
    }

    /** Those in force in a year. */
    public List<Code> list(String list, int year) {
        return list(list).stream()
                .filter(one -> !one.from().isAfter(LocalDate.of(year, 12, 31))
                        && (one.until() == null || !one.until().isBefore(LocalDate.of(year, 1, 1))))
                .toList();
    }

    /** Its name in a year; the code itself where the list does not have it. */
    public Label name(String list, String code, int year) {
        return find(list, code, year).map(Code::name).orElse(Label.of(code));
    }

    /** A code as its list has it in a year. */
    public Optional<Code> find(String list, String code, int year) {
        return list(list, year).stream().filter(one -> one.code().equals(code)).findFirst();
    }
}
