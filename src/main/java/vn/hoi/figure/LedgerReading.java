package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitMap;
import vn.hoi.unit.Units;

/** Reads figures that are balances of the budget ledger; the ledger itself answers. */
@Component
class LedgerReading {

    private static final Label NO_LINE = new Label(
            "sổ ngân sách chưa có dòng, tổng mức hay quyết toán nào như vậy", "the budget ledger has nothing of it");
    private static final Label UNPLACED = new Label("Chưa phân được trên bản đồ này", "Not placed on this map");

    private final ObjectProvider<LedgerBalances> ledger;
    private final StoredReading stored;
    private final Units units;

    LedgerReading(ObjectProvider<LedgerBalances> ledger, StoredReading stored, Units units) {
        this.ledger = ledger;
        this.stored = stored;
        this.units = units;
    }

    /** What stands on the period's last day, or what moved in the period; it is broken down by unit alone. */
    Reading read(Figure figure, Definition.Ledger definition, FigureQuery query) {
        if (query.by() != null && !query.by().equals(FigureQuery.UNIT)) {
            throw Problem.badRequest("FIG-403", "Không phân tổ được theo «" + query.by() + "»; dùng một trong [unit].");
        }
        var asked = new LedgerBalances.Query(
                definition.account(),
                definition.where(),
                query.period().from(),
                query.day(),
                query.unit() == null ? null : stored.places(query));
        Optional<LedgerBalances> balances = ledger.stream().findFirst();
        @Nullable BigDecimal value = balances.flatMap(one -> one.value(asked)).orElse(null);
        List<Reading.Cell> cells = query.by() == null || balances.isEmpty()
                ? List.of()
                : cells(balances.get().byUnit(asked), query);
        return new Reading(
                figure,
                query,
                value,
                null,
                null,
                cells,
                value == null ? new Reading.Absence("FIG-448", NO_LINE) : null);
    }

    /** On the map asked for: a unit that ended stands at its successor. */
    List<Reading.Cell> cells(Map<Integer, BigDecimal> values, FigureQuery query) {
        UnitMap map = units.map(StoredReading.mapDay(query));
        Map<Reading.Part, BigDecimal> parts = new LinkedHashMap<>();
        values.forEach((id, value) -> {
            @Nullable Unit found = map.find(id).orElse(null);
            var part = found == null
                    ? new Reading.Part(null, "", UNPLACED)
                    : new Reading.Part(found, found.code(), Label.of(found.fullName()));
            parts.merge(part, value, BigDecimal::add);
        });
        List<Reading.Cell> cells = new ArrayList<>();
        parts.forEach((part, value) -> cells.add(new Reading.Cell(List.of(part), value, 0, null)));
        cells.sort(Comparator.comparing((Reading.Cell cell) -> cell.name().vi(), Vietnamese.collator()));
        return cells;
    }

    /** Where the lines behind a balance are listed; empty for what is no balance. */
    Optional<String> lines(Figure figure) {
        return figure.definition() instanceof Definition.Ledger definition
                ? ledger.stream()
                        .findFirst()
                        .map(balances -> balances.address(definition.account(), definition.where()))
                : Optional.empty();
    }
}
