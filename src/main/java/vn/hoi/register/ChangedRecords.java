package vn.hoi.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/**
 * Changes records as a file says, each as a form would, and puts them back just as they stood. Names of columns have
 * passed the pattern of ids.
 */
@Component
public class ChangedRecords {

    private static final TypeReference<Map<String, @Nullable Object>> COLUMNS = new TypeReference<>() {};

    /**
     * A record that was changed.
     *
     * @param version of the record once changed
     * @param before columns of the table that are not as they were, with what they held, as JSON
     */
    public record Changed(String code, int version, String before) {}

    private final JdbcClient database;
    private final JsonMapper json;
    private final Records records;
    private final WriteRights writeRights;
    private final Journal journal;

    ChangedRecords(JdbcClient database, JsonMapper json, Records records, WriteRights writeRights, Journal journal) {
        this.database = database;
        this.json = json;
        this.records = records;
        this.writeRights = writeRights;
        this.journal = journal;
    }

    /**
     * Changes a record, in the running transaction.
     *
     * @param typed text of the columns to change
     * @param reason told in the journal, such as the file's name
     * @throws Problem as {@link Records#change}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Changed change(Register register, String code, int version, Map<String, String> typed, String reason) {
        String was = database.sql("select to_jsonb(t)::text from " + table(register) + " t where code = :code")
                .param("code", code)
                .query(String.class)
                .optional()
                .orElse("{}");
        Row after = records.change(register, code, version, typed, reason);
        String before = database.sql(
                        "select coalesce((select jsonb_object_agg(w.key, w.value) from jsonb_each(:was::jsonb) w"
                                + " join jsonb_each(to_jsonb(t)) i on i.key = w.key where i.value is distinct from w.value), '{}')::text"
                                + " from " + table(register) + " t where code = :code")
                .param("was", was)
                .param("code", code)
                .query(String.class)
                .single();
        return new Changed(code, after.version(), before);
    }

    /**
     * Puts a record back as it stood before, in the running transaction; rules that came since do not stand in the way.
     *
     * @throws Problem REG-409 when it was changed since, or is there no more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void putBack(Register register, Changed changed, String reason) {
        writeRights.require(register);
        Row now = records.lock(register, changed.code(), changed.version());
        writeRights.requireAt(register, now.value("unit"));
        List<String> columns =
                own(register, json.readValue(changed.before(), COLUMNS).keySet());
        if (!columns.isEmpty()) {
            String named = String.join(", ", columns);
            database.sql("update " + table(register) + " set version = version + 1, (" + named + ") = (select " + named
                            + " from jsonb_populate_record(null::" + table(register) + ", :before::jsonb))"
                            + " where code = :code and version = :version")
                    .param("before", changed.before())
                    .param("code", changed.code())
                    .param("version", changed.version())
                    .update();
        }
        Row after = records.get(register, changed.code());
        journal.write(
                Records.subject(register, changed.code()),
                "changed",
                records.differences(register, now, after.values()),
                reason);
    }

    /** Those of the columns that are kept, and not counted up or computed; quoted. */
    private static List<String> own(Register register, Set<String> named) {
        Set<String> kept = new TreeSet<>(List.of("unit", "place", "state", "note", "due_at", "due_paused_at"));
        for (Column column : register.entered()) {
            kept.add(column.sql());
            if (column.type() == ColumnType.PARTY) {
                kept.add(PartyLinks.sql(column));
            }
        }
        List<String> columns = new ArrayList<>();
        kept.stream().filter(named::contains).map(RegisterTables::quote).forEach(columns::add);
        return columns;
    }

    private static String table(Register register) {
        return "register." + RegisterTables.quote(register.table());
    }
}
