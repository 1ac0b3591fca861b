package vn.hoi.estimate;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.document.Documents;
import vn.hoi.document.OfficialDocument;
import vn.hoi.ledger.Typed;

/** The hearing of a round: its minutes written, and printed with the table of amounts. */
@Controller
class HearingPages {

    private static final int TEXT = 200;
    private static final int LONG = 4000;

    private final Rounds rounds;
    private final Items items;
    private final Ceilings ceilings;
    private final HearingMinutes minutes;
    private final EstimateRights rights;
    private final Documents documents;

    HearingPages(
            Rounds rounds,
            Items items,
            Ceilings ceilings,
            HearingMinutes minutes,
            EstimateRights rights,
            Documents documents) {
        this.rounds = rounds;
        this.items = items;
        this.ceilings = ceilings;
        this.minutes = minutes;
        this.rights = rights;
        this.documents = documents;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/hearing")
    Twin one(@PathVariable String year) {
        return page(Asked.round(rounds, year), Map.of(), null);
    }

    private Twin page(Round round, Map<String, String> typed, @Nullable Problem problem) {
        Optional<Round.Hearing> hearing = rounds.findHearing(round);
        Map<String, String> values =
                new LinkedHashMap<>(hearing.map(HearingPages::values).orElse(Map.of()));
        values.putAll(typed);
        return Twin.page("estimate/hearing")
                .status(problem == null ? 200 : problem.status())
                .with("round", round)
                .with("hearing", hearing.orElse(null))
                .with("typed", values)
                .with("problem", problem)
                .with("writes", rights.mayRun() && round.state() == State.CONSOLIDATED)
                .with("preview", documents.html(document(round, hearing.orElse(null))))
                .json(() ->
                        new LinkedHashMap<>(hearing.map(HearingPages::values).orElse(Map.of())))
                .document("docx", () -> documents.docx(document(round, hearing.orElse(null))))
                .document("pdf", () -> documents.pdf(document(round, hearing.orElse(null))));
    }

    /** Of what whoever asks may see. */
    private OfficialDocument document(Round round, Round.@Nullable Hearing hearing) {
        List<Item> seen = items.submitted(round).stream()
                .filter(item -> item.upTo(Stage.PROPOSED) > 0)
                .filter(rights.sight())
                .toList();
        return minutes.of(
                round,
                hearing,
                seen,
                ceilings.fill(round, seen, Stage.PROPOSED).stream()
                        .filter(one -> rights.maySee(one.ceiling().unit()))
                        .toList());
    }

    private static Map<String, String> values(Round.Hearing hearing) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("held-on", Vietnamese.day(hearing.heldOn()));
        values.put("place", hearing.place());
        values.put("chair", hearing.chair());
        values.put("secretary", hearing.secretary());
        values.put("present", hearing.present());
        values.put("conclusion", hearing.conclusion());
        return values;
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/hearing", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin write(@PathVariable String year, @RequestParam Map<String, String> sent) {
        Round round = Asked.round(rounds, year);
        rights.requireRun();
        try {
            var typed = new Typed(sent, "EST");
            LocalDate heldOn = typed.day("held-on", "EST-027", "Ghi ngày thảo luận, viết như 05/9/2025");
            if (heldOn.isAfter(Vietnamese.today())) {
                typed.fault("held-on", "EST-027", "Ngày thảo luận ở sau hôm nay; lập biên bản sau khi thảo luận");
            }
            var hearing = new Round.Hearing(
                    heldOn,
                    typed.need("place", TEXT, "EST-047", "Ghi nơi thảo luận, không quá 200 ký tự"),
                    typed.need("chair", TEXT, "EST-047", "Ghi người chủ trì, không quá 200 ký tự"),
                    typed.need("secretary", TEXT, "EST-047", "Ghi thư ký, không quá 200 ký tự"),
                    typed.need("present", LONG, "EST-047", "Ghi thành phần tham dự, không quá 4.000 ký tự"),
                    typed.need("conclusion", LONG, "EST-047", "Ghi kết luận, không quá 4.000 ký tự"));
            typed.require();
            rounds.write(round.year(), hearing);
            return page(round, Map.of(), null).seeOther(round.address() + "/hearing");
        } catch (Problem problem) {
            return page(round, sent, problem).json(() -> {
                throw problem;
            });
        }
    }
}
