package vn.hoi.unit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;
import vn.hoi.unit.UnitChange.Edge;
import vn.hoi.unit.UnitChange.Fresh;
import vn.hoi.unit.UnitChange.Kind;
import vn.hoi.unit.UnitChange.Order;
import vn.hoi.unit.UnitChange.Outcome;

/**
 * Merges, splits, renames and moves units from a day on, by a document. The units that end keep their records; reading
 * follows the succession. A change is undone while nothing stands on it.
 */
@Component
public class UnitChanges {

    private static final long LOCK = 0x686f690005L;

    private final Units units;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final CurrentPerson person;
    private final ObjectProvider<UnitUses> uses;

    UnitChanges(
            Units units,
            JdbcClient database,
            TransactionTemplate transaction,
            Journal journal,
            CurrentPerson person,
            ObjectProvider<UnitUses> uses) {
        this.units = units;
        this.database = database;
        this.transaction = transaction;
        this.journal = journal;
        this.person = person;
        this.uses = uses;
    }

    /** What it comes to; writes nothing. @throws Problem UNI-422 with a fault for each reason why it cannot be done */
    public Outcome test(Order order) {
        return UnitChanging.of(units, order);
    }

    /**
     * Does it.
     *
     * @return number of the change
     * @throws Problem UNI-422 as {@link #test}, also when somebody else's change came first
     */
    public long make(Order order) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                alone();
                return write(UnitChanging.of(units, order));
            }));
        } catch (DataIntegrityViolationException twice) {
            throw new Problem(
                    422,
                    "UNI-422",
                    "Có 1 chỗ cần sửa; chưa có gì thay đổi.",
                    List.of(new Problem.Fault(
                            "p1-code", "UNI-018", "Mã đơn vị mới trùng với mã của đơn vị khác trong cùng thời gian")),
                    Map.of());
        } finally {
            units.read();
        }
    }

    /** Changes wait for each other, also those of another node; each begins from what the last one left. */
    private void alone() {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> 1)
                .single();
        units.read();
    }

    private long write(Outcome outcome) {
        Order order = outcome.order();
        List<Unit> ended = Stream.concat(outcome.ended().stream(), outcome.below().stream())
                .toList();
        database.sql("update unit.unit set valid_until = :last where id = any (:ids)")
                .param("last", order.day().minusDays(1))
                .param("ids", ids(ended))
                .update();
        List<Integer> made = new ArrayList<>();
        for (Fresh fresh : outcome.made()) {
            made.add(
                    insert(fresh, fresh.parent() != null ? fresh.parent() : made.get(fresh.parentMade()), order.day()));
        }
        long number = database.sql("""
                        insert into unit.change (account, kind, day, document, document_day, ended, made)
                        values (:account, :kind, :day, :document, :documentDay, :ended, :made) returning number""")
                .param("account", person.account())
                .param("kind", order.kind().id())
                .param("day", order.day())
                .param("document", order.document())
                .param("documentDay", order.documentDay())
                .param("ended", ids(ended))
                .param("made", made.toArray(Integer[]::new))
                .query(Long.class)
                .single();
        for (Edge edge : outcome.edges()) {
            database.sql("""
                            insert into unit.succession (predecessor, successor, share, since, change)
                            values (:from, :to, :share, :since, :change)""")
                    .param("from", edge.from())
                    .param("to", edge.to() < 0 ? made.get(-edge.to() - 1) : edge.to())
                    .param("share", edge.whole() ? "whole" : "part")
                    .param("since", order.day())
                    .param("change", number)
                    .update();
        }
        Map<String, Journal.Change> told = new LinkedHashMap<>();
        told.put("day", new Journal.Change(null, order.day().toString()));
        told.put(
                "units",
                new Journal.Change(
                        ended.stream().map(Unit::fullName).toList(),
                        order.parts().stream()
                                .map(part -> part.existing() == null
                                        ? part.fullName()
                                        : part.existing().fullName())
                                .toList()));
        journal.write("units/changes/" + number, order.kind().id(), told, order.document());
        return number;
    }

    private int insert(Fresh fresh, int parent, LocalDate from) {
        return database.sql("""
                        insert into unit.unit (code, kind, name, full_name, valid_from, parent)
                        values (:code, :kind, :name, :full, :from, :parent) returning id""")
                .param("code", fresh.code())
                .param("kind", fresh.kind())
                .param("name", fresh.name())
                .param("full", fresh.fullName())
                .param("from", from)
                .param("parent", parent)
                .query(Integer.class)
                .single();
    }

    private static Integer[] ids(List<Unit> units) {
        return units.stream().map(Unit::id).toArray(Integer[]::new);
    }

    /**
     * Takes a change back: what it made goes, what it ended lasts on.
     *
     * @throws Problem UNI-404 when there is none, UNI-023 when it is undone already, UNI-024 when something stands on it
     */
    public void undo(long number, String reason) {
        try {
            transaction.executeWithoutResult(status -> {
                alone();
                takeBack(get(number), reason);
            });
        } catch (DataIntegrityViolationException held) {
            throw standing(number, "còn dữ liệu dẫn chiếu đơn vị mới");
        } finally {
            units.read();
        }
    }

    private void takeBack(UnitChange change, String reason) {
        if (change.undoneAt() != null) {
            throw new Problem(409, "UNI-023", "Thay đổi số " + change.number() + " đã được hoàn tác.");
        }
        List<String> held = held(change);
        if (!held.isEmpty()) {
            throw standing(change.number(), String.join("; ", held));
        }
        // fails while a record is assigned to one of them
        database.sql("delete from unit.portion where successor = any (:made) or of = any (:ended)")
                .param("made", change.made().toArray(Integer[]::new))
                .param("ended", change.ended().toArray(Integer[]::new))
                .update();
        database.sql("delete from unit.succession where change = :number")
                .param("number", change.number())
                .update();
        database.sql("delete from unit.unit where id = any (:ids)")
                .param("ids", change.made().toArray(Integer[]::new))
                .update();
        database.sql("update unit.unit set valid_until = null where id = any (:ids)")
                .param("ids", change.ended().toArray(Integer[]::new))
                .update();
        database.sql("""
                        update unit.change set undone_at = clock_timestamp(), undone_by = :account where number = :number""")
                .param("account", person.account())
                .param("number", change.number())
                .update();
        journal.write("units/changes/" + change.number(), "undone", Map.of(), reason);
    }

    /** What stands on a change, in words; empty when it can be undone. */
    public List<String> held(UnitChange change) {
        if (change.undoneAt() != null) {
            return List.of();
        }
        List<String> held = new ArrayList<>();
        List<Unit> made = change.made().stream().map(units::get).toList();
        for (Unit unit : made) {
            if (unit.until() != null || units.children(unit.id()).stream().anyMatch(child -> !made.contains(child))) {
                held.add(unit.fullName() + " đã thay đổi tiếp");
            }
        }
        uses(made).forEach(use -> held.add(use.what().vi() + ": " + vn.hoi.common.Vietnamese.number(use.count())));
        return held;
    }

    private static Problem standing(long number, String held) {
        return new Problem(
                409,
                "UNI-024",
                "Thay đổi số " + number + " không hoàn tác được nữa (" + held + "); làm một thay đổi mới để sửa.");
    }

    /** What hangs on these units, of every module. */
    public List<UnitUses.Use> uses(List<Unit> of) {
        return of.isEmpty()
                ? List.of()
                : uses.orderedStream().flatMap(owner -> owner.of(of).stream()).toList();
    }

    /** Figures with values at these units. */
    public List<UnitUses.Values> values(List<Unit> of) {
        return uses.orderedStream().flatMap(owner -> owner.values(of).stream()).toList();
    }

    /** Newest first. */
    public List<UnitChange> list() {
        return database.sql("select * from unit.change order by number desc")
                .query(UnitChanges::change)
                .list();
    }

    public Optional<UnitChange> find(long number) {
        return database.sql("select * from unit.change where number = :number")
                .param("number", number)
                .query(UnitChanges::change)
                .optional();
    }

    /** @throws Problem UNI-404 when there is none */
    public UnitChange get(long number) {
        return find(number)
                .orElseThrow(() -> Problem.unknown(
                        "UNI-404", "Không có thay đổi đơn vị số " + number + "; chọn trong danh sách thay đổi."));
    }

    private static UnitChange change(ResultSet row, int n) throws SQLException {
        @Nullable Timestamp undone = row.getTimestamp("undone_at");
        return new UnitChange(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getString("account"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                row.getString("document"),
                Objects.requireNonNull(row.getObject("document_day", LocalDate.class)),
                numbers(row.getArray("ended")),
                numbers(row.getArray("made")),
                undone == null ? null : undone.toInstant(),
                row.getString("undone_by"));
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        return Arrays.stream((Integer[]) array.getArray()).toList();
    }
}
