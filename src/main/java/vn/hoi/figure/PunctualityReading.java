package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;

/** Reads figures that count late and missing reports; the reports themselves answer. */
@Component
class PunctualityReading {

    private static final Label NOTHING_DUE =
            new Label("chưa có kỳ báo cáo nào đến hạn", "no report of these periods is due yet");

    private final ObjectProvider<ReportPunctuality> reports;
    private final StoredReading stored;
    private final LedgerReading placed;

    PunctualityReading(ObjectProvider<ReportPunctuality> reports, StoredReading stored, LedgerReading placed) {
        this.reports = reports;
        this.stored = stored;
        this.placed = placed;
    }

    /** Of the periods that ended in the period asked for; broken down by unit alone. */
    Reading read(Figure figure, Definition.Punctuality definition, FigureQuery query) {
        if (query.by() != null && !query.by().equals(FigureQuery.UNIT)) {
            throw Problem.badRequest("FIG-403", "Không phân tổ được theo «" + query.by() + "»; dùng một trong [unit].");
        }
        Optional<Map<Integer, Long>> counted = reports.stream()
                .findFirst()
                .flatMap(one -> one.count(
                        definition.form().id(),
                        definition.missing(),
                        query.period().from(),
                        query.day()));
        @Nullable Set<Integer> places = query.unit() == null ? null : stored.places(query);
        Map<Integer, BigDecimal> units = new LinkedHashMap<>();
        counted.ifPresent(all -> all.forEach((unit, count) -> {
            if (places == null || places.contains(unit)) {
                units.put(unit, BigDecimal.valueOf(count));
            }
        }));
        if (units.isEmpty()) {
            return Reading.absent(figure, query, "FIG-451", NOTHING_DUE);
        }
        BigDecimal all = units.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Reading(
                figure, query, all, null, null, query.by() == null ? List.of() : placed.cells(units, query), null);
    }

    /** Where the reports are listed; empty for another figure. */
    Optional<String> address(Figure figure) {
        return figure.definition() instanceof Definition.Punctuality definition
                ? reports.stream()
                        .findFirst()
                        .map(one -> one.address(definition.form().id(), definition.missing()))
                : Optional.empty();
    }
}
