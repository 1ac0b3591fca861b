package vn.hoi.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Postings as the database keeps them. */
@Component
class PostingRows {

    private final JdbcClient database;
    private final Movements moves;

    PostingRows(JdbcClient database, Movements moves) {
        this.database = database;
        this.moves = moves;
    }

    /** Which postings are asked for; null for all. */
    record Filter(
            @Nullable Long line,
            @Nullable Integer year,
            @Nullable String kind,
            @Nullable String project,
            @Nullable String contract,
            boolean overrides,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean all,
            Integer[] units) {}

    /** One author and one key are one request. */
    static String key(Order order) {
        return order.author() + "\n" + order.key();
    }

    static String key(Posting posting) {
        return posting.author() + "\n" + posting.request();
    }

    private Posting posting(ResultSet row, int number) throws SQLException {
        Move move = moves.get(row.getString("kind"));
        return new Posting(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getLong("line"),
                move.kind(),
                move.from(),
                move.to(),
                row.getLong("amount"),
                row.getString("document"),
                Objects.requireNonNull(row.getObject("document_day", LocalDate.class)),
                Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                row.getInt("budget_year"),
                row.getObject("plan_year", Integer.class),
                row.getString("contract_code"),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("attachment", Long.class),
                row.getObject("corrects", Long.class),
                row.getString("request"),
                row.getString("over_limit"),
                row.getObject("over_amount", Long.class),
                row.getString("override_by"),
                row.getString("override_reason"));
    }

    Optional<Posting> find(long id) {
        return database.sql("""
                        select p.*, c.code as contract_code from ledger.posting p
                        left join ledger.contract c on c.id = p.contract where p.id = :id""").param("id", id).query(this::posting).optional();
    }

    /** Those of these numbers there are, by number. */
    Map<Long, Posting> list(Collection<Long> numbers) {
        Map<Long, Posting> found = new HashMap<>();
        database.sql("""
                        select p.*, c.code as contract_code from ledger.posting p
                        left join ledger.contract c on c.id = p.contract where p.id = any(:ids)""")
                .param("ids", numbers.toArray(Long[]::new))
                .query(this::posting)
                .list()
                .forEach(posting -> found.put(posting.id(), posting));
        return found;
    }

    /** What corrections have taken back of a posting. */
    long corrected(long id) {
        return database.sql("select coalesce(sum(amount), 0) from ledger.posting where corrects = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    /** Postings made before by these requests, by {@link #key}. */
    Map<String, List<Posting>> ofRequests(List<Order> orders) {
        Map<String, List<Posting>> found = new HashMap<>();
        database.sql("""
                        select p.*, c.code as contract_code
                        from unnest(:authors::text[], :keys::text[]) as asked (author, request)
                        -- each by the index: a table without statistics would be read whole
                        cross join lateral (
                            select * from ledger.posting one
                            where one.author = asked.author and one.request = asked.request offset 0) as p
                        left join ledger.contract c on c.id = p.contract order by p.id""")
                .param("authors", orders.stream().map(Order::author).toArray(String[]::new))
                .param("keys", orders.stream().map(Order::key).toArray(String[]::new))
                .query(this::posting)
                .list()
                .forEach(posting -> found.computeIfAbsent(key(posting), none -> new ArrayList<>())
                        .add(posting));
        return found;
    }

    byte[] digest(Order order) {
        return database.sql("select digest from ledger.posting where author = :author and request = :key and part = 1")
                .param("author", order.author())
                .param("key", order.key())
                .query(byte[].class)
                .single();
    }

    List<Posting> insert(String rows) {
        return database.sql("""
                        with made as (
                            insert into ledger.posting (line, kind, amount, document, document_day, day, budget_year, plan_year,
                                contract, author, reason, attachment, corrects, over_limit, over_amount, override_by,
                                override_reason, request, part, digest)
                            select line, kind, amount, document, document_day, day, budget_year, plan_year,
                                contract, author, reason, attachment, corrects, over_limit, over_amount, override_by,
                                override_reason, request, part, digest
                            from jsonb_to_recordset(:rows::jsonb) as r (line bigint, kind text, amount bigint, document text,
                                document_day date, day date, budget_year int, plan_year int, contract int, author text,
                                reason text, attachment bigint, corrects bigint, over_limit text, over_amount bigint,
                                override_by text, override_reason text, request text, part int, digest bytea)
                            returning *)
                        select made.*, c.code as contract_code from made
                        left join ledger.contract c on c.id = made.contract order by made.id""").param("rows", rows).query(this::posting).list();
    }

    /** Newest first, older than this number. */
    List<Posting> list(Filter filter, @Nullable Long before, int limit) {
        return database.sql("""
                        select p.*, c.code as contract_code from ledger.posting p
                        join ledger.line l on l.id = p.line
                        left join ledger.contract c on c.id = p.contract
                        left join ledger.project j on j.id = l.project
                        where (:before::bigint is null or p.id < :before)
                            and (:line::bigint is null or p.line = :line)
                            and (:year::int is null or p.budget_year = :year)
                            and (:kind::text is null or p.kind = :kind)
                            and (:project::text is null or j.code = :project)
                            and (:contract::text is null or c.code = :contract)
                            and (not :overrides or p.over_limit is not null)
                            and (:from::date is null or p.day >= :from)
                            and (:to::date is null or p.day <= :to)
                            and (:all or l.unit = any(:units))
                        order by p.id desc limit :limit""")
                .param("before", before)
                .param("line", filter.line())
                .param("year", filter.year())
                .param("kind", filter.kind())
                .param("project", filter.project())
                .param("contract", filter.contract())
                .param("overrides", filter.overrides())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("all", filter.all())
                .param("units", filter.units())
                .param("limit", limit)
                .query(this::posting)
                .list();
    }
}
