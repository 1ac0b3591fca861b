package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.TestPeople;
import vn.hoi.demonstration.Area;
import vn.hoi.demonstration.Earlier;
import vn.hoi.demonstration.QuotaRows;
import vn.hoi.demonstration.Quotas;
import vn.hoi.figure.FigureProof;
import vn.hoi.register.RecordLoading;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.State;
import vn.hoi.unit.Units;

/** Plan 234 on a database of its own that holds the small registers at full scale. */
class PublishedPlanTest {

    /** Registers of more records than this are left empty. */
    private static final long LARGE = 50_000;

    private static final Set<String> WITH_CASES = Set.of("st-task", "ip-title", "initiative", "digital-certificate");

    private static ConfigurableApplicationContext application;
    private static Plan plan;
    private static PlanCheck.Result result;

    @BeforeAll
    static void loadTheSmallRegisters() throws Exception {
        try (var connection = TestDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists plan with (force)");
            statement.execute("create database plan");
        }
        application = TestApplication.start(
                TestDatabase.server().jdbcUrl().replace("/postgres?", "/plan?"),
                TestApplication.HOME,
                WebApplicationType.SERVLET);
        Units units = application.getBean(Units.class);
        List<Area> areas = units.list().stream()
                .map(unit -> new Area(
                        unit.id(), unit.code(), unit.kind(), unit.name(), unit.from(), unit.until(), unit.parent()))
                .toList();
        Quotas quotas = Quotas.read(Path.of("provinces/langson/demonstration"));
        RecordLoading loading = application.getBean(RecordLoading.class);
        for (String id : quotas.registers()) {
            // nor those that refer to a large one
            if (quotas.count(id, 1) > LARGE
                    || quotas.refersTo(id).stream().anyMatch(named -> quotas.count(named, 1) > LARGE)) {
                continue;
            }
            Register register = application.getBean(Registers.class).get(id);
            QuotaRows rows = quotas.rows(id, 1, areas, application.getBean(Earlier.class));
            long loaded = loading.load(
                    register,
                    rows.columns(),
                    rows.iterator(),
                    RecordLoading.ALL,
                    loading.numbers(register),
                    "test",
                    so -> {});
            assertThat(loaded).isEqualTo(quotas.count(id, 1));
        }
        plan = application.getBean(Plans.class).get("234-2025");
        result = application.getBean(PlanCheck.class).check(plan);
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void casesLoadedAreOnTheirStepsAndFewOfTheOpenOnesAreLate() {
        JdbcClient database = application.getBean(JdbcClient.class);
        assertThat(database.sql("select distinct lifecycle from register.st_task")
                        .query(Integer.class)
                        .list())
                .as("all were approved before Law 93/2025")
                .containsExactly(1);
        for (String id : WITH_CASES) {
            Register register = application.getBean(Registers.class).get(id);
            Set<String> met = Objects.requireNonNull(register.deadline()).metIn();
            List<String> states = register.states().stream()
                    .map(State::id)
                    .filter(state -> !met.contains(state))
                    .toList();
            long open = count(database, register, states, "infinity");
            // the day the data was made for; later ones are later
            long late = count(database, register, states, "2026-11-23T00:00+07:00");
            assertThat(open).as("%s: open cases with a deadline", id).isPositive();
            assertThat(late).as("%s: late of %d", id, open).isLessThanOrEqualTo(Math.max(2, open / 20));
        }
    }

    private static long count(JdbcClient database, Register register, List<String> states, String before) {
        return database.sql("select count(*) from register." + register.table()
                        + " where state in (:states) and due_at < :before::timestamptz")
                .param("states", states)
                .param("before", before)
                .query(Long.class)
                .single();
    }

    @Test
    void theTextCitesEveryOneOfThe222Figures() {
        assertThat(plan.citations()).hasSize(222);
        assertThat(PlanText.figures(PlanText.parse(PlanText.all(plan.sections()))))
                .containsExactlyInAnyOrderElementsOf(plan.citations().keySet());
    }

    @Test
    void countedFiguresEqualThePublishedOnesExceptWhereThePlanContradictsItself() {
        // the large registers are empty here, so what is counted from them differs
        assertThat(figures("no"))
                .filteredOn(id -> !id.startsWith("tthc.") && !id.startsWith("metrology."))
                .containsExactlyInAnyOrder("ip.titles.total", "cert.total");
        CitedFigure titles = cited("ip.titles.total");
        assertThat(titles.citation().published()).isEqualByComparingTo("280");
        assertThat(titles.here()).isEqualByComparingTo("286");
        assertThat(cited("cert.total").here()).isEqualByComparingTo("30666");
        assertThat(figures("yes"))
                .contains(
                        "research.national.tasks",
                        "research.provincial.tasks",
                        "research.provincial.medicine",
                        "research.provincial.engineering",
                        "ip.applications.published",
                        "ip.titles.gi",
                        "ip.titles.collective-cert-marks",
                        "ip.titles.ordinary-marks",
                        "ip.titles.designs",
                        "ip.gi.new",
                        "ip.gi.extended",
                        "ip.products.granted",
                        "initiative.dossiers",
                        "initiative.recognised",
                        "cert.organisation",
                        "cert.individual",
                        "cert.sim");
    }

    @Test
    void whatDoesNotComeFromItsSourceYetNeverAgrees() {
        for (CitedFigure cited : result.figures()) {
            if (cited.citation().figure().isAwaited()) {
                assertThat(cited.here()).as(cited.citation().figure().id()).isNull();
                assertThat(cited.agrees()).isNull();
                assertThat(PlanNotes.of(cited, vn.hoi.common.Language.VI)).startsWith("Chưa có nguồn");
            }
        }
        assertThat(figures("open")).contains("telecom.mobile.subscriptions");
    }

    @Test
    void thePublishedContradictionsAreNamedAndHoldHereWhereTheirRegistersAre() {
        Set<String> broken = result.relations().stream()
                .filter(each -> Boolean.FALSE.equals(each.published().holds()))
                .map(each -> each.relation().id())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(broken)
                .containsExactly(
                        "capital.p5.plan-within-total",
                        "cert.sum",
                        "enterprise.digital-tech.vs-ict",
                        "ip.titles.sum",
                        "metrology.survey.body-vs-footnote",
                        "tthc.dossiers.inperson-ratio",
                        "tthc.dossiers.online-ratio");
        for (PlanCheck.CheckedRelation each : result.relations()) {
            if (Set.of("cert.sum", "ip.titles.sum").contains(each.relation().id())) {
                assertThat(each.here().holds()).isTrue();
            }
        }
    }

    @Test
    void figuresReadTogetherAreThoseReadOneByOne() {
        PlanCheck check = application.getBean(PlanCheck.class);
        for (CitedFigure together : result.figures()) {
            CitedFigure alone = check.read(together.citation());
            assertThat(together.here())
                    .as(together.citation().figure().id())
                    .usingComparator((one, other) ->
                            one == null || other == null ? (one == other ? 0 : 1) : one.compareTo(other))
                    .isEqualTo(alone.here());
            assertThat(together.reading().records()).isEqualTo(alone.reading().records());
        }
    }

    private static Http http() {
        return new Http(port());
    }

    private static int port() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static byte[] bytes(String address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            TestPeople.request(URI.create("http://127.0.0.1:" + port() + address))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }

    @Test
    void aLongAppendixIsCutOnThePageWithAWayToTheWholeAndWholeInSheets() throws Exception {
        long systems = application
                .getBean(JdbcClient.class)
                .sql("select count(*) from register.information_system")
                .query(Long.class)
                .single();
        assertThat(systems).isGreaterThan(PlanTables.PAGE);
        String page = http().get("/plans/234-2025", "Accept", "text/html").body();
        assertThat(page)
                .contains("Trên đây là " + PlanTables.PAGE + " dòng đầu")
                .contains("href=\"/registers/information-system?columns=name,governing-body,kind\"")
                .contains("<td align=\"right\">" + PlanTables.PAGE + "</td>")
                .contains("<td align=\"center\">05/9/2025</td>");
        byte[] sheets = bytes("/plans/234-2025.xlsx");
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(sheets))) {
            Sheet appendix = book.getSheet("Phụ lục IV");
            assertThat(appendix.getRow(appendix.getLastRowNum()).getCell(0).getNumericCellValue())
                    .isEqualTo(systems);
            Sheet documents = book.getSheet("Phụ lục I");
            assertThat(documents.getRow(5).getCell(5).getLocalDateTimeCellValue())
                    .isNotNull();
        }
    }

    @Test
    void theCheckNamesDocumentsOutOfForceAndLimitsPassed() throws Exception {
        var points = http().json("/plans/234-2025/check.json").get("points");
        assertThat(points)
                .extracting(point -> point.get("says").asString())
                .anyMatch(says -> says.contains("200/KH-UBND") && says.contains("hết hiệu lực"))
                .anyMatch(says -> says.contains("vượt giới hạn 14.118.065.000 đồng"));
    }

    @Test
    void loadedFiguresEqualTheirRecords() {
        assertThat(application.getBean(FigureProof.class).all()).isEmpty();
    }

    @Test
    void oneRecordLessIsSeenByTheCheck() {
        JdbcClient database = application.getBean(JdbcClient.class);
        List<Long> one = new ArrayList<>(database.sql(
                        "select id from register.ip_title where kind = 'design' and granted_on is not null limit 1")
                .query(Long.class)
                .list());
        database.sql("update register.ip_title set granted_on = '2025-07-15', valid_until = null where id = :id")
                .param("id", one.getFirst())
                .update();
        Map<String, CitedFigure> read = application.getBean(PlanCheck.class).read(plan);
        assertThat(read.get("ip.titles.designs").agrees()).isFalse();
        assertThat(read.get("ip.titles.designs").here()).isEqualByComparingTo(new BigDecimal(5));
        database.sql("update register.ip_title set granted_on = '2025-06-10' where id = :id")
                .param("id", one.getFirst())
                .update();
        assertThat(application
                        .getBean(PlanCheck.class)
                        .read(plan)
                        .get("ip.titles.designs")
                        .agrees())
                .isTrue();
    }

    private static List<String> figures(String verdict) {
        return result.figures().stream()
                .filter(cited -> cited.verdict().equals(verdict))
                .map(cited -> cited.citation().figure().id())
                .toList();
    }

    private static CitedFigure cited(String id) {
        return result.figures().stream()
                .filter(cited -> cited.citation().figure().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
