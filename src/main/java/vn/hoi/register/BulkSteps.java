package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;

/** One step for many records. Each is a transaction of its own, so that one that is refused holds up no other. */
@Component
class BulkSteps {

    /** Records in one call at most. */
    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(BulkSteps.class);

    private final Records records;
    private final Steps steps;

    BulkSteps(Records records, Steps steps) {
        this.records = records;
        this.steps = steps;
    }

    /** A record as the person saw it. */
    record Chosen(String code, int version) {}

    /** The step by its id, of the version in force first. @throws Problem REG-450 when no version has it */
    Step step(Register register, String id) {
        return register.lifecycles().reversed().stream()
                .flatMap(version -> version.findStep(id).stream())
                .findFirst()
                .orElseThrow(() -> new Problem(
                        422, "REG-450", "Sổ này không có bước «" + id + "»; chọn một bước trong danh sách."));
    }

    /** Says of each record whether the step can be taken with it; writes nothing. */
    List<BulkOutcome> test(Register register, String step, List<Chosen> chosen) {
        return each(chosen, one -> {
            Row row = records.get(register, one.code());
            if (row.version() != one.version()) {
                throw new Problem(
                        409,
                        Records.STALE,
                        "Bản ghi đã được người khác sửa sau khi bạn chọn; mở bản ghi xem lại rồi chọn lại.");
            }
            steps.test(register, row, step);
            return row;
        });
    }

    /** What the step asks of these records; of a case begun under earlier steps, as those ask. */
    List<String> asked(Register register, String step, List<BulkOutcome> able) {
        Set<String> asked = new LinkedHashSet<>();
        for (BulkOutcome outcome : able) {
            @Nullable Row row = outcome.row();
            if (row != null) {
                asked.addAll(of(register, row, step).asks());
            }
        }
        return List.copyOf(asked);
    }

    /**
     * Takes the step with each record.
     *
     * @param answers text by column of what the step asks for
     */
    List<BulkOutcome> take(Register register, String step, List<Chosen> chosen, Map<String, String> answers) {
        return each(chosen, one -> {
            Row row = records.get(register, one.code());
            Map<String, String> asked = new LinkedHashMap<>(answers);
            asked.keySet().retainAll(of(register, row, step).asks());
            return steps.take(register, one.code(), one.version(), step, asked);
        });
    }

    private Step of(Register register, Row row, String step) {
        return register.lifecycle(row.course().lifecycle()).findStep(step).orElseGet(() -> step(register, step));
    }

    /** What is done with one record. */
    private interface Act {
        Row with(Chosen one);
    }

    private static List<BulkOutcome> each(List<Chosen> chosen, Act act) {
        List<BulkOutcome> outcomes = new ArrayList<>();
        for (Chosen one : chosen) {
            try {
                outcomes.add(new BulkOutcome(one.code(), act.with(one), null));
            } catch (Problem problem) {
                outcomes.add(new BulkOutcome(one.code(), null, problem));
            } catch (RuntimeException failure) {
                // what was done before stands; the person must read of it
                LOG.error("bulk step with {}", one.code(), failure);
                outcomes.add(new BulkOutcome(
                        one.code(),
                        null,
                        new Problem(500, "REG-455", "Máy chủ không làm được với bản ghi này; thử lại sau ít phút.")));
            }
        }
        return outcomes;
    }
}
