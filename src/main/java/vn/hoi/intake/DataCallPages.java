package vn.hoi.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Fields;
import vn.hoi.register.Register;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /calls}, and the page on which a call is drawn. Every button of it works without script. */
@Controller
class DataCallPages {

    private static final List<String> COLUMNS =
            List.of("call", "title", "field", "state", "deadline", "asked", "answered", "register");

    private final DataCalls calls;
    private final DataCallDrawing drawing;
    private final DataCallNotices notices;
    private final Fields fields;
    private final Units units;

    DataCallPages(DataCalls calls, DataCallDrawing drawing, DataCallNotices notices, Fields fields, Units units) {
        this.calls = calls;
        this.drawing = drawing;
        this.notices = notices;
        this.fields = fields;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/calls")
    Twin list(@RequestParam(defaultValue = "") String unit) {
        @Nullable Unit asking = unit.isBlank() ? null : units.get(unit, Vietnamese.today());
        Map<DataCall, Boolean> asked = asking == null ? Map.of() : calls.asked(asking.id());
        Map<Integer, Integer> reminders = new LinkedHashMap<>();
        for (DataCall call : asked.keySet()) {
            reminders.put(call.number(), asking == null ? 0 : notices.unread(call.number(), asking.id()));
        }
        List<DataCallProgress> all = calls.list().stream()
                .filter(progress -> asking == null || asked.containsKey(progress.call()))
                .toList();
        List<Map<String, @Nullable Object>> rows =
                all.stream().map(DataCallPages::json).toList();
        return Twin.page("intake/calls")
                .with("calls", all)
                .with("asking", asking)
                .with("asked", asked)
                .with("reminders", reminders)
                .with("askable", calls.askable())
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    static Map<String, @Nullable Object> json(DataCallProgress progress) {
        DataCall call = progress.call();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("call", call.number());
        row.put("title", call.title());
        row.put("field", call.field());
        row.put("state", call.state().id());
        row.put("deadline", call.deadline() == null ? null : call.deadline().toString());
        row.put("asked", progress.asked());
        row.put("answered", progress.answered());
        row.put("register", call.isDraft() ? null : call.register());
        return row;
    }

    @Access(Access.Level.CALLS)
    @GetMapping("/calls/new")
    Twin blank(@RequestParam(defaultValue = "") String copy) {
        if (!copy.matches("\\d{1,9}")) {
            return page(null, DataCallForm.blank(), null, null);
        }
        DataCall call = calls.get(Integer.parseInt(copy));
        return page(
                null,
                DataCallForm.of(call, standing(calls.units(call.number()))).copy(),
                null,
                null);
    }

    /** Those of them that may still be asked. */
    private Set<Integer> standing(Set<Integer> asked) {
        Set<Integer> standing = new LinkedHashSet<>();
        calls.askable().stream().map(Unit::id).filter(asked::contains).forEach(standing::add);
        return standing;
    }

    @Access(Access.Level.CALLS)
    @GetMapping("/calls/{number:\\d{1,9}}/edit")
    Twin edit(@PathVariable int number) {
        DataCall call = calls.get(number);
        return page(call, DataCallForm.of(call, calls.units(number)), null, null);
    }

    @Access(Access.Level.CALLS)
    @PostMapping(path = "/calls", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin create(@RequestParam Map<String, String> sent) {
        return sent(null, sent);
    }

    @Access(Access.Level.CALLS)
    @PostMapping(path = "/calls/{number:\\d{1,9}}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin change(@PathVariable int number, @RequestParam Map<String, String> sent) {
        return sent(calls.get(number), sent);
    }

    private Twin sent(@Nullable DataCall call, Map<String, String> sent) {
        DataCallForm form = DataCallForm.read(sent);
        String button = sent.getOrDefault("do", "save");
        @Nullable DataCallForm drawn = form.after(button);
        if (drawn == null) {
            drawn = chosen(form, button);
        }
        if (drawn != null) {
            return page(call, drawn, null, null);
        }
        try {
            if (button.equals("preview")) {
                return page(call, form, null, drawing.preview(form));
            }
            DataCall kept =
                    call == null ? drawing.create(form) : drawing.change(call.number(), version(form.version()), form);
            if (button.equals("open")) {
                try {
                    kept = drawing.open(kept.number(), kept.version());
                } catch (Problem problem) {
                    // what was drawn is kept as a draft; what it lacks is named on its page
                    return page(kept, DataCallForm.of(kept, calls.units(kept.number())), problem, null);
                }
            }
            return page(kept, form, null, null).seeOther("/calls/" + kept.number());
        } catch (Problem problem) {
            if (problem.status() != 422 && problem.status() != 409) {
                throw problem;
            }
            return page(call, form, problem, null);
        }
    }

    static int version(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Problem(428, "CAL-428", "Thiếu phiên bản đang sửa; tải lại trang của phiếu rồi làm lại.");
        }
        return Integer.parseInt(text);
    }

    /** Whole groups of units, chosen or left by one button; null for another button. */
    private @Nullable DataCallForm chosen(DataCallForm form, String button) {
        Set<Integer> chosen = new LinkedHashSet<>(form.units());
        List<Integer> communes = group(true);
        List<Integer> agencies = group(false);
        switch (button) {
            case "communes" -> chosen.addAll(communes);
            case "no-communes" -> chosen.removeAll(communes);
            case "agencies" -> chosen.addAll(agencies);
            case "no-agencies" -> chosen.removeAll(agencies);
            default -> {
                return null;
            }
        }
        return form.with(form.columns(), chosen);
    }

    private List<Integer> group(boolean grassroots) {
        return calls.askable().stream()
                .filter(unit -> unit.isGrassroots() == grassroots)
                .map(Unit::id)
                .toList();
    }

    private Twin page(
            @Nullable DataCall call, DataCallForm form, @Nullable Problem problem, @Nullable Register preview) {
        List<Unit> communes = new ArrayList<>();
        List<Unit> agencies = new ArrayList<>();
        Set<Integer> askable = new LinkedHashSet<>();
        for (Unit unit : calls.askable()) {
            (unit.isGrassroots() ? communes : agencies).add(unit);
            askable.add(unit.id());
        }
        // units that ended since they were asked stay on the page, or saving would leave them out
        form.units().stream()
                .filter(id -> !askable.contains(id))
                .forEach(id -> units.find(id).ifPresent(agencies::add));
        Twin page = Twin.page("intake/callform")
                .with("call", call)
                .with("form", form)
                .with("problem", problem)
                .with("preview", preview)
                .with("fields", fields.list())
                .with("communes", communes)
                .with("agencies", agencies)
                .with("today", units.on(Vietnamese.today()))
                .status(problem == null ? 200 : problem.status());
        return problem == null
                ? page.json(Map::of)
                : page.json(() -> {
                    throw problem;
                });
    }

    /** The line of calls in the navigation. */
    @Component
    static class DataCallMenu implements Menu {
        private final CurrentPerson person;

        DataCallMenu(CurrentPerson person) {
            this.person = person;
        }

        @Override
        public int order() {
            return 45;
        }

        @Override
        public List<MenuItem> items() {
            if (!person.isKnown()) {
                return List.of();
            }
            return List.of(new MenuItem(new Label("Phiếu thu thập", "Data calls"), "/calls", "", false));
        }
    }
}
