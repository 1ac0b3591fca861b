package vn.hoi.ledger;

import org.springframework.stereotype.Component;
import vn.hoi.common.StartStep;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figures;

/** Tries the figures that read the ledger: an account or property it does not have stops the start. */
@Component
class LedgerDeclarations implements StartStep {

    private final Figures figures;
    private final LedgerFigures ledger;

    LedgerDeclarations(Figures figures, LedgerFigures ledger) {
        this.figures = figures;
        this.ledger = ledger;
    }

    @Override
    public int order() {
        return 72;
    }

    @Override
    public String says() {
        return "số liệu từ sổ ngân sách";
    }

    @Override
    public void run() {
        figures.list().forEach(figure -> {
            if (figure.definition() instanceof Definition.Ledger definition) {
                ledger.fault(definition.account(), definition.where()).ifPresent(wrong -> {
                    throw figures.fault(figure, wrong, "Sửa «ledger:» hoặc «where:»");
                });
            }
        });
    }
}
