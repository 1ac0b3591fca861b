package vn.hoi.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** What of a plan is not in order yet: words, figures, relations, opinions, those who are to write. */
@Component
class PlanPoints {

    private final PlanCheck check;
    private final Opinions opinions;
    private final Units units;
    private final PlanMarkup markup;
    private final PlanBook book;
    private final List<PointSource> further;

    PlanPoints(
            PlanCheck check,
            Opinions opinions,
            Units units,
            PlanMarkup markup,
            PlanBook book,
            List<PointSource> further) {
        this.book = book;
        this.check = check;
        this.markup = markup;
        this.opinions = opinions;
        this.units = units;
        this.further = further;
    }

    /** In the order of the plan; empty when it may go out. */
    List<OpenPoint> of(Plan plan) {
        return of(plan, check.check(plan));
    }

    /** As {@link #of(Plan)}, from a check just made. */
    List<OpenPoint> of(Plan plan, PlanCheck.Result result) {
        List<OpenPoint> points = new ArrayList<>();
        Map<String, CitedFigure> figures = new LinkedHashMap<>();
        // in the order of the check; a text names money by the figure of its request, whatever stage is read for it
        Iterator<CitedFigure> inOrder = result.figures().iterator();
        plan.citations().keySet().forEach(id -> figures.put(id, inOrder.next()));
        for (PlanSection section : plan.sections()) {
            if (section.body().contains("|")) {
                points.addAll(TotalPoints.of(plan, section, book.written(section.body(), figures)));
            }
        }
        plan.sections().forEach(section -> section(plan, section, result.figures(), points));
        for (CitedFigure cited : result.figures()) {
            if (!cited.isKnown()) {
                points.add(new OpenPoint(
                        "figure:" + cited.citation().figure().id(),
                        "figure",
                        "Số liệu «" + cited.citation().figure().name().vi() + "» chưa có. "
                                + PlanNotes.of(cited, Language.VI),
                        "/figures/" + cited.citation().figure().id()));
            }
        }
        for (PlanCheck.CheckedRelation checked : result.relations()) {
            if (Boolean.FALSE.equals(checked.here().holds())) {
                points.add(new OpenPoint(
                        "relation:" + checked.relation().id(),
                        "relation",
                        "Quan hệ không đúng: " + checked.relation().says().vi() + " ("
                                + PlanNotes.sides(
                                        checked.here(), checked.relation().is()) + ").",
                        "/plans/" + plan.code() + "/check"));
            }
        }
        if (plan.id() != null) {
            opinions(plan, points);
        }
        further.forEach(source -> points.addAll(source.of(plan)));
        return points;
    }

    private void section(Plan plan, PlanSection section, List<CitedFigure> figures, List<OpenPoint> points) {
        String address = "/plans/" + plan.code() + "/sections/" + section.id();
        if (plan.id() != null && section.state() != PlanSection.State.DONE) {
            points.add(new OpenPoint(
                    "section:" + section.key(),
                    "section",
                    "Mục «" + section.called() + "» chưa xong"
                            + (section.state() == PlanSection.State.CARRIED
                                    ? ": lời văn còn của kỳ trước."
                                    : section.state() == PlanSection.State.EMPTY ? ": chưa có nội dung." : "."),
                    address));
        }
        if (section.open() > 0) {
            points.add(new OpenPoint(
                    "remark:" + section.key(),
                    "remark",
                    "Mục «" + section.called() + "» còn " + section.open() + " góp ý chưa xử lý.",
                    address));
        }
        for (String unknown : markup.unknown(section.body(), plan)) {
            points.add(new OpenPoint(
                    "text:" + section.key() + ":" + Integer.toHexString(unknown.hashCode()),
                    "figure",
                    "Mục «" + section.called() + "»: " + unknown + ".",
                    address));
        }
        for (String loose : Footnotes.loose(section)) {
            points.add(new OpenPoint(
                    "note:" + section.key() + ":" + Integer.toHexString(loose.hashCode()),
                    "section",
                    "Mục «" + section.called() + "»: " + loose + ".",
                    address));
        }
        Optional<Unit> unit = Optional.ofNullable(section.unit()).flatMap(units::find);
        if (unit.isPresent() && !stands(unit.get())) {
            points.add(new OpenPoint(
                    "unit:" + section.key(),
                    "unit",
                    "Mục «" + section.called() + "» giao " + unit.get().name() + ", đơn vị không còn nữa.",
                    "/plans/" + plan.code() + "/write"));
        }
        for (TypedNumber found : TypedNumbers.in(section.body(), figures)) {
            String name = found.figure().citation().figure().name().vi();
            points.add(new OpenPoint(
                    "typed:" + section.key() + ":" + found.typed(),
                    "typed",
                    "Mục «" + section.called() + "» gõ tay số " + found.typed()
                            + (found.equal() ? ", trùng số liệu «" : ", khác số liệu «") + name + "» ("
                            + FigureText.printed(found.figure(), Language.VI) + "); chèn số liệu thay cho số gõ.",
                    address));
        }
    }

    private static boolean stands(Unit unit) {
        return unit.until() == null || !unit.until().isBefore(Vietnamese.today());
    }

    private void opinions(Plan plan, List<OpenPoint> points) {
        String address = "/plans/" + plan.code() + "/opinions";
        List<Opinion> all = opinions.list(plan);
        long unsettled = all.stream()
                .flatMap(opinion -> opinion.points().stream())
                .filter(point -> point.taken() == null)
                .count();
        if (unsettled > 0) {
            points.add(new OpenPoint(
                    "opinions",
                    "opinion",
                    "Còn " + unsettled + " ý kiến góp ý chưa ghi tiếp thu hay giải trình.",
                    address));
        }
        Set<Integer> silent = all.stream()
                .filter(opinion -> opinion.isLate(Vietnamese.today()))
                .map(Opinion::unit)
                .collect(java.util.stream.Collectors.toSet());
        if (!silent.isEmpty()) {
            points.add(new OpenPoint(
                    "opinions-late", "opinion", silent.size() + " đơn vị quá hạn chưa cho ý kiến.", address));
        }
    }

    /** How many there are of each kind. */
    static Map<String, Long> counts(List<OpenPoint> points) {
        return points.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        OpenPoint::kind, java.util.LinkedHashMap::new, java.util.stream.Collectors.counting()));
    }
}
