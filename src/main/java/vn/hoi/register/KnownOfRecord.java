package vn.hoi.register;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record may refer to, the files it holds already among it. */
record KnownOfRecord(Known known, Map<String, @Nullable Object> before) implements Known {

    @Override
    public Optional<Integer> unit(String typed, LocalDate day) {
        return known.unit(typed, day);
    }

    @Override
    public boolean isArea(int unit) {
        return known.isArea(unit);
    }

    @Override
    public int province() {
        return known.province();
    }

    @Override
    public Optional<String> reference(String register, String typed) {
        return known.reference(register, typed);
    }

    @Override
    public Optional<String> elsewhere(String kind, String name) {
        return known.elsewhere(kind, name);
    }

    @Override
    public boolean file(long number) {
        boolean held = before.values().stream()
                .anyMatch(value -> value instanceof java.util.List<?> list && list.contains(number));
        return held || known.file(number);
    }
}
