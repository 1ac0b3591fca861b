package vn.hoi.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Twin;
import vn.hoi.register.Choice;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** {@code /admin/choices}: the lists of choices of all registers with the days they may be chosen on. They are changed in files. */
@Controller
class ChoicePages {

    private static final List<String> COLUMNS = List.of("register", "list", "choice", "name", "from", "until", "file");

    private final Registers registers;

    ChoicePages(Registers registers) {
        this.registers = registers;
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/admin/choices")
    Twin choices(@RequestParam(defaultValue = "") String register) {
        List<Register> all = registers.declared().stream()
                .filter(one -> !one.choices().isEmpty())
                .toList();
        List<Register> shown = register.isBlank() ? all : List.of(registers.get(register.strip()));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        for (Register one : shown) {
            String file = "fields/" + one.field().id() + "/registers/" + one.id() + ".yaml";
            files.put(one.id(), file);
            one.choices().forEach((list, choices) -> choices.forEach(choice -> rows.add(row(one, list, choice, file))));
        }
        return Twin.page("board/choices")
                .with("all", all)
                .with("shown", shown)
                .with("files", files)
                .with("asked", register)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private static Map<String, @Nullable Object> row(Register register, String list, Choice choice, String file) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("register", register.id());
        row.put("list", list);
        row.put("choice", choice.id());
        row.put("name", choice.name().vi());
        row.put("from", choice.from());
        row.put("until", choice.until());
        row.put("file", file);
        return row;
    }
}
