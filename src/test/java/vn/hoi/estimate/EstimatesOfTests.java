package vn.hoi.estimate;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vn.hoi.TestApplication;
import vn.hoi.common.Vietnamese;
import vn.hoi.ledger.Account;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.LineFilter;
import vn.hoi.unit.Units;

/** Rounds of tests' own, each in a year nobody else has, carried on as far as a test needs. */
final class EstimatesOfTests {

    static final LocalDate TODAY = Vietnamese.today();

    /** Behind the years of other tests. */
    private static final AtomicInteger YEAR = new AtomicInteger(2031);

    private EstimatesOfTests() {}

    static <T> T get(Class<T> type) {
        return TestApplication.get(type);
    }

    static Round open() {
        return open(TODAY.plusDays(5));
    }

    static Round open(LocalDate dueOn) {
        return get(Rounds.class)
                .open(YEAR.getAndIncrement(), "Công văn thử 01/STC", TODAY.minusDays(20), dueOn, TODAY.minusDays(20));
    }

    static int unit(String code) {
        return get(Units.class).get(code, TODAY).id();
    }

    static Drafted line(String name, long amount, String field, String project) {
        var purpose = new Purpose(
                name,
                "province",
                project == null ? "recurrent" : "capital",
                null,
                project == null ? "tasks" : "capital",
                null,
                null,
                null,
                null,
                null,
                null,
                field,
                project,
                null);
        return new Drafted(null, null, purpose, Norm.NONE, amount, "Theo khối lượng", false);
    }

    static Drafted line(String name, long amount) {
        return line(name, amount, "research", null);
    }

    static Proposal submit(Round round, String unit, Drafted... lines) {
        save(round, unit, null, lines);
        return get(Proposals.class).submit(round.year(), unit(unit));
    }

    static Proposal save(Round round, String unit, String note, Drafted... lines) {
        Optional<Proposal> begun = get(Proposals.class).find(round, unit(unit));
        return get(Proposals.class)
                .save(round.year(), unit(unit), begun.map(Proposal::version).orElse(0), note, List.of(lines));
    }

    static List<Item> items(Round round) {
        return get(Items.class).submitted(round);
    }

    static Item item(Round round, String name) {
        return items(round).stream()
                .filter(item -> item.purpose().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Gives every line so many thousandths of what was proposed. */
    static int give(Round round, Stage stage, long permille) {
        return get(Appraisals.class)
                .give(
                        round.year(),
                        stage,
                        items(round).stream()
                                .filter(item -> item.upTo(Stage.PROPOSED) > 0)
                                .map(item -> new Appraisals.Given(
                                        item.id(),
                                        item.upTo(Stage.PROPOSED) * permille / 1000,
                                        "để thử",
                                        item.seen(stage)))
                                .toList());
    }

    static Round step(Round round, State state) {
        return get(Advance.class).to(round.year(), state, "VB-" + state.id(), TODAY, TODAY);
    }

    static void minutes(Round round) {
        get(Rounds.class)
                .write(
                        round.year(),
                        new Round.Hearing(
                                TODAY, "Sở Tài chính", "Người chủ trì", "Thư ký", "Các đơn vị", "Thống nhất"));
    }

    /** With everything appraised as proposed, up to the state named. */
    static void carry(Round round, State to) {
        for (State state : State.values()) {
            Round now = get(Rounds.class).get(round.year());
            if (state.compareTo(now.state()) <= 0 || state.compareTo(to) > 0) {
                continue;
            }
            if (state == State.FIELD_APPRAISED) {
                give(round, Stage.FIELD, 1000);
            } else if (state == State.FINANCE_APPRAISED) {
                give(round, Stage.FINANCE, 1000);
            } else if (state == State.HEARD) {
                minutes(round);
            }
            step(round, state);
        }
    }

    /** What the ledger has of the round's year. */
    static long booked(Round round, Account account) {
        return Budget.total(get(Budget.class).list(LineFilter.ofYear(round.year()), null, null))
                .get(account);
    }

    static Map<Stage, Long> sums(Round round) {
        return EstimateSums.amounts(items(round));
    }
}
