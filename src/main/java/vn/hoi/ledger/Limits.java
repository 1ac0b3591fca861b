package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** What a posting may not pass, tried under the locks of its line, project and contract. */
@Component
class Limits {

    /** The code of what only a second person's word lets pass, by limit. */
    static final Map<String, String> OVERRIDABLE =
            Map.of("committed", "LED-031", "loaded", "LED-032", "project", "LED-034", "contract", "LED-035");

    private final JdbcClient database;

    Limits(JdbcClient database) {
        this.database = database;
    }

    /**
     * A limit passed.
     *
     * @param limit as {@link #OVERRIDABLE} names it; empty for what nobody lets pass
     * @param asked đồng it would come to
     * @param most đồng the limit allows
     */
    record Breach(String limit, String code, String what, long asked, long most, String limitWhat) {

        /** How much goes beyond. */
        long excess() {
            return asked - most;
        }
    }

    /** Whether the day is one of the line's; what stands against it nobody lets pass. */
    void requireDay(Entry entry, Move move, Locks.Held held) {
        Line line = held.line();
        LocalDate day = entry.day();
        if (day.isAfter(Vietnamese.today())) {
            throw refused("LED-027", "Ngày ghi sổ " + Vietnamese.day(day) + " ở sau hôm nay; ghi đúng ngày phát sinh");
        }
        if ((line.endedOn() != null && day.isAfter(line.endedOn()))
                || (line.beganOn() != null && day.isBefore(line.beganOn()))) {
            throw refused(
                    "LED-042",
                    "Dòng ngân sách " + line.code() + " chỉ dùng "
                            + (line.beganOn() == null ? "" : "từ " + Vietnamese.day(line.beganOn()) + " ")
                            + (line.endedOn() == null ? "" : "đến " + Vietnamese.day(line.endedOn()))
                            + "; chọn dòng đang dùng");
        }
        boolean correction = entry.corrects() != null;
        if (held.closed() && !correction && !move.part().equals("year-end")) {
            throw refused(
                    "LED-040",
                    "Năm ngân sách " + line.budgetYear()
                            + " đã khóa sổ; chỉ ghi được bút toán điều chỉnh nêu bút toán được điều chỉnh");
        }
        if (line.cumulative() || correction) {
            return;
        }
        LocalDate first = LocalDate.of(line.budgetYear(), 1, 1);
        if (day.isAfter(held.paysUntil()) && !move.part().startsWith("year-")) {
            throw refused(
                    "LED-040",
                    "Ngày " + Vietnamese.day(day) + " ở sau ngày hết thời gian chỉnh lý quyết toán "
                            + Vietnamese.day(held.paysUntil()) + " của năm ngân sách " + line.budgetYear()
                            + "; ghi vào dòng của năm sau hoặc điều chỉnh bút toán đã có");
        }
        boolean early = move.part().equals("estimate") || move.to().equals(Account.APPORTIONED.id());
        if (day.isBefore(first) && !early) {
            throw refused(
                    "LED-041",
                    "Ngày " + Vietnamese.day(day) + " ở trước năm ngân sách " + line.budgetYear()
                            + "; chọn dòng của năm " + day.getYear());
        }
    }

    /** The first limit the line would pass once this is booked; empty when none. */
    Optional<Breach> line(Move move, long moved, Standing before, Standing after) {
        Optional<Account> from =
                Account.find(moved > 0 ? move.from() : move.to()).filter(Account::holds);
        if (from.isPresent() && from.get() != Account.LOADED && after.held(from.get()) < 0) {
            return Optional.of(lacking(move, moved, from.get(), before));
        }
        if (after.overLoaded() > 0 && after.overLoaded() > before.overLoaded()) {
            return Optional.of(beyondLoaded(move, moved, before, after));
        }
        if (after.overCommitted() > 0 && after.overCommitted() > before.overCommitted()) {
            boolean committing = move.effect(Account.COMMITTED, moved) > 0;
            return Optional.of(
                    committing
                            ? new Breach(
                                    "committed",
                                    "LED-031",
                                    "Cam kết chi lũy kế",
                                    after.reached(Account.COMMITTED),
                                    after.reached(Account.COMMITTED) - after.overCommitted(),
                                    "dự toán được giao")
                            : new Breach(
                                    "",
                                    "LED-031",
                                    "Cam kết chi lũy kế",
                                    after.reached(Account.COMMITTED),
                                    after.available(),
                                    "dự toán còn lại sau bút toán này"));
        }
        for (Account account : Account.values()) {
            if (account != Account.ADJUSTED && after.reached(account) < 0) {
                return Optional.of(new Breach(
                        "", "LED-037", "Số giảm", Math.abs(moved), Math.max(0, before.reached(account)), "số đang có"));
            }
        }
        return Optional.empty();
    }

