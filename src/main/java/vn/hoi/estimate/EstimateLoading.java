package vn.hoi.estimate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;
import vn.hoi.ledger.Tsv;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Enters the rounds a province has ({@code provinces/<province>/budget/estimates/<year>/}) once. With the demonstration,
 * what the publication gives as one sum comes as the proposals of units, made up, with the same sum ({@code
 * demonstration.tsv}), and the round is carried as far as its file says; without it as that one sum ({@code published.tsv}).
 */
@Component
class EstimateLoading implements StartStep {

    private static final long PERMILLE = 1000;
    private static final long ROUND = 1000;

    private final JdbcClient database;
    private final Home home;
    private final Units units;
    private final Rounds rounds;
    private final Proposals proposals;
    private final Items items;
    private final Ceilings ceilings;
    private final Advance advance;
    private final TransactionTemplate transaction;
    private final boolean demonstration;

    EstimateLoading(
            JdbcClient database,
            Home home,
            Units units,
            Rounds rounds,
            Proposals proposals,
            Items items,
            Ceilings ceilings,
            Advance advance,
            TransactionTemplate transaction,
            @Value("${hoi.scale:-1}") double scale) {
        this.database = database;
        this.home = home;
        this.units = units;
        this.rounds = rounds;
        this.proposals = proposals;
        this.items = items;
        this.ceilings = ceilings;
        this.advance = advance;
        this.transaction = transaction;
        demonstration = scale > 0;
    }

    /** After the ledger's own lines, before what is spent of them. */
    @Override
    public int order() {
        return 77;
    }

    @Override
    public String says() {
        return "các đợt lập dự toán";
    }

    @Override
    public void run() {
        for (Path folder : folders()) {
            transaction.executeWithoutResult(status -> {
                database.sql("select pg_advisory_xact_lock(hashtext('estimate.province'))")
                        .query((row, n) -> 0)
                        .list();
                load(folder);
            });
        }
    }

    private List<Path> folders() {
        Path all = home.provinceFolder().resolve("budget/estimates");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(Path folder) {
        int year = Integer.parseInt(folder.getFileName().toString());
        Path file = folder.resolve(demonstration ? "demonstration.tsv" : "published.tsv");
        if (rounds.find(year).isPresent() || !Files.exists(file)) {
            return;
        }
        try {
            Yaml yaml = Yaml.read(folder.resolve("round.yaml"));
            yaml.check(home.schema().resolve("estimate-round.schema.json"));
            JsonNode tree = yaml.tree();
            Round round = rounds.open(
                    year,
                    tree.path("letter").asString(),
                    day(tree, "letter-day"),
                    day(tree, "due-on"),
                    day(tree, "opened-on"));
            if (demonstration) {
                ceilings(round, folder.resolve("ceilings.tsv"));
            }
            proposals(round, file);
            if (demonstration) {
                for (JsonNode step : tree.path("steps")) {
                    carry(round, step);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDate day(JsonNode tree, String name) {
        return LocalDate.parse(tree.path(name).asString());
    }

    private void ceilings(Round round, Path file) {
        for (Tsv.Row row : Tsv.read(file)) {
            ceilings.set(round, unit(round, row).id(), row.get("nature"), row.find("source"), row.dong("amount"));
        }
    }

    private Unit unit(Round round, Tsv.Row row) {
        return units.find(row.get("unit"), LocalDate.of(round.year(), 12, 31))
                .orElseThrow(
                        () -> row.fault("không có đơn vị «" + row.find("unit") + "»", "Sửa mã đơn vị theo units.tsv"));
    }

    /** All lines of a unit are one proposal; drafts are not booked. */
    private void proposals(Round round, Path file) {
        Map<Integer, List<Tsv.Row>> byUnit = new LinkedHashMap<>();
        for (Tsv.Row row : Tsv.read(file)) {
            byUnit.computeIfAbsent(unit(round, row).id(), none -> new ArrayList<>())
                    .add(row);
        }
        byUnit.forEach((unit, rows) -> {
            Tsv.Row first = rows.getFirst();
            Bookings.@Nullable By by = first.get("state").equals(Proposal.SUBMITTED)
                    ? new Bookings.By(first.get("document"), first.day("document-day"), first.day("day"))
                    : null;
            proposals.enter(
                    round, unit, rows.stream().map(EstimateLoading::drafted).toList(), by);
        });
    }

    private static Drafted drafted(Tsv.Row row) {
        @Nullable String autonomous = row.find("autonomous");
        var purpose = new Purpose(
                row.get("name"),
                row.get("level"),
                row.get("nature"),
                autonomous == null ? null : autonomous.equals("yes"),
                row.get("heading"),
                row.find("chapter"),
                row.find("type"),
                row.find("item"),
                row.find("sub-item"),
                row.find("source"),
                row.find("programme"),
                row.find("field"),
                row.find("project"),
                row.find("task"));
        @Nullable String quantity = row.find("quantity");
        var norm = new Norm(
                quantity == null ? null : new BigDecimal(quantity),
                row.find("measure"),
                row.find("rate") == null ? null : row.dong("rate"));
        return new Drafted(null, row.find("code"), purpose, norm, row.dong("amount"), row.find("reason"), false);
    }

    /** One act of a round that is over: its amounts are a share of what was proposed, in whole thousands of đồng. */
    private void carry(Round round, JsonNode step) {
        LocalDate day = day(step, "day");
        if (day.isAfter(Vietnamese.today())) {
            return;
        }
        State state = State.find(step.path("to").asString()).orElseThrow();
        Stage stage = state.stage();
        if (stage != null) {
            for (Item item : items.submitted(round)) {
                long amount = item.upTo(Stage.PROPOSED)
                        / ROUND
                        * step.path("permille").asLong()
                        / PERMILLE
                        * ROUND;
                items.give(item, stage, amount, Norm.NONE, step.path("reason").asString(null));
            }
        }
        JsonNode minutes = step.path("minutes");
        if (!minutes.isMissingNode()) {
            rounds.write(
                    round.year(),
                    new Round.Hearing(
                            day,
                            minutes.path("place").asString(),
                            minutes.path("chair").asString(),
                            minutes.path("secretary").asString(),
                            minutes.path("present").asString(),
                            minutes.path("conclusion").asString()));
        }
        advance.to(round.year(), state, step.path("document").asString(), day, day);
    }
}
