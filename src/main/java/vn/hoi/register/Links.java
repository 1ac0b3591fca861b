package vn.hoi.register;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Rights;

/** Finds what values point to: other records and files, with one query for each register. */
@Component
public class Links {

    private final DSLContext database;
    private final Registers registers;
    private final RecordRows rows;
    private final Rights rights;
    private final VisibleRows visible;
    private final Files files;

    Links(DSLContext database, Registers registers, RecordRows rows, Rights rights, Files files, VisibleRows visible) {
        this.visible = visible;
        this.database = database;
        this.registers = registers;
        this.rows = rows;
        this.rights = rights;
        this.files = files;
    }

    /** What the values of a record point to. */
    public Linked of(Register register, Map<String, @Nullable Object> values) {
        Map<String, Set<String>> codes = new LinkedHashMap<>();
        Set<Long> numbers = new HashSet<>();
        for (Column column : register.columns()) {
            @Nullable Object value = values.get(column.id());
            if (value != null) {
                collect(column, value, codes, numbers);
            }
        }
        Map<String, Map<String, String>> titles = new HashMap<>();
        codes.forEach((id, named) -> registers.find(id).ifPresent(target -> titles.put(id, titles(target, named))));
        return new Linked(titles, files.list(numbers));
    }

    private static void collect(Column column, Object value, Map<String, Set<String>> codes, Set<Long> numbers) {
        Set<String> of = codes.computeIfAbsent(String.valueOf(column.of()), none -> new HashSet<>());
        switch (column.type()) {
            case REFERENCE -> of.add(value.toString());
            case REFERENCES -> ((List<?>) value).forEach(code -> of.add(code.toString()));
            case FILES -> ((List<?>) value).forEach(number -> numbers.add((Long) number));
            case ROWS -> {
                for (Object row : (List<?>) value) {
                    for (Column inner : column.columns()) {
                        @Nullable Object cell = ((Map<?, ?>) row).get(inner.id());
                        if (cell != null) {
                            collect(inner, cell, codes, numbers);
                        }
                    }
                }
            }
            default -> {}
        }
    }

    private Map<String, String> titles(Register target, Set<String> codes) {
        Map<String, String> titles = new HashMap<>();
        if (!codes.isEmpty()) {
            boolean personal = rights.mayReadPersonal(target.id());
            database.select(RecordRows.fields(target))
                    .from(RecordTable.of(target))
                    .where(RecordTable.text("code").in(codes))
                    .and(visible.of(target))
                    .forEach(record -> {
                        Row row = rows.row(target, record);
                        titles.put(row.code(), RecordWords.title(target, row, personal));
                    });
        }
        return titles;
    }
}
