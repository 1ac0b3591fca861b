package vn.hoi.register;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.Ui;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Subjects;
import vn.hoi.unit.Units;

/** Records and registers, as the journal's pages ask of them. */
@Component
class RecordSubjects implements Subjects {

    private static final String REGISTER = "registers/";

    private final Registers registers;
    private final Units units;
    private final History history;

    RecordSubjects(Registers registers, Units units, History history) {
        this.registers = registers;
        this.units = units;
        this.history = history;
    }

    @Override
    public Optional<Subject> find(String subject) {
        boolean whole = subject.startsWith(REGISTER);
        String named = whole ? subject.substring(REGISTER.length()) : subject;
        int slash = named.indexOf('/');
        if (whole == slash >= 0) {
            return Optional.empty();
        }
        return registers
                .find(whole ? named : named.substring(0, slash))
                .map(register -> new OfRegister(register, whole ? "/" + subject : "/" + REGISTER + subject));
    }

    private final class OfRegister implements Subject {
        private final Register register;
        private final String address;

        OfRegister(Register register, String address) {
            this.register = register;
            this.address = address;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public String action(Ui ui, Journal.Entry entry) {
            return Timeline.title(ui, register, entry);
        }

        @Override
        public String column(Ui ui, String column) {
            return Timeline.label(ui, register, column);
        }

        @Override
        public String value(Ui ui, String column, Object value) {
            return RecordWords.value(ui, register, units, column, value);
        }

        @Override
        public Journal.Entry shown(Journal.Entry entry) {
            return history.shown(register, entry);
        }
    }
}
