package vn.hoi.register;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.RegisterRoles;
import vn.hoi.common.Yaml;

/**
 * All declared registers: those read from {@code fields/<field>/registers/*.yaml} and checked at the start, and the further
 * ones declared while the program runs, on this node or another.
 */
@Component
public class Registers implements RegisterRoles {

    /** @param revision up to which {@code registers} are known */
    private record Further(long revision, Map<String, Register> registers) {}

    private final Map<String, Register> registers = new LinkedHashMap<>();
    private final Fields fields;
    private final ObjectProvider<FurtherRegisters> source;
    private volatile Further further = new Further(0, Map.of());

    Registers(Fields fields, ObjectProvider<FurtherRegisters> source) {
        this.fields = fields;
        this.source = source;
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

    /** Those of the files first, then the further ones. */
    public List<Register> list() {
        List<Register> all = new ArrayList<>(registers.values());
        all.addAll(known().values());
        return List.copyOf(all);
    }

    /** Those of the files. */
    public List<Register> declared() {
        return List.copyOf(registers.values());
    }

    /** Those of one field's files. */
    public List<Register> list(Field field) {
        return registers.values().stream()
                .filter(register -> register.field().equals(field))
                .toList();
    }

    /** Those declared while the program runs, oldest first. */
    public List<Register> further() {
        return List.copyOf(known().values());
    }

    @Override
    public Optional<Held> roles(String register) {
        return find(register).map(Register::roles);
    }

    @Override
    public List<Named> named() {
        return list().stream()
                .map(register -> new Named(
                        register.id(),
                        register.name(),
                        register.roles(),
                        register.lifecycles().isEmpty()
                                ? List.of()
                                : register.lifecycles().getLast().steps().stream()
                                        .map(step -> new NamedStep(step.id(), step.name(), step.roles()))
                                        .toList()))
                .toList();
    }

    @Override
    public Map<String, Label> fieldNames() {
        Map<String, Label> names = new LinkedHashMap<>();
        fields.list().forEach(field -> names.put(field.id(), field.name()));
        return names;
    }

    public Optional<Register> find(String id) {
        @Nullable Register register = registers.get(id);
        return Optional.ofNullable(register != null ? register : known().get(id));
    }

    /** The further registers as they are committed now; only what is new is read. */
    private Map<String, Register> known() {
        @Nullable FurtherRegisters asked = source.getIfAvailable();
        if (asked == null) {
            return Map.of();
        }
        Further now = further;
        return asked.revision() == now.revision ? now.registers : readFurther(asked).registers;
    }

    private synchronized Further readFurther(FurtherRegisters asked) {
        Map<String, Register> all = new LinkedHashMap<>(further.registers);
        long revision = further.revision;
        for (FurtherRegisters.Declared one : asked.since(revision)) {
            all.put(one.id(), read(written(one.id(), one.yaml()), one.field()));
            revision = one.revision();
        }
        further = new Further(revision, Collections.unmodifiableMap(all));
        return further;
    }

    /** A declaration that stands in no file, under the name its file would have. */
    static Yaml written(String id, String yaml) {
        return Yaml.of(Path.of("further", "registers", id + ".yaml"), yaml);
    }

    Register read(Yaml yaml, String field) {
        Register register = RegisterReading.read(yaml, fields.get(field), new HashSet<>());
        if (registers.containsKey(register.id())) {
            throw yaml.fault("", "sổ «" + register.id() + "» đã có trong tệp khai báo", "Đổi tên một trong hai");
        }
        testReferences(register, yaml);
        return register;
    }

    /** @throws Problem REG-404 when there is none */
    public Register get(String id) {
        return find(id).orElseThrow(
                        () -> Problem.unknown("REG-404", "Không có sổ «" + id + "»; chọn sổ trong danh sách các sổ."));
    }
}
