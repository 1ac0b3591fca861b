package vn.hoi.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.RelationCheck;
import vn.hoi.plan.CitedFigure;
import vn.hoi.plan.PlanCheck;
import vn.hoi.plan.Plans;
import vn.hoi.report.ReportForms;

/** The made-up reports: the figures that units and parties report have the published values. */
class DemonstrationReportsTest {

    private static ConfigurableApplicationContext program;
    private static JdbcClient database;
    private static int withoutDemonstration;

    @BeforeAll
    static void load() {
        program = TestApplication.start(TestDatabase.fresh(), TestApplication.HOME, WebApplicationType.NONE);
        database = program.getBean(JdbcClient.class);
        program.getBean(DemonstrationReports.class).run();
        withoutDemonstration = count("report.report");
        database.sql("update demonstration.choice set scale = 0.001").update();
        program.getBean(DemonstrationPeople.class).run();
        program.getBean(DemonstrationReports.class).run();
        program.getBean(DemonstrationReports.class).run();
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private static int count(String table) {
        return database.sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    @Test
    void withoutDemonstrationDataThereIsNone() {
        assertThat(withoutDemonstration).isZero();
    }

    @Test
    void all22ReportedFiguresAgreeWithThePublishedPlan() {
        List<CitedFigure> reported =
                program
                        .getBean(PlanCheck.class)
                        .check(program.getBean(Plans.class).get("234-2025"))
                        .figures()
                        .stream()
                        .filter(cited -> cited.citation().figure().source().equals("reported"))
                        .toList();
        assertThat(reported).hasSize(22);
        assertThat(reported)
                .allSatisfy(cited -> assertThat(cited.agrees())
                        .as(
                                "%s: published %s, here %s",
                                cited.citation().figure().id(), cited.citation().published(), cited.here())
                        .isTrue());
    }

    @Test
    void noReportedRelationIsBrokenAndSomeReportsWait() {
        assertThat(program.getBean(RelationCheck.class).check(FigureQuery.PLAIN).stream()
                        .filter(one -> one.verdict().equals("broken"))
                        .filter(one -> one.left().values().stream()
                                .anyMatch(read -> read.figure().source().equals("reported"))))
                .isEmpty();
        assertThat(database.sql("select distinct state from report.edition")
                        .query(String.class)
                        .list())
                .contains("draft", "submitted", "returned", "approved");
        assertThat(count("report.party_account")).isEqualTo(2);
    }

    @Test
    void everyFormHasAReportAndEveryPartIsWithinItsWhole() {
        assertThat(database.sql("select count(distinct form) from report.report")
                        .query(Integer.class)
                        .single())
                .isEqualTo(program.getBean(ReportForms.class).list().size());
        assertThat(
                        count(
                                "figure.report where whole is not null and value > whole and figure <> 'infra.officials.computers-ratio'"))
                .isZero();
    }

    @Test
    void sharesAddUpExactly() {
        for (String total : List.of("0", "1", "929878", "210000000000")) {
            for (int parts : new int[] {1, 4, 11, 80, 220}) {
                List<BigDecimal> shares = DemonstrationReports.shared(new BigDecimal(total), parts);
                assertThat(shares).hasSize(parts).allMatch(share -> share.signum() >= 0);
                assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(total);
            }
        }
    }
}
