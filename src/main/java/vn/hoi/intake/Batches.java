package vn.hoi.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.State;
import vn.hoi.register.ChangedRecords.Changed;

/** The batches as the database keeps them. */
@Component
class Batches {

    private static final TypeReference<Map<Integer, String>> CHOSEN = new TypeReference<>() {};
    private static final String SELECT = """
            select id, register, account, at, file_name, size, sheet, heading_row, partly, mode, chosen::text, state, found::text,
                seen, fresh, changed, present, wrong, faults, code, message, entry, ended_at, undone_at, undone_by
            from intake.batch""";

    private final JdbcClient database;
    private final JsonMapper json;
    private final CurrentPerson person;
    private final Rights rights;

    Batches(JdbcClient database, JsonMapper json, CurrentPerson person, Rights rights) {
        this.person = person;
        this.rights = rights;
        this.database = database;
        this.json = json;
    }

    long add(
            String register,
            String account,
            String fileName,
            long size,
            byte[] sha256,
            boolean partly,
            Batch.Mode mode) {
        return database.sql("""
                        insert into intake.batch (register, account, file_name, size, sha256, partly, mode)
                        values (:register, :account, :name, :size, :sha, :partly, :mode) returning id""")
                .param("mode", mode.id())
                .param("register", register)
                .param("account", account)
                .param("name", fileName)
                .param("size", size)
                .param("sha", sha256)
                .param("partly", partly)
                .query(Long.class)
                .single();
    }

