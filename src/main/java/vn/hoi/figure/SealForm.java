package vn.hoi.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureSets.FigureSet;
import vn.hoi.figure.FigureSets.Wanted;

/** What is typed to make a seal, as typed, so that nothing typed is lost. */
public record SealForm(Map<String, String> typed) {

    private static final int LONGEST = 300;
    private static final int LONGEST_REASON = 2000;

    /** Text typed under this name; empty when none. */
    public String get(String name) {
        return typed.getOrDefault(name, "").strip();
    }

    /** @throws Problem SEA-422 with a fault for each wrong value */
    FigureSeals.Order read(Figures figures, List<FigureSet> sets) {
        List<Fault> faults = new ArrayList<>();
        String name = required("name", "Ghi tên bản chốt", faults);
        String document = required("document", "Ghi số, ký hiệu của văn bản", faults);
        @Nullable LocalDate documentDay = day("document-day", faults);
        if (documentDay == null && get("document-day").isEmpty()) {
            faults.add(new Fault("document-day", "SEA-005", "Ghi ngày của văn bản"));
        }
        var period = new Period(day("from", faults), day("to", faults));
        @Nullable LocalDate asOf = day("as-of", faults);
        @Nullable LocalDate map = day("map", faults);
        if (period.isImpossible()) {
            faults.add(new Fault("to", "FIG-401", "Kỳ kết thúc trước khi bắt đầu; đổi chỗ hai ngày"));
        }
        String reason = Vietnamese.clean(get("reason"));
        if (reason.length() > LONGEST_REASON) {
            faults.add(new Fault("reason", "SEA-006", "Lý do dài quá 2.000 ký tự; rút ngắn lại"));
        }
        String superseded = get("supersedes");
        if (!superseded.matches("\\d{0,9}")) {
            faults.add(new Fault("supersedes", "SEA-404", "Chọn bản chốt được thay trong danh sách"));
        }
        List<Wanted> wanted = wanted(figures, sets, FigureQuery.of(period, asOf), faults);
        if (wanted.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("figures", "SEA-001", "Chọn một nhóm số liệu hoặc ghi mã từng số liệu"));
        }
        if (!faults.isEmpty()) {
            throw new Problem(422, "SEA-422", "Có " + faults.size() + " chỗ cần sửa; chưa chốt gì.", faults, Map.of());
        }
        return new FigureSeals.Order(
                name,
                wanted,
                map,
                document,
                java.util.Objects.requireNonNull(documentDay),
                reason.isEmpty() ? null : reason,
                superseded.isEmpty() ? null : Long.valueOf(superseded));
    }

    private List<Wanted> wanted(Figures figures, List<FigureSet> sets, FigureQuery query, List<Fault> faults) {
        Set<Wanted> wanted = new LinkedHashSet<>();
        String chosen = get("set");
        if (!chosen.isEmpty()) {
            Optional<FigureSet> set =
                    sets.stream().filter(one -> one.id().equals(chosen)).findFirst();
            if (set.isEmpty()) {
                faults.add(new Fault("set", "SEA-007", "Không có nhóm số liệu «" + chosen + "»; chọn trong danh sách"));
            }
            // figures of a plan come with the periods it cites them for; others are sealed for the period typed
            set.ifPresent(one -> one.figures()
                    .forEach(each -> wanted.add(
                            each.query().equals(FigureQuery.PLAIN) ? new Wanted(each.figure(), query) : each)));
        }
        for (String id : get("figures").split("[\\s,;]+")) {
            if (!id.isEmpty()) {
                if (figures.find(id).isEmpty()) {
                    faults.add(new Fault("figures", "FIG-404", "Không có số liệu «" + id + "»; sửa mã số liệu"));
                }
                wanted.add(new Wanted(id, query));
            }
        }
        return List.copyOf(wanted);
    }

    private String required(String name, String sentence, List<Fault> faults) {
        String text = Vietnamese.clean(get(name));
        if (text.isEmpty() || text.length() > LONGEST) {
            faults.add(new Fault(name, "SEA-004", sentence + ", không quá 300 ký tự"));
        }
        return text;
    }

    private @Nullable LocalDate day(String name, List<Fault> faults) {
        String text = get(name);
        Optional<LocalDate> day = text.isEmpty() ? Optional.empty() : Vietnamese.readDay(text);
        if (day.isEmpty() && !text.isEmpty()) {
            faults.add(new Fault(name, "VAL-003", "«" + text + "» không phải là ngày; viết như 05/9/2025"));
        }
        return day.orElse(null);
    }
}
