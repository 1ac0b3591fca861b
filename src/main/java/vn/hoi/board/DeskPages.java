package vn.hoi.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hoi.common.Access;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.DeskPart;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.register.Notices;
import vn.hoi.register.RecordWords;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.register.Worklists;
import vn.hoi.register.Worklists.Kind;
import vn.hoi.register.Worklists.Pile;
import vn.hoi.unit.Units;

/** {@code /desk}: what is late, what is due soon, what waits for a step, what was told. */
@Controller
class DeskPages {

    /** Cases of all registers a worklist shows; the rest is counted by register, each with a link to all of its own. */
    private static final int URGENT = 20;

    private final Worklists worklists;
    private final Notices notices;
    private final Registers registers;
    private final Units units;
    private final Rights rights;
    private final ObjectProvider<DeskPart> parts;

    DeskPages(
            Worklists worklists,
            Notices notices,
            Registers registers,
            Units units,
            Rights rights,
            ObjectProvider<DeskPart> parts) {
        this.rights = rights;
        this.worklists = worklists;
        this.notices = notices;
        this.registers = registers;
        this.units = units;
        this.parts = parts;
    }

    /** The most urgent of all registers; those without a deadline last. */
    private List<UrgentCase> urgent(List<Pile> piles) {
        return piles.stream()
                .flatMap(pile -> pile.first().stream()
                        .map(row -> new UrgentCase(
                                pile.register(),
                                row,
                                RecordWords.title(
                                        pile.register(),
                                        row,
                                        rights.mayReadPersonal(pile.register().id())))))
                .sorted(Comparator.comparingLong(UrgentCase::due))
                .limit(URGENT)
                .toList();
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/desk")
    Twin desk() {
        Map<Kind, List<Pile>> piles = new LinkedHashMap<>();
        Map<Kind, List<UrgentCase>> urgent = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            piles.put(kind, worklists.list(kind));
            urgent.put(kind, urgent(piles.get(kind)));
        }
        List<Notices.Notice> told = notices.unread();
        Map<DeskPart, List<DeskPart.Line>> further = new LinkedHashMap<>();
        parts.stream()
                .sorted(Comparator.comparingInt(DeskPart::order))
                .forEach(part -> further.put(part, part.lines()));
        return Twin.page("board/desk")
                .with("piles", piles)
                .with("urgent", urgent)
                .with("further", further)
                .with("notices", told)
                .with("registers", registers)
                .with("units", units)
                .json(() -> {
                    Map<String, @Nullable Object> body = new LinkedHashMap<>();
                    piles.forEach((kind, list) -> body.put(
                            kind.name().toLowerCase(java.util.Locale.ROOT),
                            list.stream().map(DeskPages::json).toList()));
                    further.forEach((part, lines) -> body.put(
                            part.id(), lines.stream().map(DeskPages::json).toList()));
                    body.put("notices", told.stream().map(DeskPages::json).toList());
                    return body;
                });
    }

    private static Map<String, @Nullable Object> json(Pile pile) {
        List<Map<String, @Nullable Object>> first = new ArrayList<>();
        for (Row row : pile.first()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("code", row.code());
            one.put("state", row.value("state"));
            one.put(
                    "dueAt",
                    row.course().dueAt() == null ? null : row.course().dueAt().toString());
            first.add(one);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("register", pile.register().id());
        body.put("count", pile.count() > Worklists.MOST ? null : pile.count());
        body.put("list", "/registers/" + pile.register().id() + ".json?" + pile.query());
        body.put("first", first);
        return body;
    }

    private static Map<String, @Nullable Object> json(DeskPart.Line line) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("address", line.address());
        body.put("what", line.what().vi());
        body.put("who", line.who());
        body.put("state", line.state().vi());
        body.put("due", line.due());
        return body;
    }

    private static Map<String, @Nullable Object> json(Notices.Notice notice) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", notice.id());
        body.put("at", notice.at().toString());
        body.put("register", notice.register());
        body.put("code", notice.code());
        body.put("about", notice.about());
        return body;
    }

    /** Marks a notice as read. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping("/desk/notices/{id}")
    Twin read(@PathVariable long id) {
        notices.read(id);
        return Twin.page("board/desk").json(() -> Map.of("id", id)).seeOther("/desk#notices");
    }

    /** The desk in the navigation. */
    @Component
    static class DeskMenu implements Menu {
        private final CurrentPerson person;

        DeskMenu(CurrentPerson person) {
            this.person = person;
        }

        @Override
        public int order() {
            return 5;
        }

        @Override
        public List<MenuItem> items() {
            if (!person.isKnown()) {
                return List.of();
            }
            return List.of(new MenuItem(new Label("Bàn làm việc", "Desk"), "/desk", "", false));
        }
    }
}
