package vn.hoi.plan;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.StartStep;
import vn.hoi.figure.Figures;

/**
 * Refuses a start whose declarations lack a figure that a plan written here cites: one deleted or renamed would leave a gap in
 * a text, or take the ground from under what was published. Plans replaced or withdrawn ask for nothing any more.
 */
@Component
class StandingCitations implements StartStep {

    private static final int SHOWN = 10;

    private final JdbcClient database;
    private final Figures figures;

    StandingCitations(JdbcClient database, Figures figures) {
        this.database = database;
        this.figures = figures;
    }

    private record Place(String plan, String heading, String text) {}

    /** Behind the tables, before anything is loaded or served. */
    @Override
    public int order() {
        return 66;
    }

    @Override
    public String says() {
        return "số liệu các kế hoạch trích dẫn";
    }

    @Override
    public void run() {
        List<String> gone = gone();
        if (!gone.isEmpty()) {
            throw new IllegalStateException("PLA-012: "
                    + String.join("; ", gone.subList(0, Math.min(SHOWN, gone.size())))
                    + (gone.size() > SHOWN ? " và " + (gone.size() - SHOWN) + " chỗ khác" : "")
                    + ". Khai báo lại số liệu trong fields/ với mã cũ (đổi tên thì giữ cả mã cũ), hoặc khởi động bằng bản khai"
                    + " báo cũ rồi bỏ chỗ trích dẫn trong kế hoạch.");
        }
    }

    /** Places where a figure is cited that is not declared, in sentences. */
    List<String> gone() {
        List<String> gone = new ArrayList<>();
        for (Place place : places()) {
            List<String> named = new ArrayList<>(PlanMarkup.lines(place.text()));
            FigureNode.places(place.text()).results().forEach(found -> named.add(found.group(2)));
            named.stream()
                    .distinct()
                    .filter(figure -> !isDeclared(figure))
                    .forEach(figure -> gone.add("kế hoạch «" + place.plan() + "», mục «" + place.heading()
                            + "» trích số liệu «" + figure + "» không còn khai báo"));
        }
        return gone;
    }

    /** A beginning of ids stands for whatever begins so. */
    private boolean isDeclared(String named) {
        return named.endsWith(".")
                ? figures.list().stream().anyMatch(figure -> figure.id().startsWith(named))
                : figures.has(named);
    }

    private List<Place> places() {
        return database.sql("""
                        select p.code, s.heading, g.text
                        from plan.plan p join plan.section s on s.plan = p.id join plan.paragraph g on g.section = s.id
                        where p.state not in ('replaced', 'withdrawn') and not g.removed and g.text like '%{{%'
                        union all
                        select p.code, t.content, '{{' || t.figure || '}}'
                        from plan.plan p join plan.task t on t.plan = p.id
                        where p.state not in ('replaced', 'withdrawn') and t.figure is not null
                        order by 1""")
                .query((row, index) -> new Place(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }
}
