package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.common.Home;
import vn.hoi.journal.Journal;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** What a start with these declarations does for figures, and how it reads them. */
final class StartedFigures implements AutoCloseable {
    final AnnotationConfigApplicationContext declared;
    final Figures figures;
    final StoredFigures stored;
    final FigureReading reading;
    final FigureVersions versions;

    StartedFigures(TestDeclarations declarations) {
        declared = declarations.read();
        figures = declared.getBean(Figures.class);
        stored = new StoredFigures(
                figures,
                declared.getBean(Registers.class),
                TestApplication.get(JdbcClient.class),
                TestApplication.get(TransactionTemplate.class));
        reading = new FigureReading(
                figures,
                new StoredReading(
                        stored,
                        TestApplication.get(DSLContext.class),
                        TestApplication.get(Units.class),
                        TestApplication.get(TransactionTemplate.class)),
                TestApplication.get(Cells.class),
                declared.getBean(CitedValues.class),
                TestApplication.get(Reports.class),
                TestApplication.get(LedgerReading.class),
                TestApplication.get(PunctualityReading.class));
        stored.run();
        new OpeningDeclarations(
                        declared.getBean(Home.class),
                        figures,
                        stored,
                        TestApplication.get(Units.class),
                        TestApplication.get(JdbcClient.class),
                        TestApplication.get(Journal.class),
                        TestApplication.get(TransactionTemplate.class))
                .run();
        versions = new FigureVersions(
                figures,
                TestApplication.get(JdbcClient.class),
                TestApplication.get(Journal.class),
                TestApplication.get(TransactionTemplate.class));
        versions.run();
    }

    long value(String figure) {
        return Objects.requireNonNull(
                        reading.read(figures.get(figure), FigureQuery.PLAIN).value())
                .longValueExact();
    }

    Reading read(String figure, FigureQuery query) {
        return reading.read(figures.get(figure), query);
    }

    void assertProven() {
        assertThat(new FigureProof(declared.getBean(Registers.class), stored, TestApplication.get(JdbcClient.class))
                        .all())
                .isEmpty();
    }

    @Override
    public void close() {
        declared.close();
    }
}
