package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Putting right where a record was entered, and moving it from a day on: two acts, two forms, one page. */
@Controller
class PlacePages {

    private final Registers registers;
    private final Records records;
    private final Moves moves;
    private final RegisterPages pages;
    private final Units units;

    PlacePages(Registers registers, Records records, Moves moves, RegisterPages pages, Units units) {
        this.registers = registers;
        this.records = records;
        this.moves = moves;
        this.pages = pages;
        this.units = units;
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/{code}/place")
    Twin place(@PathVariable String id, @PathVariable String code) {
        Register register = registers.get(id);
        return page(register, records.get(register, code), Map.of(), null);
    }

    private Twin page(Register register, Row row, Map<String, String> typed, @Nullable Problem problem) {
        List<Unit> now = units.on(Vietnamese.today());
        return Twin.page("register/place")
                .with("register", register)
                .with("row", row)
                .with("typed", typed)
                .with("problem", problem)
                .with("units", units)
                .with("all", now)
                .with("areas", now.stream().filter(Unit::isArea).toList())
                .with("moves", moves.list(register, row))
                .status(problem == null ? 200 : problem.status());
    }

    @Access(Access.Level.WRITE)
    @PostMapping(path = "/registers/{id}/{code}/place", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin change(@PathVariable String id, @PathVariable String code, @RequestParam Map<String, String> typed) {
        Register register = registers.get(id);
        try {
            return pages.page(register, change(register, code, typed))
                    .seeOther("/registers/" + register.id() + "/" + code);
        } catch (Problem problem) {
            if (problem.status() != 422 && problem.status() != 409) {
                throw problem;
            }
            return page(register, records.get(register, code), typed, problem).json(() -> {
                throw problem;
            });
        }
    }

    @Access(Access.Level.WRITE)
    @PostMapping(path = "/registers/{id}/{code}/place", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin change(@PathVariable String id, @PathVariable String code, @RequestBody JsonNode sent) {
        Register register = registers.get(id);
        return pages.page(register, change(register, code, JsonReading.texts(register, sent)));
    }

    /** {@code do} is {@code correct} or {@code move}. */
    private Row change(Register register, String code, Map<String, String> typed) {
        records.get(register, code);
        Map<String, String> said = new LinkedHashMap<>(typed);
        int version = RegisterPages.version(said.getOrDefault("version", ""));
        String place = said.getOrDefault("place", "");
        String reason = said.getOrDefault("reason", "");
        return switch (said.getOrDefault("do", "")) {
            case "move" -> moves.move(register, code, version, place, said.getOrDefault("on", ""), reason);
            case "correct" -> moves.correct(register, code, version, said.getOrDefault("unit", ""), place, reason);
            default ->
                throw Problem.badRequest(
                        "REG-433", "Nói rõ do=correct (sửa chỗ ghi sai) hoặc do=move (chuyển từ một ngày).");
        };
    }
}
