package vn.hoi.register;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.unit.Units;

/** {@code /registers}, a register's list and records, and writing by machines with the rules of the forms. */
@Controller
class RegisterPages {

    private final Registers registers;
    private final Fields fields;
    private final Records records;
    private final RecordRows recordRows;
    private final RecordCounts counts;
    private final Links links;
    private final AlikeRecords alike;
    private final Units units;
    private final Rights rights;
    private final History history;
    private final PartyLinks partyLinks;
    private final Parties parties;
    private final Steps steps;
    private final Courses courses;
    private final WriteRights writeRights;
    private final ObjectProvider<RecordPanel> panels;

    RegisterPages(
            Registers registers,
            Fields fields,
            Records records,
            RecordRows recordRows,
            RecordCounts counts,
            Links links,
            AlikeRecords alike,
            Units units,
            Rights rights,
            History history,
            PartyLinks partyLinks,
            Parties parties,
            Steps steps,
            Courses courses,
            WriteRights writeRights,
            ObjectProvider<RecordPanel> panels) {
        this.steps = steps;
        this.courses = courses;
        this.registers = registers;
        this.fields = fields;
        this.records = records;
        this.recordRows = recordRows;
        this.counts = counts;
        this.links = links;
        this.alike = alike;
        this.units = units;
        this.rights = rights;
        this.history = history;
        this.partyLinks = partyLinks;
        this.parties = parties;
        this.writeRights = writeRights;
        this.panels = panels;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/registers")
    Twin registers() {
        Map<String, Long> numbers = counts.all();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Register register : registers.list()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("register", register.id());
            row.put("field", register.field().id());
            row.put("name", register.name().vi());
            row.put("records", numbers.getOrDefault(register.id(), 0L));
            rows.add(row);
        }
        return Twin.page("register/registers")
                .with("registers", registers.declared())
                .with("further", registers.further())
                .with("fields", fields.list())
                .with("counts", numbers)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(List.of("register", "field", "name", "records"), rows));
    }

    /** A merged party leads to its survivor, unless it is asked for itself. */
    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}/{code}")
    Twin record(
            @PathVariable String id,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String own,
            @RequestParam(defaultValue = "") String merged) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        @Nullable String survivor = Parties.mergedInto(register, row);
        Twin page = page(register, row).with("from", merged);
        return survivor == null || !own.isEmpty()
                ? page
                : page.seeOther("/registers/" + register.id() + "/" + survivor + "?merged=" + row.code());
    }

    /** The whole journal of a record, page by page. */
    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}/{code}/journal")
    Twin journal(@PathVariable String id, @PathVariable String code, @RequestParam(defaultValue = "") String before) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        History.Page past = history.page(
                register,
                row,
                parties.absorbed(register, row),
                before.isEmpty() ? null : Long.valueOf(History.number(before)));
        String address = "/registers/" + register.id() + "/" + row.code() + "/journal";
        return Twin.page("register/journal")
                .with("register", register)
                .with("row", row)
                .with("units", units)
                .with("past", past)
                .with("mayWrite", rights.mayWrite(register.id()))
                .json(() -> Twin.rows(
                        past.entries(), past.next() == null ? null : address + ".json?before=" + past.next()));
    }

    /** A record with its twin, after it was read or written. */
    Twin page(Register register, Row row) {
        List<String> absorbed = parties.absorbed(register, row);
        History.Page past = history.page(register, row, absorbed, null);
        Map<String, String> linked = partyLinks.of(register, row);
        List<Parties.Referring> referring = Parties.isParties(register) ? parties.referring(row.code()) : List.of();
        return Twin.page("register/record")
                .with("register", register)
                .with("row", row)
                .with("units", units)
                .with("past", past)
                .with("steps", steps.open(register, row))
                .with("dues", courses.dues(register, row, Language.VI))
                .with("parties", linked)
                .with("linked", links.of(register, row.values()))
                .with("absorbed", absorbed)
                .with("referring", referring)
                .with("mayWrite", writeRights.may(register))
                .with("mayReadPersonal", rights.mayReadPersonal(register.id()))
                .with("panels", panels(register, row))
                .tag(row.version())
                .json(() -> body(register, row, past, linked, referring));
    }

    private List<Content> panels(Register register, Row row) {
        return panels.stream()
                .sorted(Comparator.comparingInt(RecordPanel::order))
                .flatMap(panel -> panel.of(register, row).stream())
                .toList();
    }

    private Map<String, @Nullable Object> body(Register register, Row row) {
        History.Page past = history.page(register, row, parties.absorbed(register, row), null);
        List<Parties.Referring> referring = Parties.isParties(register) ? parties.referring(row.code()) : List.of();
        return body(register, row, past, partyLinks.of(register, row), referring);
    }

    private Map<String, @Nullable Object> body(
            Register register,
            Row row,
            History.Page past,
            Map<String, String> linked,
            List<Parties.Referring> referring) {
        Map<String, @Nullable Object> body = recordRows.json(register, row);
        body.put("version", row.version());
        if (!partyLinks.columns(register).isEmpty()) {
            body.put("parties", linked);
        }
        if (Parties.isParties(register)) {
            body.put("referring", Parties.json(referring));
        }
        body.put("journal", past.entries());
        return body;
    }

    @Access(Access.Level.WRITE)
    @PostMapping(path = "/registers/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin add(@PathVariable String id, @RequestBody JsonNode sent) {
        Register register = registers.get(id);
        Map<String, String> typed = JsonReading.texts(register, sent);
        // told, not asked: a machine decides for itself what to do about records alike
        List<Map<String, Object>> alikeOnes = alike.find(register, typed);
        Row row = records.create(register, typed);
        Twin page = page(register, row).status(201).seeOther("/registers/" + register.id() + "/" + row.code());
        if (register.alike().isEmpty()) {
            return page;
        }
        return page.json(() -> {
            Map<String, @Nullable Object> body = body(register, row);
            body.put("alike", alikeOnes);
            return body;
        });
    }

    @Access(Access.Level.WRITE)
    @PutMapping(path = "/registers/{id}/{code}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin change(
            @PathVariable String id,
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody JsonNode sent) {
        Register register = registers.get(id);
        Map<String, String> typed = JsonReading.texts(register, sent);
        String named = match != null ? match.replace("\"", "").strip() : typed.getOrDefault("version", "");
        return page(register, records.change(register, code, version(named), typed));
    }

    static int version(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Problem(
                    428, "REG-428", "Thiếu phiên bản đang sửa; gửi kèm version của bản ghi, hoặc tiêu đề If-Match.");
        }
        return Integer.parseInt(text);
    }
}
