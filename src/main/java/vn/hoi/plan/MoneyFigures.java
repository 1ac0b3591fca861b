package vn.hoi.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;

/** Finds beside a figure of the ledger the one of another stage or of another year, by its declaration. */
@Component
class MoneyFigures {

    private static final String YEAR = "year";

    private final Figures figures;

    MoneyFigures(Figures figures) {
        this.figures = figures;
    }

    /** The same lines at another stage, for a figure of what is asked for; the figure itself where none is declared. */
    Figure at(Figure figure, MoneyStage stage) {
        return figure.definition() instanceof Definition.Ledger ledger
                        && ledger.account().equals(MoneyStage.REQUESTED.id())
                        && stage != MoneyStage.REQUESTED
                ? declared(stage.id(), ledger.where()).orElse(figure)
                : figure;
    }

    /** The budget year a figure is bound to; empty for those of any year. */
    static Optional<Integer> year(Figure figure) {
        return figure.definition() instanceof Definition.Ledger ledger
                ? Optional.ofNullable(ledger.where().get(YEAR))
                        .filter(years -> years.size() == 1)
                        .map(years -> Integer.valueOf(years.getFirst()))
                : Optional.empty();
    }

    /** The same of so many years later; empty where none is declared, or the figure is bound to no year. */
    Optional<Figure> later(Figure figure, int years) {
        if (!(figure.definition() instanceof Definition.Ledger ledger)) {
            return Optional.empty();
        }
        return year(figure).flatMap(year -> {
            Map<String, List<String>> where = new TreeMap<>(ledger.where());
            where.put(YEAR, List.of(String.valueOf(year + years)));
            return declared(ledger.account(), where);
        });
    }

    private Optional<Figure> declared(String account, Map<String, List<String>> where) {
        Predicate<Definition.Ledger> same =
                ledger -> ledger.account().equals(account) && ledger.where().equals(where);
        return figures.list().stream()
                .filter(figure -> figure.definition() instanceof Definition.Ledger ledger && same.test(ledger))
                .findFirst();
    }
}