    Optional<Batch> find(long id) {
        return database.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** @throws Problem IMP-404 when there is none of this register */
    Batch get(String register, long id) {
        return find(id).filter(batch -> batch.register().equals(register))
                .filter(batch -> batch.account().equals(person.account())
                        || rights.reach(register).all())
                .orElseThrow(() -> Problem.unknown(
                        "IMP-404", "Sổ này không có đợt nạp số " + id + "; chọn trong danh sách các đợt nạp."));
    }

    /** Those of the person at work, or all of them for whoever may open every record; newest first. */
    List<Batch> list(String register, long before, int most) {
        return database.sql(SELECT + """
                         where register = :register and id < :before and (account = :account or :all)
                        order by id desc limit :most""")
                .param("register", register)
                .param("account", person.account())
                .param("all", rights.reach(register).all())
                .param("before", before)
                .param("most", most)
                .query(this::read)
                .list();
    }

    /** Batches a server was at work on, this one or another. */
    List<Long> running() {
        return database.sql("select id from intake.batch where state in ('reading', 'loading') order by id")
                .query(Long.class)
                .list();
    }

    private Batch read(ResultSet row, int number) throws SQLException {
        return new Batch(
                row.getLong("id"),
                row.getString("register"),
                row.getString("account"),
                row.getTimestamp("at").toInstant(),
                row.getString("file_name"),
                row.getLong("size"),
                row.getObject("sheet", Integer.class),
                row.getObject("heading_row", Integer.class),
                row.getBoolean("partly"),
                Batch.Mode.of(row.getString("mode")),
                json.readValue(row.getString("chosen"), CHOSEN),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                found(row.getString("found")),
                new Batch.Counts(
                        row.getLong("seen"),
                        row.getLong("fresh"),
                        row.getLong("changed"),
                        row.getLong("present"),
                        row.getLong("wrong"),
                        row.getLong("faults")),
                row.getString("code"),
                row.getString("message"),
                row.getObject("entry", Long.class),
                instant(row.getTimestamp("ended_at")),
                instant(row.getTimestamp("undone_at")),
                row.getString("undone_by"));
    }

    private Batch.Found found(String text) {
        return text.equals("{}") ? Batch.Found.NOTHING : json.readValue(text, Batch.Found.class);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /**
     * Moves on, if it stands where it is thought to.
     *
     * @return whether it did
     */
    boolean move(long id, State from, State to) {
        return database.sql("""
                                update intake.batch set state = :to, code = null, message = null,
                                    seen = case when :to = 'waiting' then seen else 0 end
                                where id = :id and state = :from""")
                        .param("to", to.id())
                        .param("id", id)
                        .param("from", from.id())
                        .update()
                == 1;
    }

    /** How its file is to be read from now on. */
    void choose(
            long id,
            @Nullable Integer sheet,
            @Nullable Integer headingRow,
            Map<Integer, String> chosen,
            Batch.Mode mode) {
        database.sql("""
                        update intake.batch set sheet = :sheet, heading_row = :row, chosen = :chosen::jsonb, mode = :mode
                        where id = :id""")
                .param("mode", mode.id())
                .param("sheet", sheet)
                .param("row", headingRow)
                .param("chosen", json.writeValueAsString(chosen))
                .param("id", id)
                .update();
    }

    void partly(long id, boolean partly) {
        database.sql("update intake.batch set partly = :partly where id = :id")
                .param("partly", partly)
                .param("id", id)
                .update();
    }

    void seen(long id, long rows) {
        database.sql("update intake.batch set seen = :rows where id = :id")
                .param("rows", rows)
                .param("id", id)
                .update();
    }

    void found(long id, Batch.Found found, Batch.Counts counts) {
        database.sql("""
                        update intake.batch set found = :found::jsonb, seen = :seen, fresh = :fresh, changed = :changed,
                            present = :present, wrong = :wrong, faults = :faults
                        where id = :id""")
                .param("found", json.writeValueAsString(found))
                .param("seen", counts.rows())
                .param("fresh", counts.fresh())
                .param("changed", counts.changed())
                .param("present", counts.present())
                .param("wrong", counts.wrong())
                .param("faults", counts.faults())
                .param("id", id)
                .update();
    }

    void done(long id, @Nullable Long entry) {
        database.sql("""
                        update intake.batch set state = 'done', entry = :entry, ended_at = clock_timestamp()
                        where id = :id""").param("entry", entry).param("id", id).update();
    }

    void refused(long id, String code, String message) {
        database.sql("""
                        update intake.batch set state = 'refused', code = :code, message = :message,
                            ended_at = clock_timestamp()
                        where id = :id and state in ('reading', 'waiting', 'loading')""")
                .param("code", code)
                .param("message", message)
                .param("id", id)
                .update();
    }

    /** @return whether it was done and is now undone; it is held to the end of the transaction */
    boolean undone(long id, String account) {
        return database.sql("""
                                update intake.batch set state = 'undone', undone_at = clock_timestamp(), undone_by = :account
                                where id = :id and state = 'done'""").param("id", id).param("account", account).update() == 1;
    }

    void forgetFaults(long id) {
        database.sql("delete from intake.fault where batch = :id")
                .param("id", id)
                .update();
        database.sql("delete from intake.change where batch = :id")
                .param("id", id)
                .update();
    }

    void addChanges(long id, List<Batch.CellChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        database.sql("""
                        insert into intake.change (batch, row, code, column_id, before, after)
                        select :id, * from unnest(:rows::int[], :codes::text[], :columns::text[], :before::text[],
                            :after::text[])""")
                .param("id", id)
                .param("rows", changes.stream().map(Batch.CellChange::row).toArray(Integer[]::new))
                .param("codes", changes.stream().map(Batch.CellChange::code).toArray(String[]::new))
                .param("columns", changes.stream().map(Batch.CellChange::column).toArray(String[]::new))
                .param("before", changes.stream().map(Batch.CellChange::before).toArray(String[]::new))
                .param("after", changes.stream().map(Batch.CellChange::after).toArray(String[]::new))
                .update();
    }

    /** What rows change, in their order. */
    List<Batch.CellChange> changes(long id, int most) {
        return database.sql("""
                        select row, code, column_id, before, after from intake.change
                        where batch = :id order by row, id limit :most""")
                .param("id", id)
                .param("most", most)
                .query((row, n) -> new Batch.CellChange(
                        row.getInt("row"),
                        row.getString("code"),
                        row.getString("column_id"),
                        row.getString("before"),
                        row.getString("after")))
                .list();
    }

    /** A record the batch changed, for taking it back. */
    void keep(long id, Changed changed) {
        database.sql("""
                        insert into intake.changed (batch, code, version, before)
                        values (:id, :code, :version, :before::jsonb)""")
                .param("id", id)
                .param("code", changed.code())
                .param("version", changed.version())
                .param("before", changed.before())
                .update();
    }

    /** Records the batch changed. */
    List<Changed> changed(long id) {
        return database.sql("select code, version, before::text from intake.changed where batch = :id order by code")
                .param("id", id)
                .query((row, n) -> new Changed(row.getString(1), row.getInt(2), row.getString(3)))
                .list();
    }

    void addFaults(long id, List<CellFault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        database.sql("""
                        insert into intake.fault (batch, row, cell, column_id, value, code, message)
                        select :id, * from unnest(:rows::int[], :cells::int[], :columns::text[], :values::text[], :codes::text[],
                            :messages::text[])""")
                .param("id", id)
                .param("rows", faults.stream().map(CellFault::row).toArray(Integer[]::new))
                .param("cells", faults.stream().map(CellFault::cell).toArray(Integer[]::new))
                .param("columns", faults.stream().map(CellFault::column).toArray(String[]::new))
                .param("values", faults.stream().map(CellFault::value).toArray(String[]::new))
                .param("codes", faults.stream().map(CellFault::code).toArray(String[]::new))
                .param("messages", faults.stream().map(CellFault::message).toArray(String[]::new))
                .update();
    }

    /** Faults in the order of rows, from this row on. */
    List<CellFault> faults(long id, int fromRow, int most) {
        return database.sql("""
                        select row, cell, column_id, value, code, message from intake.fault
                        where batch = :id and row >= :from order by row, id limit :most""")
                .param("id", id)
                .param("from", fromRow)
                .param("most", most)
                .query((row, n) -> new CellFault(
                        row.getInt("row"),
                        row.getObject("cell", Integer.class),
                        row.getString("column_id"),
                        row.getString("value"),
                        row.getString("code"),
                        row.getString("message")))
                .list();
    }
}