    private static Breach beyondLoaded(Move move, long moved, Standing before, Standing after) {
        if (!move.isCash()) {
            return new Breach(
                    "",
                    "LED-036",
                    "Số rút khỏi phần đã nhập TABMIS",
                    Math.abs(moved),
                    Math.max(0, before.held(Account.LOADED)),
                    "phần chưa chi của dự toán đã nhập TABMIS");
        }
        long asked = after.disbursed() + after.held(Account.RETAINED);
        boolean byAllotment = before.available() < before.reached(Account.LOADED);
        return new Breach(
                "loaded",
                "LED-032",
                "Giải ngân lũy kế",
                asked,
                asked - after.overLoaded(),
                byAllotment ? "dự toán được giao" : "dự toán đã nhập TABMIS");
    }

    private static Breach lacking(Move move, long moved, Account from, Standing before) {
        long asked = Math.abs(moved);
        long most = Math.max(0, before.held(from));
        if (moved < 0) {
            return new Breach("", "LED-037", "Số điều chỉnh giảm", asked, most, "phần chưa dùng đến ở bước sau");
        }
        if (move.to().equals("loaded") || move.to().equals("apportioned")) {
            String what = move.to().equals("loaded") ? "Số nhập TABMIS" : "Số phân bổ";
            boolean apportioned = move.from().equals("apportioned");
            return new Breach(
                    "",
                    "LED-033",
                    what,
                    asked,
                    most,
                    apportioned
                            ? "phần đã phân bổ chưa nhập TABMIS"
                            : "phần dự toán được giao chưa phân bổ, chưa nhập TABMIS");
        }
        return switch (from) {
            case ADVANCED -> new Breach("", "LED-038", "Số thu hồi tạm ứng", asked, most, "số dư tạm ứng");
            case ALLOTTED ->
                new Breach("", "LED-033", "Số chuyển khỏi dự toán", asked, most, "dự toán được giao còn lại");
            default -> new Breach("", "LED-030", "Số chuyển bước", asked, most, "số đang có ở bước trước");
        };
    }

    /** Both amounts, and the document that set the limit where there is one. */
    Problem problem(Breach breach, Entry entry, Locks.Held held) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("line", held.line().code());
        details.put("asked", breach.asked());
        details.put("limit", breach.most());
        details.put("over", breach.excess());
        Optional<Source> source = source(breach, entry, held);
        source.ifPresent(document -> {
            details.put("document", document.number());
            details.put("documentDay", document.day().toString());
        });
        boolean overridable = !breach.limit().isEmpty();
        details.put("overridable", overridable);
        return new Problem(
                422,
                breach.code(),
                breach.what() + " " + Vietnamese.number(breach.asked()) + " đồng vượt " + breach.limitWhat() + " "
                        + Vietnamese.number(breach.most()) + " đồng"
                        + source.map(document ->
                                        " theo " + document.number() + " ngày " + Vietnamese.day(document.day()))
                                .orElse("")
                        + "; giảm " + Vietnamese.number(breach.excess()) + " đồng"
                        + (overridable ? ", hoặc xin người có thẩm quyền cho phép bằng văn bản." : "."),
                List.of(),
                details);
    }

    private record Source(String number, LocalDate day) {}

    /** The document that set a limit last. */
    private Optional<Source> source(Breach breach, Entry entry, Locks.Held held) {
        if (breach.limit().equals("project")) {
            return database.sql("""
                            select t.document, t.document_day from ledger.project_total t
                            join ledger.project p on p.id = t.project where p.code = :code order by t.since desc limit 1""")
                    .param("code", held.line().project())
                    .query((row, n) -> new Source(row.getString(1), row.getObject(2, LocalDate.class)))
                    .optional();
        }
        if (breach.limit().equals("contract")) {
            return database.sql("select document, document_day from ledger.contract where code = :code")
                    .param("code", entry.contract())
                    .query((row, n) -> new Source(row.getString(1), row.getObject(2, LocalDate.class)))
                    .optional();
        }
        boolean loaded = breach.limit().equals("loaded") || breach.code().equals("LED-036");
        return database.sql("""
                        select document, document_day from ledger.posting p join ledger.move m using (kind)
                        where p.line = :line and p.corrects is null
                            and case when :loaded then m.loaded > 0 else m.allotted > 0 or m.brought > 0 end
                        order by p.id desc limit 1""")
                .param("line", held.line().id())
                .param("loaded", loaded)
                .query((row, n) -> new Source(row.getString(1), row.getObject(2, LocalDate.class)))
                .optional();
    }

    static Problem refused(String code, String sentence) {
        return new Problem(422, code, sentence + ".");
    }
}
