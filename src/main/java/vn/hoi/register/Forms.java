package vn.hoi.register;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** Makes forms ready to be drawn. */
@Component
class Forms {

    private final RecordRows rows;
    private final Links links;
    private final Units units;

    Forms(RecordRows rows, Links links, Units units) {
        this.rows = rows;
        this.links = links;
        this.units = units;
    }

    /** An empty form with what its declaration begins with, and what the address gives. */
    Form blank(Register register, Map<String, String> given) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (Column column : register.entered()) {
            if (column.begin() != null) {
                typed.put(column.id(), begin(column.begin()));
            }
        }
        typed.putAll(given);
        return form(register, null, typed, null, "", null, List.of());
    }

    private static String begin(String declared) {
        return switch (declared) {
            case "today" -> Vietnamese.today().toString();
            case "now" ->
                LocalDateTime.now(Vietnamese.ZONE)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
            default -> declared;
        };
    }

    /** The form of a record as it stands. */
    Form edit(Register register, Row row) {
        return form(register, row, rows.texts(register, row), null, "", null, List.of());
    }

    /** The form of a record filled with what it held once; nothing is written until it is sent. */
    Form restored(Register register, Row row, Map<String, String> typed) {
        return form(register, row, whole(register, row, typed), null, "", null, List.of());
    }

    /** A form that was sent and is not done with. */
    Form again(
            Register register,
            @Nullable Row row,
            Sent sent,
            @Nullable Problem problem,
            List<Map<String, Object>> alike) {
        return form(register, row, whole(register, row, sent.typed()), problem, sent.more(), sent.draft(), alike);
    }

    /** A draft opened; where the record was changed since, both are shown. */
    Form draft(Register register, @Nullable Row row, Drafts.Draft draft) {
        boolean stale =
                row != null && !draft.typed().getOrDefault("version", "").equals(String.valueOf(row.version()));
        @Nullable
        Problem problem = stale
                ? new Problem(
                        409,
                        Records.STALE,
                        "Bản ghi đã được người khác sửa sau khi bạn lưu nháp; so sánh hai bản rồi gửi lại.")
                : null;
        return form(register, row, whole(register, row, draft.typed()), problem, "", draft.number(), List.of());
    }

    /** What a form did not send stays as the record has it. */
    private Map<String, String> whole(Register register, @Nullable Row row, Map<String, String> typed) {
        Map<String, String> whole = row == null ? new LinkedHashMap<>() : rows.texts(register, row);
        whole.putAll(typed);
        return whole;
    }

    private Form form(
            Register register,
            @Nullable Row row,
            Map<String, String> typed,
            @Nullable Problem problem,
            String more,
            @Nullable Long draft,
            List<Map<String, Object>> alike) {
        Map<String, String> held = row == null ? Map.of() : rows.texts(register, row);
        return new Form(
                register,
                row,
                typed,
                held,
                problem,
                more,
                draft,
                alike,
                links.of(register, pointers(register, row, typed)),
                new UnitWords(units));
    }

    /** Codes and numbers in the typed texts and in the record, as far as they can be read. */
    private static Map<String, @Nullable Object> pointers(
            Register register, @Nullable Row row, Map<String, String> typed) {
        Map<String, @Nullable Object> pointers = new HashMap<>();
        for (Column column : register.columns()) {
            String text = typed.getOrDefault(column.id(), "");
            List<String> parts = Stream.of(text.split("[,;\\n]+"))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
            switch (column.type()) {
                case REFERENCE -> pointers.put(column.id(), text.strip());
                case REFERENCES -> pointers.put(column.id(), parts);
                case ROWS -> pointers.put(column.id(), Form.lines(text));
                case FILES -> {
                    Stream<Long> held = row != null && row.value(column.id()) instanceof List<?> numbers
                            ? numbers.stream().map(Long.class::cast)
                            : Stream.empty();
                    Stream<Long> named = parts.stream()
                            .flatMap(part -> Stream.of(part.split("\\s+")))
                            .filter(part -> part.matches("\\d{1,18}"))
                            .map(Long::valueOf);
                    pointers.put(column.id(), Stream.concat(held, named).toList());
                }
                default -> {}
            }
        }
        return pointers;
    }

    /** The page of a form. */
    Twin page(Form form) {
        Problem problem = form.problem();
        return Twin.page("register/form")
                .with("form", form)
                .status(problem != null ? problem.status() : form.alike().isEmpty() ? 200 : 409);
    }
}
