package vn.hoi.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoi.intake.Batch.CellChange;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.register.Row;

/** A record of a file on its way: one row, and the rows below it that add lines to its small tables. */
final class FileLine {

    final int number;
    final Map<String, String> typed = new HashMap<>();
    /** As it stands in the file. */
    final Map<String, String> shown = new HashMap<>();
    /** Lines of its small tables by column, each as text by inner column. */
    final Map<String, List<Map<String, String>>> inner = new LinkedHashMap<>();
    /** Names of files by column. */
    final Map<String, List<String>> files = new LinkedHashMap<>();
    /** Numbers of the rows below that belong to it. */
    final List<Integer> further = new ArrayList<>();

    final List<CellFault> faults = new ArrayList<>();

    /** The row to be added; null where it has a fault or its record stands. */
    @Nullable
    Object @Nullable [] row;

    /** What could be read of it, by which its record is looked for. */
    @Nullable
    Object @Nullable [] keyed;

    @Nullable
    UUID look;

    boolean present;

    /** The record it changes; null where it is to be a new one. */
    @Nullable
    Row standing;

    /** The whole record as it is to stand, as typed. */
    Map<String, String> merged = Map.of();

    List<CellChange> changes = List.of();

    FileLine(int number) {
        this.number = number;
    }

    boolean isGood() {
        return faults.isEmpty() && !present && standing == null;
    }

    boolean isChange() {
        return faults.isEmpty() && !changes.isEmpty();
    }

    /**
     * Whether this row only adds lines to the small tables of the record before: beside them it is empty, says the same, or
     * names the same code.
     */
    boolean continues(FileLine before) {
        boolean named = typed.isEmpty()
                || typed.equals(before.typed)
                || (typed.containsKey("code") && before.typed.entrySet().containsAll(typed.entrySet()));
        return !inner.isEmpty() && files.isEmpty() && faults.isEmpty() && named;
    }

    void add(FileLine next) {
        next.inner.forEach((column, lines) ->
                inner.computeIfAbsent(column, none -> new ArrayList<>()).addAll(lines));
        further.add(next.number);
    }
}
