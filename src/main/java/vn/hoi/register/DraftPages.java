package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.NativeWebRequest;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** Drafts of a register: kept by the form's button or, while one types, by its script; listed, opened, deleted. */
@Controller
class DraftPages {

    private final Registers registers;
    private final Records records;
    private final Drafts drafts;
    private final Forms forms;
    private final FormReading reading;

    DraftPages(Registers registers, Records records, Drafts drafts, Forms forms, FormReading reading) {
        this.registers = registers;
        this.records = records;
        this.drafts = drafts;
        this.forms = forms;
        this.reading = reading;
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/drafts")
    Twin list(@PathVariable String id) {
        Register register = registers.get(id);
        List<Drafts.Draft> own = drafts.list(register);
        return Twin.page("register/drafts")
                .with("register", register)
                .with("drafts", own)
                .json(() -> Twin.rows(own.stream().map(DraftPages::body).toList(), null));
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/drafts/{number}")
    Twin open(@PathVariable String id, @PathVariable String number) {
        Register register = registers.get(id);
        Drafts.Draft draft = drafts.get(register, number(number));
        @Nullable Row row = draft.code() == null ? null : records.get(register, draft.code());
        return forms.page(forms.draft(register, row, draft)).json(() -> body(draft));
    }

    @Access(Access.Level.WRITE)
    @PostMapping(
            path = "/registers/{id}/drafts",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    Twin save(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters, NativeWebRequest request) {
        return save(registers.get(id), null, reading.read(registers.get(id), parameters, FormPages.uploads(request)));
    }

    @Access(Access.Level.WRITE)
    @PostMapping(
            path = "/registers/{id}/{code}/drafts",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    Twin save(
            @PathVariable String id,
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> parameters,
            NativeWebRequest request) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        return save(register, row.code(), reading.read(register, parameters, FormPages.uploads(request)));
    }

    /** A file that is refused comes back with the form; the rest is kept. */
    private Twin save(Register register, @Nullable String code, Sent sent) {
        Drafts.Draft draft = drafts.save(register, sent.draft(), code, sent.typed());
        if (!sent.faults().isEmpty()) {
            var problem = new Problem(
                    422,
                    "REG-422",
                    "Đã lưu nháp, trừ " + sent.faults().size() + " tệp không nhận được.",
                    sent.faults(),
                    Map.of());
            @Nullable Row row = code == null ? null : records.get(register, code);
            var kept = new Sent(sent.typed(), sent.faults(), "", draft.number(), false, false);
            return forms.page(forms.again(register, row, kept, problem, List.of()));
        }
        return list(register.id())
                .status(201)
                .seeOther("/registers/" + register.id() + "/drafts/" + draft.number())
                .json(() -> body(draft));
    }

    /** As the form's script sends it: texts, or lists of texts, by the names of the form. */
    @Access(Access.Level.WRITE)
    @PostMapping(path = "/registers/{id}/drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin begin(@PathVariable String id, @RequestBody JsonNode sent) {
        return put(id, null, null, sent).status(201);
    }

    @Access(Access.Level.WRITE)
    @PostMapping(path = "/registers/{id}/{code}/drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin begin(@PathVariable String id, @PathVariable String code, @RequestBody JsonNode sent) {
        return put(id, records.get(registers.get(id), code).code(), null, sent).status(201);
    }

    @Access(Access.Level.WRITE)
    @PutMapping(path = "/registers/{id}/drafts/{number}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin put(@PathVariable String id, @PathVariable String number, @RequestBody JsonNode sent) {
        Drafts.Draft present = drafts.get(registers.get(id), number(number));
        return put(id, present.code(), present.number(), sent);
    }

    private Twin put(String id, @Nullable String code, @Nullable Long number, JsonNode sent) {
        Register register = registers.get(id);
        if (!sent.isObject()) {
            throw Problem.badRequest("REG-400", "Cần một đối tượng JSON: tên ô và điều đã gõ.");
        }
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        sent.properties().forEach(entry -> {
            if (entry.getValue().isArray()) {
                entry.getValue().forEach(value -> parameters.add(entry.getKey(), value.asString("")));
            } else {
                parameters.add(entry.getKey(), ValueReading.text(entry.getValue()));
            }
        });
        Sent read = reading.read(register, parameters, new LinkedMultiValueMap<>());
        Drafts.Draft draft = drafts.save(register, number, code, read.typed());
        return list(id).json(() -> body(draft));
    }

    @Access(Access.Level.WRITE)
    @PostMapping("/registers/{id}/drafts/{number}/delete")
    Twin remove(@PathVariable String id, @PathVariable String number) {
        return delete(id, number).seeOther("/registers/" + id + "/drafts");
    }

    @Access(Access.Level.WRITE)
    @DeleteMapping("/registers/{id}/drafts/{number}")
    Twin delete(@PathVariable String id, @PathVariable String number) {
        Register register = registers.get(id);
        drafts.remove(register, number(number));
        return list(id);
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.unknown("REG-457", "Không có bản nháp «" + text + "»; xem lại danh sách bản nháp.");
        }
        return Long.parseLong(text);
    }

    private static Map<String, @Nullable Object> body(Drafts.Draft draft) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("draft", draft.number());
        body.put("record", draft.code());
        body.put("typed", draft.typed());
        body.put("updated", draft.updated().toInstant().toString());
        body.put("at", Vietnamese.moment(draft.updated()));
        return body;
    }
}
