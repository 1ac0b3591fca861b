package vn.hoi.register;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;

/** Where a record stands in its life: the version of its steps and what is due when. */
@Component
class Courses {

    /** Columns a new record begins with. */
    Map<Field<?>, @Nullable Object> begin(Register register, Map<String, @Nullable Object> values) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        if (register.hasSteps()) {
            columns.put(RecordTable.integer("lifecycle"), version(register, values));
        }
        return columns;
    }

    /** Columns that follow from a change of values. */
    Map<Field<?>, @Nullable Object> changed(Register register, Row before, Map<String, @Nullable Object> values) {
        return Map.of();
    }

    /** Columns that follow from a step. */
    Map<Field<?>, @Nullable Object> stepped(
            Register register, Row before, Step step, Map<String, @Nullable Object> values) {
        return changed(register, before, values);
    }

    /** This moment on this country's clock. */
    OffsetDateTime now() {
        return OffsetDateTime.now(Vietnamese.ZONE);
    }

    /** The version of the steps a case begins under. */
    int version(Register register, Map<String, @Nullable Object> values) {
        boolean dated = register.lifecycleFrom() != null
                && values.get(register.lifecycleFrom()) instanceof LocalDate;
        LocalDate began = dated ? (LocalDate) values.get(register.lifecycleFrom()) : Vietnamese.today();
        return register.lifecycle(began == null ? Vietnamese.today() : began).version();
    }
}
