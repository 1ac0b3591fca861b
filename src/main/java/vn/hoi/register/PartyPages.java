package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.unit.Units;

/** {@code /registers/party/{code}/merge}: two records of one party become one, after both were seen side by side. */
@Controller
class PartyPages {

    private static final String HOME = "/registers/" + PartyLinks.REGISTER + "/";
    private static final String KEEP = "keep.";

    private final Registers registers;
    private final Records records;
    private final RecordRows rows;
    private final Parties parties;
    private final PartyMerges merges;
    private final Units units;
    private final Rights rights;

    PartyPages(
            Registers registers,
            Records records,
            RecordRows rows,
            Parties parties,
            PartyMerges merges,
            Units units,
            Rights rights) {
        this.registers = registers;
        this.records = records;
        this.rows = rows;
        this.parties = parties;
        this.merges = merges;
        this.units = units;
        this.rights = rights;
    }

    /** Without {@code with}: whom to choose; with it: what would come of it. */
    @Access(value = Access.Level.WRITE, of = PartyLinks.REGISTER)
    @GetMapping(HOME + "{code}/merge")
    Twin preview(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String with,
            @RequestParam(defaultValue = "") String q) {
        Register register = registers.get(PartyLinks.REGISTER);
        Row survivor = records.get(register, code);
        PartyMerges.refuseEnded(survivor);
        if (with.isBlank()) {
            List<Row> alike = parties.alike(register, survivor, q.strip());
            return Twin.page("register/merge-choose")
                    .with("register", register)
                    .with("row", survivor)
                    .with("alike", alike)
                    .with("asked", q.strip())
                    .json(() -> Twin.rows(
                            alike.stream().map(row -> rows.json(register, row)).toList(), null));
        }
        String other = code(with);
        PartyMerges.refuseSame(code, other);
        Row merged = records.get(register, other);
        PartyMerges.refuseEnded(merged);
        Map<Register, Integer> counts = parties.counts(other);
        List<Column> different = different(register, survivor, merged);
        return Twin.page("register/merge")
                .with("register", register)
                .with("row", survivor)
                .with("merged", merged)
                .with("different", different)
                .with("counts", counts)
                .with("units", units)
                .with("mayReadPersonal", rights.mayReadPersonal(register.id()))
                .json(() -> body(register, survivor, merged, different, counts));
    }

    private Map<String, @Nullable Object> body(
            Register register, Row survivor, Row merged, List<Column> different, Map<Register, Integer> counts) {
        List<Map<String, @Nullable Object>> differences = new ArrayList<>();
        for (Column column : different) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("column", column.id());
            one.put("survivor", rows.shown(column.id(), register, survivor.value(column.id())));
            one.put("merged", rows.shown(column.id(), register, merged.value(column.id())));
            differences.add(one);
        }
        Map<String, Integer> linked = new LinkedHashMap<>();
        counts.forEach((of, count) -> linked.put(of.id(), count));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("survivor", survivor.code());
        body.put("version", survivor.version());
        body.put("merged", merged.code());
        body.put("with-version", merged.version());
        body.put("differences", differences);
        body.put("records", linked);
        return body;
    }

    private static List<Column> different(Register register, Row one, Row other) {
        return register.entered().stream()
                .filter(column -> !column.id().equals(PartyLinks.MERGED_INTO))
                .filter(column -> !Objects.equals(one.value(column.id()), other.value(column.id())))
                .toList();
    }

    @Access(value = Access.Level.WRITE, of = PartyLinks.REGISTER)
    @PostMapping(path = HOME + "{code}/merge", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin merge(@PathVariable String code, @RequestParam Map<String, String> sent) {
        return merged(code, sent);
    }

    @Access(value = Access.Level.WRITE, of = PartyLinks.REGISTER)
    @PostMapping(path = HOME + "{code}/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin mergeJson(@PathVariable String code, @RequestBody Map<String, String> sent) {
        return merged(code, sent);
    }

    private Twin merged(String code, Map<String, String> sent) {
        Set<String> taken = new LinkedHashSet<>();
        sent.forEach((name, value) -> {
            if (name.startsWith(KEEP) && value.equals("merged")) {
                taken.add(name.substring(KEEP.length()));
            }
        });
        String with = code(sent.getOrDefault("with", ""));
        Row survivor = merges.merge(code, version(sent.get("version")), with, version(sent.get("with-version")), taken);
        return answer(survivor, HOME + survivor.code() + "?merged=" + with);
    }

    @Access(value = Access.Level.WRITE, of = PartyLinks.REGISTER)
    @PostMapping(HOME + "{code}/unmerge")
    Twin unmerge(@PathVariable String code) {
        Row row = merges.undo(code);
        return answer(row, HOME + row.code());
    }

    private Twin answer(Row row, String address) {
        Register register = registers.get(PartyLinks.REGISTER);
        return Twin.page("register/record").tag(row.version()).seeOther(address).json(() -> {
            Map<String, @Nullable Object> body = rows.json(register, row);
            body.put("version", row.version());
            return body;
        });
    }

    private static String code(String typed) {
        int mark = typed.indexOf(" · ");
        return (mark < 0 ? typed : typed.substring(0, mark)).strip();
    }

    private static int version(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,9}")) {
            throw new Problem(428, "REG-428", "Thiếu phiên bản của hai bản ghi; mở lại trang hợp nhất rồi gửi từ đó.");
        }
        return Integer.parseInt(text);
    }
}
