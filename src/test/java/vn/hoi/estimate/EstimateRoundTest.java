package vn.hoi.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.hoi.estimate.EstimatesOfTests.booked;
import static vn.hoi.estimate.EstimatesOfTests.carry;
import static vn.hoi.estimate.EstimatesOfTests.get;
import static vn.hoi.estimate.EstimatesOfTests.give;
import static vn.hoi.estimate.EstimatesOfTests.item;
import static vn.hoi.estimate.EstimatesOfTests.items;
import static vn.hoi.estimate.EstimatesOfTests.line;
import static vn.hoi.estimate.EstimatesOfTests.minutes;
import static vn.hoi.estimate.EstimatesOfTests.open;
import static vn.hoi.estimate.EstimatesOfTests.save;
import static vn.hoi.estimate.EstimatesOfTests.step;
import static vn.hoi.estimate.EstimatesOfTests.submit;
import static vn.hoi.estimate.EstimatesOfTests.unit;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.ledger.Account;
import vn.hoi.ledger.Projects;

/** The life of a round, and the ledger that follows it as a whole or not at all. */
class EstimateRoundTest {

    private static Problem refused(ThrowingCallable work, String code) {
        Problem[] problem = new Problem[1];
        assertThatThrownBy(work).asInstanceOf(type(Problem.class)).satisfies(found -> {
            assertThat(found.code()).as(found.getMessage()).isEqualTo(code);
            problem[0] = found;
        });
        return problem[0];
    }

    @Test
    void aRoundGoesFromProposalsToApportionmentAndTheLedgerFollows() {
        Round round = open();
        submit(round, "SKHCN", line("Việc một", 1_000_000_000), line("Việc hai", 500_000_000));
        submit(round, "06187", line("Việc xã", 300_000_000));
        assertThat(booked(round, Account.REQUESTED)).isEqualTo(1_800_000_000L);
        give(round, Stage.FIELD, 950);
        step(round, State.FIELD_APPRAISED);
        give(round, Stage.FINANCE, 900);
        step(round, State.FINANCE_APPRAISED);
        assertThat(booked(round, Account.APPRAISED))
                .as("not before the consolidation")
                .isZero();
        step(round, State.CONSOLIDATED);
        assertThat(booked(round, Account.APPRAISED)).isEqualTo(1_620_000_000L);
        refused(() -> step(round, State.HEARD), "EST-044");
        minutes(round);
        give(round, Stage.HEARING, 920);
        step(round, State.HEARD);
        assertThat(booked(round, Account.APPRAISED))
                .as("the hearing gave more back")
                .isEqualTo(1_656_000_000L);
        Item one = item(round, "Việc một");
        get(Appraisals.class)
                .give(
                        round.year(),
                        Stage.DECIDED,
                        List.of(new Appraisals.Given(one.id(), 800_000_000, "Nghị quyết", one.seen(Stage.DECIDED))));
        step(round, State.DECIDED);
        assertThat(booked(round, Account.DECIDED)).isEqualTo(1_536_000_000L);
        step(round, State.HANDED_OUT);
        assertThat(booked(round, Account.ALLOTTED)).isEqualTo(1_536_000_000L);
        give(round, Stage.APPORTIONED, 500);
        step(round, State.APPORTIONED);
        assertThat(booked(round, Account.APPORTIONED)).isEqualTo(900_000_000L);
        assertThat(EstimatesOfTests.sums(round).get(Stage.PROPOSED)).isEqualTo(1_800_000_000L);
        assertThat(get(Rounds.class).acts(get(Rounds.class).get(round.year()))).hasSize(7);
        assertThat(get(Items.class).versions(item(round, "Việc một")))
                .extracting(Item.Version::stage)
                .containsExactly(Stage.values());
    }

