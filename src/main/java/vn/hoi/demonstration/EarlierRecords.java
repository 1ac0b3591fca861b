package vn.hoi.demonstration;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.register.OldestRecords;
import vn.hoi.register.Registers;

/** The records that stand in the registers. */
@Component
class EarlierRecords implements Earlier {

    /** Enough to choose among. */
    private static final int MOST = 20_000;

    private final Registers registers;
    private final OldestRecords records;

    EarlierRecords(Registers registers, OldestRecords records) {
        this.registers = registers;
        this.records = records;
    }

    @Override
    public List<Known> of(String register) {
        return first(register, MOST);
    }

    @Override
    public boolean isEmpty(String register) {
        return first(register, 1).isEmpty();
    }

    private List<Known> first(String register, int most) {
        return registers
                .find(register)
                .map(declared -> records.list(declared, most).stream()
                        .map(row -> new Known(row.code(), row.values()))
                        .toList())
                .orElse(List.of());
    }
}
