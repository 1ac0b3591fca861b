package vn.hoi.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Twin;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.RecordViews;
import vn.hoi.register.Register;
import vn.hoi.register.VisibleRows;

/** Exactly the records behind a figure. */
@Controller
class FigureRecordPages {

    private final Figures figures;
    private final FigureReading reading;
    private final FigureAsking asking;
    private final OpenedRecords opened;
    private final RecordQueries queries;
    private final RecordViews views;
    private final VisibleRows visible;

    FigureRecordPages(
            Figures figures,
            FigureReading reading,
            FigureAsking asking,
            OpenedRecords opened,
            RecordQueries queries,
            RecordViews views,
            VisibleRows visible) {
        this.figures = figures;
        this.reading = reading;
        this.asking = asking;
        this.opened = opened;
        this.queries = queries;
        this.views = views;
        this.visible = visible;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/figures/{id}/records")
    Twin records(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        Figure figure = figures.get(id);
        opened.requireRight(figure);
        // what is counted from reports or from the ledger is listed there
        Optional<String> elsewhere = reading.ledgerLines(figure).or(() -> reading.reportsList(figure));
        if (elsewhere.isPresent()) {
            return Twin.page("figure/records")
                    .seeOther(elsewhere.get())
                    .json(() -> Map.of("figure", figure.id(), "address", elsewhere.get()));
        }
        FigureQuery query = asking.query(parameters);
        Register register = reading.register(figure);
        visible.requireSome(register);
        RecordQuery list = queries.read(register, parameters, FigureAsking.ASKED);
        Reading read =
                reading.read(figure, new FigureQuery(query.period(), query.asOf(), query.unit(), query.map(), null));
        // the cursor's links must ask for the same period, day and unit again
        Map<String, List<String>> asked = new LinkedHashMap<>(list.asked());
        FigureAsking.ASKED.forEach(name -> {
            if (parameters.getFirst(name) != null
                    && !String.valueOf(parameters.getFirst(name)).isBlank()) {
                asked.put(name, List.of(String.valueOf(parameters.getFirst(name))));
            }
        });
        RecordQuery counted = list.within(reading.counted(figure, query), asked);
        return views.list("figure/records", "/figures/" + figure.id() + "/records", register, counted, read.records())
                .with("figure", figure)
                .with("read", read)
                .with("opened", opened.of(figure, query, read).orElse(null))
                .with("narrowed", list.narrowed());
    }
}
