package vn.hoi.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.common.Yaml;

/** Declares a register while the program runs: its table, its figures and its declaration stand in one commit. */
@Component
public class RegisterDeclaring {

    private final Registers registers;
    private final RegisterTables tables;
    private final Home home;
    private final ApplicationEventPublisher events;

    RegisterDeclaring(Registers registers, RegisterTables tables, Home home, ApplicationEventPublisher events) {
        this.registers = registers;
        this.tables = tables;
        this.home = home;
        this.events = events;
    }

    /**
     * Reads and tests a declaration as a file's is; makes nothing.
     *
     * @param id of the register, as its file would be named
     * @param field id of its field
     * @throws DeclarationFault naming the line and the cure
     */
    public Register read(String id, String field, String yaml) {
        Yaml written = Registers.written(id, yaml);
        try {
            written.check(home.schema().resolve("register.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return registers.read(written, field);
    }

    /**
     * Makes or extends its table and all that is kept of a register, in the running transaction. Others who declare wait
     * until it ends. The caller keeps the declaration in the same transaction and gives it back through {@link
     * FurtherRegisters}; it asks {@link Registers} for the register only after the commit.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void declare(Register register) {
        tables.run(register);
        events.publishEvent(new RegisterDeclared(register));
    }
}
