package vn.hoi.figure;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.register.Register;

/** Reads figures, one or many at once. */
@Component
public class FigureReading {

    private final Figures figures;
    private final StoredReading stored;
    private final Cells cells;
    private final CitedValues cited;
    private final Reports reports;
    private final LedgerReading ledger;
    private final PunctualityReading punctuality;

    FigureReading(
            Figures figures,
            StoredReading stored,
            Cells cells,
            CitedValues cited,
            Reports reports,
            LedgerReading ledger,
            PunctualityReading punctuality) {
        this.punctuality = punctuality;
        this.figures = figures;
        this.stored = stored;
        this.cells = cells;
        this.cited = cited;
        this.reports = reports;
        this.ledger = ledger;
    }

    /** The stored figure behind this one, and which part of it; empty when it is not counted from records. */
    Optional<Source> source(Figure figure) {
        return Source.of(figure, figures);
    }

    /** The figure's value. @throws Problem FIG-4xx when it cannot be asked so */
    public Reading read(Figure figure, FigureQuery query) {
        test(query);
        return new ReadingRound(figures, stored, cells, cited, reports, ledger, punctuality).read(figure, query);
    }

    /** Many figures asked alike, in their order; what is kept of them is read at one moment. */
    public List<Reading> readAll(List<Figure> asked, FigureQuery query) {
        test(query);
        var round = new ReadingRound(figures, stored, cells, cited, reports, ledger, punctuality);
        round.prepare(asked.stream().map(figure -> new Asked(figure, query)).toList());
        return asked.stream().map(figure -> round.read(figure, query)).toList();
    }

    /** A figure and what is asked of it. */
    public record Asked(Figure figure, FigureQuery query) {}

    /** Many figures, each asked in its own way, in their order; what is kept of them is read at one moment. */
    public List<Reading> readEach(List<Asked> asked) {
        asked.forEach(one -> test(one.query()));
        var round = new ReadingRound(figures, stored, cells, cited, reports, ledger, punctuality);
        round.prepare(asked);
        return asked.stream().map(one -> round.read(one.figure(), one.query())).toList();
    }

    private static void test(FigureQuery query) {
        if (query.period().isImpossible()) {
            throw Problem.badRequest("FIG-401", "Kỳ kết thúc trước khi bắt đầu; đổi chỗ hai ngày.");
        }
    }

    /** Which records a stored figure or slice counts, as a condition on its register. */
    public Condition counted(Figure figure, FigureQuery query) {
        return get(figure).counted(query, query.unit() == null ? null : stored.places(query));
    }

    /** The register whose records a stored figure counts. */
    public Register register(Figure figure) {
        return get(figure).register();
    }

    private Source get(Figure figure) {
        return source(figure)
                .orElseThrow(() ->
                        Problem.unknown("FIG-405", "Số liệu này không đếm từ bản ghi nên không có danh sách bản ghi."));
    }

    /** What a figure can be broken down by, beside the unit; empty for what is not counted from records. */
    public List<Breakdown> breakdowns(Figure figure) {
        return source(figure).map(source -> source.definition().by()).orElse(List.of());
    }

    /** The day a figure is read for: of a stock always, of a flow only when asked. */
    @Nullable
    LocalDate day(Figure figure, FigureQuery query) {
        return source(figure)
                .filter(source -> source.definition().stock())
                .map(source -> source.stockDay(query))
                .orElse(query.asOf());
    }

    /** Where the lines behind a balance of the ledger are listed; empty for what is no balance. */
    Optional<String> ledgerLines(Figure figure) {
        return ledger.lines(figure);
    }

    /** Where the reports are listed that a figure of late or missing ones counts; empty for another figure. */
    Optional<String> reportsList(Figure figure) {
        return punctuality.address(figure);
    }
}
