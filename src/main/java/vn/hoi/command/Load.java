package vn.hoi.command;

import java.io.PrintStream;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import vn.hoi.intake.Batch;
import vn.hoi.intake.Imports;
import vn.hoi.register.Registers;

/** {@code ./hoi load}: a file brought into a register, as its page of import does. */
@Component
class Load {

    private final Registers registers;
    private final Imports imports;

    Load(Registers registers, Imports imports) {
        this.registers = registers;
        this.imports = imports;
    }

    /** @return 0 when every row came in or was there already */
    int run(String register, Path file, Batch.Mode mode, PrintStream out) {
        Batch batch = imports.load(
                registers.get(register),
                file,
                String.valueOf(file.getFileName()),
                true,
                mode,
                rows -> out.print("\rĐã đọc " + rows + " dòng"));
        out.println();
        Batch.Counts counts = batch.counts();
        out.println(
                batch.state() == Batch.State.DONE
                        ? "Đã thêm " + counts.fresh() + " bản ghi, sửa " + counts.changed() + "; " + counts.present()
                                + " đã có trong sổ; " + counts.wrong() + " dòng cần sửa."
                        : batch.code() + ": " + batch.message());
        out.println("Xem từng dòng sai và lý do: /registers/" + register + "/batches/" + batch.id());
        return batch.state() == Batch.State.DONE && batch.counts().wrong() == 0 ? 0 : 1;
    }
}
