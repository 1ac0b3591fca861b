package vn.hoi.register;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;

/** All declared registers, read from {@code fields/<field>/registers/*.yaml} and checked. */
@Component
public class Registers {

    private final Map<String, Register> registers = new LinkedHashMap<>();

    Registers(Fields fields) {
        Map<Register, Yaml> files = new LinkedHashMap<>();
        for (Field field : fields.list()) {
            Set<String> codes = new HashSet<>();
            for (Yaml yaml : fields.files(field, "registers", "register.schema.json")) {
                Register register = RegisterReading.read(yaml, field, codes);
                if (registers.put(register.id(), register) != null) {
                    throw yaml.fault(
                            "", "sổ «" + register.id() + "» được khai báo hai lần", "Đổi tên một trong hai tệp");
                }
                files.put(register, yaml);
            }
        }
        files.forEach(this::testReferences);
    }

    private void testReferences(Register register, Yaml yaml) {
        for (Column column : register.columns()) {
            boolean refers = column.type() == ColumnType.REFERENCE || column.type() == ColumnType.REFERENCES;
            if (refers && !registers.containsKey(column.of() == null ? "" : column.of())) {
                throw yaml.fault(
                        Yaml.pointer("columns", column.id()),
                        "cột dẫn chiếu «" + column.id() + "» cần «of:» là mã một sổ",
                        "Các sổ đang có: " + registers.keySet());
            }
        }
    }

    public List<Register> list() {
        return List.copyOf(registers.values());
    }

    public List<Register> list(Field field) {
        return registers.values().stream()
                .filter(register -> register.field().equals(field))
                .toList();
    }

    public Optional<Register> find(String id) {
        return Optional.ofNullable(registers.get(id));
    }

    /** @throws Problem REG-404 when there is none */
    public Register get(String id) {
        return find(id).orElseThrow(
                        () -> Problem.unknown("REG-404", "Không có sổ «" + id + "»; chọn sổ trong danh sách các sổ."));
    }
}
