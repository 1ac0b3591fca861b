package vn.hoi.demonstration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of other registers that were made before, for rows that refer to them. */
@FunctionalInterface
public interface Earlier {

    /** None at all. */
    Earlier NONE = register -> List.of();

    /**
     * Such a record.
     *
     * @param values by declared column, with {@code unit}, {@code place} (ids of areas) and {@code state}
     */
    record Known(String code, Map<String, @Nullable Object> values) {

        /** The value of a column, or {@code code}. */
        @Nullable
        Object get(String column) {
            return column.equals("code") ? code : values.get(column);
        }

        /** Its code, as texts and references hold it. */
        @Override
        public String toString() {
            return code;
        }
    }

    /** The oldest records of a register, always in the same order. */
    List<Known> of(String register);

    /** Whether the register has none. */
    default boolean isEmpty(String register) {
        return of(register).isEmpty();
    }
}
