package vn.hoi.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.document.Letterhead;
import vn.hoi.document.Template;
import vn.hoi.document.Template.Variable;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.ListPrint;
import vn.hoi.register.Print;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** The templates of all declared prints, read and tried once at start: what no record could fill stops the start. */
@Component
class PrintTemplates {

    private final Map<Path, Template> templates = new HashMap<>();

    PrintTemplates(Registers registers, PrintValues values, Home home) {
        for (Register register : registers.list()) {
            for (Print print : register.prints()) {
                Template template = templates.computeIfAbsent(print.template(), file -> read(file, home.schema()));
                test(register, template, values.examples(register));
            }
            for (ListPrint print : register.listPrints()) {
                Template template = templates.computeIfAbsent(print.template(), file -> read(file, home.schema()));
                testOfList(register, template, values.examplesOfList(register));
            }
        }
    }

    private static Template read(Path file, Path schema) {
        try {
            return Template.read(file, schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Template get(Print print) {
        return Objects.requireNonNull(templates.get(print.template()), print::id);
    }

    Template get(ListPrint print) {
        return Objects.requireNonNull(templates.get(print.template()), print::id);
    }

    /** Whether what it prints is personal data. */
    static boolean showsPersonal(Register register, Template template) {
        Set<String> names = template.variables().stream().map(Variable::name).collect(Collectors.toSet());
        return register.columns().stream()
                .filter(column -> column.personal() || column.columns().stream().anyMatch(Column::personal))
                .anyMatch(column -> names.stream().anyMatch(name -> isOf(column, name)));
    }

    private static boolean isOf(Column column, String name) {
        return name.equals(column.id()) || name.startsWith(column.id() + "-");
    }

    private static void test(Register register, Template template, Map<String, Object> names) {
        for (Variable variable : template.variables()) {
            if (!names.containsKey(variable.name()) && !inRows(register, variable)) {
                throw unknown(register, template, variable, names);
            }
        }
        if (template.hasQr() && register.publicView() == null) {
            throw new DeclarationFault(
                    template.file(),
                    1,
                    "bản in có mã QR nhưng sổ «" + register.id() + "» không khai báo tra cứu công khai",
                    "Thêm «public:» vào sổ, hoặc bỏ «qr: true»");
        }
        // also tells a list that stands where a value should; no name is missing here any more
        var _ = template.fill(names, new Letterhead("", "", ""), "http://localhost/p");
    }

    /** What a record is called stands among the rows only: outside of them nobody could say whose it is. */
    private static void testOfList(Register register, Template template, Map<String, Object> names) {
        Map<String, Object> ofRow = PrintValues.examplesOfRecord(register);
        for (Variable variable : template.variables()) {
            boolean inRow = variable.within().contains(PrintValues.ROWS)
                    && (ofRow.containsKey(variable.name())
                            || variable.name().equals(PrintValues.LINE)
                            || inRows(register, variable));
            if (!inRow && !names.containsKey(variable.name())) {
                throw unknown(register, template, variable, names);
            }
        }
        if (template.hasQr()) {
            throw new DeclarationFault(
                    template.file(), 1, "bản in danh sách không có mã QR của một bản ghi", "Bỏ «qr: true»");
        }
        var _ = template.fill(names, new Letterhead("", "", ""), null);
    }

    private static DeclarationFault unknown(
            Register register, Template template, Variable variable, Map<String, Object> names) {
        return template.fault(
                variable,
                "sổ «" + register.id() + "» không có «" + variable.name() + "» cho bản in",
                "Dùng mã cột của sổ hoặc một trong các từ: " + offered(register, names));
    }

    private static boolean inRows(Register register, Variable variable) {
        return variable.within().stream()
                .flatMap(section -> register.findColumn(section).stream())
                .filter(column -> column.type() == ColumnType.ROWS)
                .flatMap(column -> column.columns().stream())
                .anyMatch(inner -> PrintWords.example(register, inner).containsKey(variable.name()));
    }

    private static List<String> offered(Register register, Map<String, Object> names) {
        return new LinkedHashMap<>(names)
                .keySet().stream()
                        .filter(name -> register.columns().stream().noneMatch(column -> isOf(column, name)))
                        .filter(name -> !name.startsWith("state-is-"))
                        .toList();
    }
}
