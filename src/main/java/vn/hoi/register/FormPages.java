package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.unit.Units;

/** The form of a record, for a new one and for one that stands, and what a person is asked before it is saved. */
@Controller
class FormPages {

    private final Registers registers;
    private final Records records;
    private final RegisterPages pages;
    private final Forms forms;
    private final FormReading reading;
    private final Drafts drafts;
    private final AlikeRecords alike;
    private final Suggestions suggestions;
    private final Links links;
    private final History history;
    private final Units units;
    private final Rights rights;
    private final TransactionTemplate transaction;

    FormPages(
            Registers registers,
            Records records,
            RegisterPages pages,
            Forms forms,
            FormReading reading,
            Drafts drafts,
            AlikeRecords alike,
            Suggestions suggestions,
            Links links,
            History history,
            Units units,
            Rights rights,
            TransactionTemplate transaction) {
        this.registers = registers;
        this.records = records;
        this.pages = pages;
        this.forms = forms;
        this.reading = reading;
        this.drafts = drafts;
        this.alike = alike;
        this.suggestions = suggestions;
        this.links = links;
        this.history = history;
        this.units = units;
        this.rights = rights;
        this.transaction = transaction;
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/new")
    Twin blank(@PathVariable String id, @RequestParam Map<String, String> given) {
        return forms.page(forms.blank(registers.get(id), given));
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/{code}/edit")
    Twin edit(
            @PathVariable String id,
            @PathVariable String code,
            @RequestParam(name = "as", defaultValue = "") String entry) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        if (entry.isEmpty()) {
            return forms.page(forms.edit(register, row));
        }
        long number = History.number(entry);
        return forms.page(forms.restored(register, row, history.texts(register, row, number)))
                .with("restored", number);
    }

    @Access(Access.Level.WRITE)
    @PostMapping(
            path = "/registers/{id}",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    Twin add(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters, NativeWebRequest request) {
        Register register = registers.get(id);
        Sent sent = reading.read(register, parameters, uploads(request));
        if (!sent.more().isEmpty()) {
            return forms.page(forms.again(register, null, sent, null, List.of()));
        }
        try {
            refuseFaults(register, sent, Map.of());
            List<Map<String, Object>> alikeOnes = sent.alikeSeen() ? List.of() : alike.find(register, sent.typed());
            if (!alikeOnes.isEmpty()) {
                records.checked(register, sent.typed(), Map.of());
                return forms.page(forms.again(register, null, sent, null, alikeOnes));
            }
            if (register.checkAnswers() && !sent.confirmed()) {
                return answers(register, sent);
            }
            Row row = Objects.requireNonNull(transaction.execute(status -> {
                Row made = records.create(register, sent.typed());
                drafts.remove(register, sent.draft());
                return made;
            }));
            return pages.page(register, row).status(201).seeOther("/registers/" + register.id() + "/" + row.code());
        } catch (Problem problem) {
            return refused(register, null, sent, problem);
        }
    }

    @Access(Access.Level.WRITE)
    @PostMapping(
            path = "/registers/{id}/{code}",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    Twin change(
            @PathVariable String id,
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> parameters,
            NativeWebRequest request) {
        Register register = registers.get(id);
        Row before = records.get(register, code);
        Sent sent = reading.read(register, parameters, uploads(request));
        if (!sent.more().isEmpty()) {
            return forms.page(forms.again(register, before, sent, null, List.of()));
        }
        try {
            refuseFaults(register, sent, before.values());
            Row row = Objects.requireNonNull(transaction.execute(status -> {
                int version = RegisterPages.version(sent.typed().getOrDefault("version", ""));
                Row changed = records.change(register, code, version, sent.typed());
                drafts.remove(register, sent.draft());
                return changed;
            }));
            return pages.page(register, row).seeOther("/registers/" + register.id() + "/" + row.code());
        } catch (Problem problem) {
            return refused(register, records.get(register, code), sent, problem);
        }
    }

    static MultiValueMap<String, MultipartFile> uploads(NativeWebRequest request) {
        @Nullable MultipartHttpServletRequest sent = request.getNativeRequest(MultipartHttpServletRequest.class);
        return sent == null ? new LinkedMultiValueMap<>() : sent.getMultiFileMap();
    }

    /** A refused file is told together with what else is wrong. */
    private void refuseFaults(Register register, Sent sent, Map<String, @Nullable Object> before) {
        if (sent.faults().isEmpty()) {
            return;
        }
        List<Fault> faults = new ArrayList<>();
        if (before.isEmpty()) {
            try {
                records.checked(register, sent.typed(), before);
            } catch (Problem others) {
                faults.addAll(others.faults());
            }
        }
        faults.addAll(sent.faults());
        throw new Problem(
                422, "REG-422", "Có " + faults.size() + " chỗ cần sửa; chưa có gì được ghi.", faults, Map.of());
    }

    /** Made and taken back, so that what is shown is what would stand and every constraint has been asked. */
    private Twin answers(Register register, Sent sent) {
        Row row = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return records.create(register, sent.typed());
        }));
        Map<String, String> kept = new LinkedHashMap<>();
        if (sent.draft() != null) {
            kept.put(FormReading.DRAFT, String.valueOf(sent.draft()));
        }
        if (sent.alikeSeen()) {
            kept.put(FormReading.ALIKE, "seen");
        }
        List<String> shows = new ArrayList<>(register.rowColumns());
        shows.remove("code");
        return Twin.page("register/answers")
                .with("register", register)
                .with("row", row)
                .with("units", units)
                .with("linked", links.of(register, row.values()))
                .with("mayReadPersonal", rights.mayReadPersonal(register.id()))
                .with(
                        "answers",
                        new Answers(
                                "",
                                "",
                                "",
                                "/registers/" + register.id(),
                                shows,
                                sent.typed(),
                                kept,
                                "/registers/" + register.id()))
                .json(() -> Map.of("code", row.code()));
    }

    /** A form that was refused comes back as it was typed; a machine gets the problem. */
    private Twin refused(Register register, @Nullable Row row, Sent sent, Problem problem) {
        return forms.page(forms.again(register, row, sent, problem, List.of())).json(() -> {
            throw problem;
        });
    }

    /** For type-ahead: code and title of records that are meant perhaps. */
    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}/suggest")
    Twin suggest(@PathVariable String id, @RequestParam(defaultValue = "") String q) {
        List<Map<String, String>> found = suggestions.list(registers.get(id), q);
        return Twin.page("register/form/suggest").with("found", found).json(() -> Twin.rows(found, null));
    }

    /** Records much like one with these values. */
    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/alike")
    Twin alike(@PathVariable String id, @RequestParam Map<String, String> typed) {
        Register register = registers.get(id);
        List<Map<String, Object>> found = alike.find(register, typed);
        return Twin.page("register/form/alike")
                .with("register", register)
                .with("alike", found)
                .json(() -> Twin.rows(found, null));
    }
}
