package vn.hoi.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;

/** Files that rows name: looked for in the archive beside the table, and kept once a row is known to go in. */
final class RowFiles {

    private final FilePass pass;
    private final FilePass.Beside beside;
    private final List<String> columns;

    /** @param columns of a row, in its order */
    RowFiles(FilePass pass, FilePass.Beside beside, List<String> columns) {
        this.pass = pass;
        this.beside = beside;
        this.columns = columns;
    }

    void test(FileLine line) {
        line.files.forEach((column, names) -> names.forEach(name -> {
            try {
                beside.named(name);
            } catch (Problem missing) {
                pass.add(line, column, missing.code(), missing.getMessage());
            }
        }));
    }

    void keep(FileLine line) {
        if (line.isGood() || line.isChange()) {
            line.files.forEach((column, names) -> keep(line, column, names));
        }
    }

    private void keep(FileLine line, String column, List<String> names) {
        List<Long> numbers = new ArrayList<>();
        try {
            names.forEach(name -> beside.file(name).ifPresent(numbers::add));
        } catch (Problem refused) {
            pass.add(line, column, refused.code(), refused.getMessage());
            return;
        }
        if (numbers.isEmpty()) {
            return;
        }
        @Nullable Object @Nullable [] row = line.row;
        if (line.standing == null) {
            Objects.requireNonNull(row)[columns.indexOf(column)] = numbers;
        } else {
            line.merged.put(column, numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }
}
