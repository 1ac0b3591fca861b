package vn.hoi.estimate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** Rounds of the estimate: one for each budget year. */
@Component
public class Rounds {

    private final JdbcClient database;
    private final CurrentPerson person;
    private final Journal journal;

    Rounds(JdbcClient database, CurrentPerson person, Journal journal) {
        this.database = database;
        this.person = person;
        this.journal = journal;
    }

    private static Round round(ResultSet row) throws SQLException {
        return new Round(
                row.getInt("id"),
                row.getInt("year"),
                row.getString("letter"),
                Objects.requireNonNull(row.getObject("letter_day", LocalDate.class)),
                Objects.requireNonNull(row.getObject("due_on", LocalDate.class)),
                Objects.requireNonNull(row.getObject("opened_on", LocalDate.class)),
                State.find(row.getString("state")).orElseThrow());
    }

    /** All, newest first. */
    public List<Round> list() {
        return database.sql("select * from estimate.round order by year desc")
                .query((row, n) -> round(row))
                .list();
    }

    public Optional<Round> find(int year) {
        return database.sql("select * from estimate.round where year = :year")
                .param("year", year)
                .query((row, n) -> round(row))
                .optional();
    }

    /** @throws Problem EST-404 */
    public Round get(int year) {
        return find(year).orElseThrow(() -> unknown(String.valueOf(year)));
    }

    static Problem unknown(String year) {
        return Problem.unknown(
                "EST-404", "Chưa có đợt lập dự toán năm «" + year + "»; chọn trong danh sách các đợt lập dự toán.");
    }

    /** Held until the transaction ends. */
    Round lock(int year) {
        return database.sql("select * from estimate.round where year = :year for update")
                .param("year", year)
                .query((row, n) -> round(row))
                .optional()
                .orElseThrow(() -> unknown(String.valueOf(year)));
    }

    /**
     * Opens the round of a year.
     *
     * @throws Problem EST-011 when the year has one, EST-012 when the deadline is before the letter
     */
    @Transactional
    public Round open(int year, String letter, LocalDate letterDay, LocalDate dueOn, LocalDate openedOn) {
        if (dueOn.isBefore(letterDay)) {
            throw new Problem(
                    422,
                    "EST-012",
                    "Hạn gửi " + Vietnamese.day(dueOn) + " ở trước ngày văn bản " + Vietnamese.day(letterDay)
                            + "; chọn hạn sau ngày văn bản.");
        }
        int made = database.sql("""
                        insert into estimate.round (year, letter, letter_day, due_on, opened_on, author)
                        values (:year, :letter, :letterDay, :dueOn, :openedOn, :author) on conflict (year) do nothing""")
                .param("year", year)
                .param("letter", letter)
                .param("letterDay", letterDay)
                .param("dueOn", dueOn)
                .param("openedOn", openedOn)
                .param("author", person.account())
                .update();
        if (made == 0) {
            throw new Problem(409, "EST-011", "Năm " + year + " đã có đợt lập dự toán; mở đợt đó để làm tiếp.");
        }
        journal.write("estimate/" + year, "opened", Map.of("letter", new Journal.Change(null, letter)), null);
        return get(year);
    }

    /** Another last day for all units. @throws Problem EST-040 once the proposals are consolidated, EST-012 */
    @Transactional
    public void change(int year, LocalDate dueOn, String reason) {
        Round round = lock(year);
        if (!round.state().isAppraising()) {
            throw new Problem(409, "EST-040", "Dự toán đã tổng hợp, không đổi hạn gửi nữa.");
        }
        if (dueOn.isBefore(round.letterDay())) {
            throw new Problem(422, "EST-012", "Hạn gửi ở trước ngày văn bản; chọn hạn sau ngày văn bản.");
        }
        database.sql("update estimate.round set due_on = :dueOn where id = :id")
                .param("dueOn", dueOn)
                .param("id", round.id())
                .update();
        journal.write(round.subject(), "changed", Map.of("due-on", new Journal.Change(round.dueOn(), dueOn)), reason);
    }

    /** What was done to it, in order. */
    public List<Round.Act> acts(Round round) {
        return database.sql("select * from estimate.act where round = :round order by at, day")
                .param("round", round.id())
                .query((row, n) -> new Round.Act(
                        State.find(row.getString("state")).orElseThrow(),
                        row.getString("document"),
                        Objects.requireNonNull(row.getObject("document_day", LocalDate.class)),
                        Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                        row.getString("author")))
                .list();
    }

    /** Writes what brings a locked round into its next state. */
    void reach(Round round, State state, String document, LocalDate documentDay, LocalDate day) {
        database.sql("""
                        insert into estimate.act (round, state, document, document_day, day, author)
                        values (:round, :state, :document, :documentDay, :day, :author)""")
                .param("round", round.id())
                .param("state", state.id())
                .param("document", document)
                .param("documentDay", documentDay)
                .param("day", day)
                .param("author", person.account())
                .update();
        database.sql("update estimate.round set state = :state where id = :round")
                .param("state", state.id())
                .param("round", round.id())
                .update();
        journal.write(
                round.subject(),
                state.id(),
                Map.of(
                        "state", new Journal.Change(round.state().id(), state.id()),
                        "document", new Journal.Change(null, document)),
                null);
    }

    /** Its minutes; empty before they are written. */
    public Optional<Round.Hearing> findHearing(Round round) {
        return database.sql("select * from estimate.hearing where round = :round")
                .param("round", round.id())
                .query((row, n) -> new Round.Hearing(
                        Objects.requireNonNull(row.getObject("held_on", LocalDate.class)),
                        row.getString("place"),
                        row.getString("chair"),
                        row.getString("secretary"),
                        row.getString("present"),
                        row.getString("conclusion")))
                .optional();
    }

    /** Writes the minutes, again as often as needed until the hearing is recorded. @throws Problem EST-040 */
    @Transactional
    public void write(int year, Round.Hearing hearing) {
        Round round = lock(year);
        if (round.state() != State.CONSOLIDATED) {
            throw new Problem(
                    409,
                    "EST-040",
                    "Biên bản thảo luận chỉ lập khi dự toán đã tổng hợp và chưa ghi kết quả thảo luận; đợt đang ở bước «"
                            + round.state().label().vi() + "».");
        }
        database.sql("""
                        insert into estimate.hearing (round, held_on, place, chair, secretary, present, conclusion, author)
                        values (:round, :heldOn, :place, :chair, :secretary, :present, :conclusion, :author)
                        on conflict (round) do update set held_on = excluded.held_on, place = excluded.place,
                            chair = excluded.chair, secretary = excluded.secretary, present = excluded.present,
                            conclusion = excluded.conclusion, author = excluded.author, at = clock_timestamp()""")
                .param("round", round.id())
                .param("heldOn", hearing.heldOn())
                .param("place", hearing.place())
                .param("chair", hearing.chair())
                .param("secretary", hearing.secretary())
                .param("present", hearing.present())
                .param("conclusion", hearing.conclusion())
                .param("author", person.account())
                .update();
        journal.write(round.subject(), "minuted", Map.of("held-on", new Journal.Change(null, hearing.heldOn())), null);
    }
}
