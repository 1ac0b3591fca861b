package vn.hoi.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.DeskPart;
import vn.hoi.common.Label;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** Data calls that wait for an answer of a unit the person at work answers for. */
@Component
class DataCallDesk implements DeskPart {

    private static final int ORDER = 20;
    private static final int MOST = 20;
    /** Whoever answers for more units than this sees one line a call. */
    private static final int EACH = 3;

    private final JdbcClient database;
    private final Rights rights;
    private final Units units;

    DataCallDesk(JdbcClient database, Rights rights, Units units) {
        this.database = database;
        this.rights = rights;
        this.units = units;
    }

    /** A call that still takes answers, with the units that owe theirs. */
    private record Waiting(int number, String title, OffsetDateTime deadline, List<Integer> units) {}

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String id() {
        return "calls";
    }

    @Override
    public Label name() {
        return new Label("Phiếu thu thập số liệu", "Data calls");
    }

    @Override
    public Label none() {
        return new Label("Không có phiếu nào chờ bạn trả lời.", "No data call waits for your answer.");
    }

    @Override
    public List<Line> lines() {
        OffsetDateTime now = OffsetDateTime.now(Vietnamese.ZONE);
        List<Line> lines = new ArrayList<>();
        for (Waiting call : waiting(now)) {
            Reach answers = rights.writes(DataCall.register(call.number));
            List<Integer> mine = call.units.stream().filter(answers::includes).toList();
            if (mine.size() > EACH) {
                lines.add(line(call, "/calls/" + call.number + "/answer", several(mine.size()), now));
            } else {
                mine.forEach(unit -> lines.add(line(
                        call,
                        "/calls/" + call.number + "/answer?unit=" + unit,
                        units.get(unit).fullName(),
                        now)));
            }
        }
        return lines.stream().limit(MOST).toList();
    }

    private static String several(int units) {
        return Vietnamese.number(units) + " đơn vị";
    }

    private List<Waiting> waiting(OffsetDateTime now) {
        return database.sql("""
                        select number, title, deadline, array_agg(unit order by unit) as units
                        from intake.call join intake.call_unit on call = number
                        where state = 'opened' and answered_at is null and greatest(deadline, late_until) >= :now
                        group by number order by deadline, number""").param("now", now).query(DataCallDesk::waiting).list();
    }

    private static Waiting waiting(ResultSet row, int n) throws SQLException {
        return new Waiting(
                row.getInt("number"),
                row.getString("title"),
                java.util.Objects.requireNonNull(DataCalls.moment(row, "deadline")),
                List.of((Integer[]) row.getArray("units").getArray()));
    }

    private static Line line(Waiting call, String address, String who, OffsetDateTime now) {
        boolean late = now.isAfter(call.deadline);
        return new Line(
                address,
                Label.of(call.title),
                who,
                late
                        ? new Label("Quá hạn, còn nhận", "Late, still taken")
                        : new Label("Chờ trả lời", "Waits for an answer"),
                late ? "late" : "due",
                Vietnamese.moment(call.deadline));
    }
}
