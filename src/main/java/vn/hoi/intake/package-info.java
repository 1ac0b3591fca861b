/**
 * Owns what comes in from outside a register's own pages: files of records as people have them, brought in as batches that
 * can be undone; data calls that an officer draws and units answer.
 *
 * <p>Offers {@link vn.hoi.intake.Imports}, {@link vn.hoi.intake.Batch} and the registers of data calls, which {@link
 * vn.hoi.register.Registers} finds through {@link vn.hoi.register.FurtherRegisters}. Refuses a file it cannot read whole, a
 * row that a form would refuse, the same row twice, to undo a batch of which a record has been worked on; an answer after
 * the closing, and a change of a call that would lose what was answered.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "intake",
        allowedDependencies = {"common", "sheet", "journal", "unit", "register"})
package vn.hoi.intake;