    @Test
    void theSameHandOutAgainBooksNothingMoreEvenFromManyThreads() throws Exception {
        Round round = open();
        submit(round, "SKHCN", line("Việc", 700_000_000));
        carry(round, State.DECIDED);
        Callable<State> handOut = () -> step(round, State.HANDED_OUT).state();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(List.of(handOut, handOut, handOut, handOut))) {
                assertThat(answer.get()).isEqualTo(State.HANDED_OUT);
            }
        }
        assertThat(booked(round, Account.ALLOTTED)).isEqualTo(700_000_000L);
        refused(
                () -> get(Advance.class)
                        .to(
                                round.year(),
                                State.HANDED_OUT,
                                "Quyết định khác",
                                EstimatesOfTests.TODAY,
                                EstimatesOfTests.TODAY),
                "EST-041");
    }

    @Test
    void whatTheLedgerRefusesLeavesNothingHalfBooked() {
        String project = "DATHU-" + UUID.randomUUID().toString().substring(0, 8);
        get(Projects.class)
                .open(
                        new Projects.Project(
                                0,
                                project,
                                Label.of("Dự án " + project),
                                unit("SKHCN"),
                                "finance",
                                2026,
                                2099,
                                null,
                                0,
                                0,
                                0),
                        "QĐ thử");
        get(Projects.class)
                .total(
                        project,
                        new Projects.Total(EstimatesOfTests.TODAY, 100, "Quyết định đầu tư", EstimatesOfTests.TODAY),
                        "test");
        Round round = open();
        submit(round, "SKHCN", line("Việc đủ", 50), line("Dự án vượt", 101, "government", project));
        carry(round, State.DECIDED);
        Problem problem = refused(() -> step(round, State.HANDED_OUT), "EST-045");
        assertThat(problem.getMessage()).contains("LED-034", "Chưa có gì được ghi");
        assertThat(problem.details()).containsEntry("ledger", "LED-034");
        assertThat(booked(round, Account.ALLOTTED)).isZero();
        assertThat(get(Rounds.class).get(round.year()).state()).isEqualTo(State.DECIDED);
        assertThat(items(round))
                .allSatisfy(item -> assertThat(item.at(Stage.ALLOTTED)).isNull());
        Item over = item(round, "Dự án vượt");
        get(Appraisals.class)
                .give(
                        round.year(),
                        Stage.ALLOTTED,
                        List.of(new Appraisals.Given(over.id(), 100, "Theo tổng mức", over.seen(Stage.ALLOTTED))));
        step(round, State.HANDED_OUT);
        assertThat(booked(round, Account.ALLOTTED)).isEqualTo(150);
    }

    @Test
    void stepsOutOfTurnAndAppraisalsMissingAreRefused() {
        Round round = open();
        refused(() -> step(round, State.FIELD_APPRAISED), "EST-043");
        submit(round, "SKHCN", line("Việc", 1000));
        refused(() -> step(round, State.FIELD_APPRAISED), "EST-043");
        refused(() -> step(round, State.DECIDED), "EST-042");
        refused(
                () -> get(Rounds.class)
                        .open(
                                round.year(),
                                "x",
                                EstimatesOfTests.TODAY,
                                EstimatesOfTests.TODAY,
                                EstimatesOfTests.TODAY),
                "EST-011");
        refused(() -> give(round, Stage.DECIDED, 1000), "EST-040");
    }

    @Test
    void anAppraisalKeepsItsBoundsAndHasItsReason() {
        Round round = open();
        submit(round, "SKHCN", line("Việc", 1000));
        Item item = item(round, "Việc");
        Appraisals appraisals = get(Appraisals.class);
        long seen = item.seen(Stage.FIELD);
        refused(
                () -> appraisals.give(
                        round.year(), Stage.FIELD, List.of(new Appraisals.Given(item.id(), 1001, "thêm", seen))),
                "EST-036");
        refused(
                () -> appraisals.give(
                        round.year(), Stage.FIELD, List.of(new Appraisals.Given(item.id(), 900, null, seen))),
                "EST-037");
        refused(
                () -> appraisals.give(
                        round.year(), Stage.FINANCE, List.of(new Appraisals.Given(item.id(), 900, "giảm", seen))),
                "EST-038");
        assertThat(appraisals.give(
                        round.year(), Stage.FIELD, List.of(new Appraisals.Given(item.id(), 900, "giảm", seen))))
                .isEqualTo(1);
        refused(
                () -> appraisals.give(
                        round.year(), Stage.FIELD, List.of(new Appraisals.Given(item.id(), 800, "nữa", seen))),
                "EST-409");
        long now = item(round, "Việc").seen(Stage.FIELD);
        assertThat(appraisals.give(
                        round.year(), Stage.FIELD, List.of(new Appraisals.Given(item.id(), 900, "giảm", now))))
                .as("as it was: no further version")
                .isZero();
    }

    @Test
    void aProposalSentBackKeepsEveryVersionAndBooksOnlyTheDifference() {
        Round round = open();
        submit(round, "SKHCN", line("Giữ", 1000), line("Đổi", 2000));
        give(round, Stage.FIELD, 1000);
        refused(() -> save(round, "SKHCN", null, line("Thêm", 1)), "EST-030");
        get(Proposals.class).sendBack(round.year(), unit("SKHCN"), "Rà soát định mức", EstimatesOfTests.TODAY);
        Item changed = item(round, "Đổi");
        save(
                round,
                "SKHCN",
                null,
                new Drafted(changed.id(), null, changed.purpose(), Norm.NONE, 1500, "Giảm khối lượng", false));
        get(Proposals.class).submit(round.year(), unit("SKHCN"));
        assertThat(booked(round, Account.REQUESTED)).isEqualTo(2500);
        assertThat(get(Items.class).versions(changed))
                .extracting(Item.Version::amount)
                .containsExactly(2000L, 2000L, 1500L);
        assertThat(item(round, "Đổi").version(Stage.FIELD))
                .as("appraised before the change")
                .isNull();
        assertThat(item(round, "Giữ").at(Stage.FIELD)).isEqualTo(1000);
        get(Proposals.class).sendBack(round.year(), unit("SKHCN"), "Bỏ dòng trùng", EstimatesOfTests.TODAY);
        save(round, "SKHCN", null, new Drafted(changed.id(), null, changed.purpose(), Norm.NONE, 0, null, true));
        get(Proposals.class).submit(round.year(), unit("SKHCN"));
        assertThat(booked(round, Account.REQUESTED)).isEqualTo(1000);
        step(round, State.FIELD_APPRAISED);
        JdbcClient database = get(JdbcClient.class);
        assertThatThrownBy(() -> database.sql("update estimate.version set amount = 1 where item = :item")
                        .param("item", changed.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("EST-010");
    }

    @Test
    void afterTheDeadlineOnlyDraftsAreKeptUnlessItWasSentBackOrMoved() {
        Round round = open(EstimatesOfTests.TODAY.minusDays(1));
        save(round, "SKHCN", null, line("Việc", 1000));
        refused(() -> get(Proposals.class).submit(round.year(), unit("SKHCN")), "EST-031");
        assertThat(get(Proposals.class).find(round, unit("SKHCN")))
                .get()
                .satisfies(
                        proposal -> assertThat(get(Items.class).list(proposal)).hasSize(1));
        assertThat(booked(round, Account.REQUESTED)).isZero();
        get(Rounds.class).change(round.year(), EstimatesOfTests.TODAY, "gia hạn");
        get(Proposals.class).submit(round.year(), unit("SKHCN"));
        assertThat(booked(round, Account.REQUESTED)).isEqualTo(1000);
    }

    @Test
    void beyondACeilingAProposalExplainsItselfAndIsPointedOut() {
        Round round = open();
        get(Ceilings.class).set(round, unit("SKHCN"), "recurrent", null, 900L);
        get(Ceilings.class).set(round, unit("SKHCN"), "capital", null, 5L);
        save(round, "SKHCN", null, line("Việc", 1000));
        Problem problem = refused(() -> get(Proposals.class).submit(round.year(), unit("SKHCN")), "EST-033");
        assertThat(problem.getMessage()).contains("vượt trần 100 đồng", "1.000", "900");
        save(round, "SKHCN", "Nhiệm vụ tăng thêm theo Nghị quyết");
        get(Proposals.class).submit(round.year(), unit("SKHCN"));
        assertThat(get(Ceilings.class).fill(round, items(round), Stage.PROPOSED))
                .extracting(Ceilings.Filled::over)
                .containsExactlyInAnyOrder(-5L, 100L);
        give(round, Stage.FIELD, 800);
        assertThat(get(Ceilings.class).fill(round, items(round), Stage.FIELD))
                .as("what is appraised is within it")
                .allSatisfy(filled -> assertThat(filled.over()).isNotPositive());
    }

    @Test
    void twoWhoSaveOneDraftAtATimeLoseNothing() {
        Round round = open();
        Proposal begun = save(round, "SKHCN", null, line("Việc", 1000));
        save(round, "SKHCN", null, line("Việc khác", 500));
        refused(
                () -> get(Proposals.class)
                        .save(round.year(), unit("SKHCN"), begun.version(), null, List.of(line("Việc ba", 1))),
                "EST-409");
        assertThat(get(Items.class)
                        .list(get(Proposals.class).find(round, unit("SKHCN")).orElseThrow()))
                .hasSize(2);
    }
}
