package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** {@code /registers/{register}}: the list, what each person keeps of it, the steps for many records. */
@Controller
class ListPages {

    /** What belongs to the form of the columns and not to the list. */
    private static final List<String> OF_FORM = List.of("columns", "forget", "after", "before", "chosen", "view");

    private final Registers registers;
    private final RecordQueries queries;
    private final RecordFilters filters;
    private final RecordViews views;
    private final RecordCounts counts;
    private final SavedViews saved;
    private final ChosenColumns chosen;
    private final Steps steps;
    private final Units units;
    private final Drafts drafts;

    ListPages(
            Registers registers,
            RecordQueries queries,
            RecordFilters filters,
            RecordViews views,
            RecordCounts counts,
            SavedViews saved,
            ChosenColumns chosen,
            Steps steps,
            Units units,
            Drafts drafts) {
        this.drafts = drafts;
        this.registers = registers;
        this.queries = queries;
        this.filters = filters;
        this.views = views;
        this.counts = counts;
        this.saved = saved;
        this.chosen = chosen;
        this.steps = steps;
        this.units = units;
    }

    /** A list; {@code view=n} alone opens a kept one, at an address that says all it asks for and so can be passed on. */
    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}")
    Twin list(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        Register register = registers.get(id);
        @Nullable String view = parameters.getFirst("view");
        if (view == null || !Set.of("view", "limit").containsAll(parameters.keySet())) {
            return list(register, queries.read(register, parameters, List.of()));
        }
        MultiValueMap<String, String> whole =
                ListLinks.read(saved.get(register, view).query());
        whole.addAll(parameters);
        return list(register, queries.read(register, whole, List.of()))
                .seeOther("/registers/" + register.id() + "?" + ListLinks.text(whole));
    }

    private Twin list(Register register, RecordQuery query) {
        @Nullable Long total = query.narrowed() ? null : counts.all().get(register.id());
        Twin twin = views.list("register/list", "/registers/" + register.id(), register, query, total);
        List<SavedView> kept = saved.list(register);
        return twin.with("saved", kept)
                .with("drafts", drafts.count(register))
                .with("opened", query.asked("view"))
                .with("filters", filters.filters(register))
                .with("optional", filters.optional(register))
                .with("allUnits", units.on(Vietnamese.today()))
                .with("steps", (RecordViews.OpenSteps) row -> steps.open(register, row));
    }

    /** What is kept of this register: own ones and shared ones. */
    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}/views")
    Twin views(@PathVariable String id) {
        Register register = registers.get(id);
        return views(register, null);
    }

    private Twin views(Register register, @Nullable Problem problem) {
        List<SavedView> kept = saved.list(register);
        List<Map<String, @Nullable Object>> rows =
                kept.stream().map(ListPages::row).toList();
        return Twin.page("register/views")
                .with("register", register)
                .with("saved", kept)
                .with(
                        "own",
                        kept.stream().filter(saved::isOwn).map(SavedView::id).toList())
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(List.of("id", "name", "query", "shared", "account"), rows));
    }

    private static Map<String, @Nullable Object> row(SavedView view) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", view.id());
        row.put("name", view.name());
        row.put("query", view.query());
        row.put("shared", view.shared());
        row.put("account", view.account());
        return row;
    }

    /** Keeps a list; one that could not be opened is not kept. */
    @Access(Access.Level.READ)
    @PostMapping(path = "/registers/{id}/views", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin save(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "false") boolean shared) {
        Register register = registers.get(id);
        RecordQuery read = queries.read(register, ListLinks.read(query), List.of());
        String kept = new ListLinks("", read).kept();
        try {
            SavedView view = saved.save(register, name, kept, shared);
            return Twin.page("register/views")
                    .status(201)
                    .json(() -> row(view))
                    .seeOther("/registers/" + register.id() + "?" + kept + "&view=" + view.id());
        } catch (Problem problem) {
            return refused(register, problem).with("name", name).with("query", kept);
        }
    }

    /** The page of what is kept, with what was typed; a machine gets the problem. */
    private Twin refused(Register register, Problem problem) {
        if (problem.status() != 422) {
            throw problem;
        }
        return views(register, problem).json(() -> {
            throw problem;
        });
    }

    /** Renames, shares or, with {@code delete}, gives up. */
    @Access(Access.Level.READ)
    @PostMapping(path = "/registers/{id}/views/{view}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin change(
            @PathVariable String id,
            @PathVariable String view,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "false") boolean delete) {
        Register register = registers.get(id);
        try {
            if (delete) {
                saved.delete(register, view);
            } else {
                saved.change(register, view, name, shared);
            }
        } catch (Problem problem) {
            return refused(register, problem);
        }
        return views(register, null).seeOther("/registers/" + register.id() + "/views");
    }

    /** Keeps the columns this person wants to see; {@code forget} brings back the declared ones. */
    @Access(Access.Level.READ)
    @PostMapping(path = "/registers/{id}/columns", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin columns(@PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        Register register = registers.get(id);
        boolean forget = typed.containsKey("forget");
        List<String> columns = RecordQueries.columns(register, typed.getOrDefault("columns", List.of()));
        if (!forget && columns.isEmpty()) {
            throw new Problem(422, "REG-448", "Chưa chọn cột nào; chọn ít nhất một cột hoặc dùng lại cột của sổ.");
        }
        chosen.keep(register, forget ? List.of() : columns);
        var rest = new LinkedMultiValueMap<>(typed);
        OF_FORM.forEach(rest::remove);
        String query = ListLinks.text(rest);
        return Twin.page("register/views")
                .json(() -> Map.of("columns", forget ? ChosenColumns.declared(register) : columns))
                .seeOther("/registers/" + register.id() + (query.isEmpty() ? "" : "?" + query));
    }
}
