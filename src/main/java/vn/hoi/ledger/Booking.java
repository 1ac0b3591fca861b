package vn.hoi.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** Books orders in the running transaction: locks, tries every limit, writes what holds; the others get their problem. */
@Component
class Booking {

    private final JsonMapper json;
    private final Locks locks;
    private final Limits limits;
    private final Movements moves;
    private final PostingRows rows;
    private final PostingFiles files;
    private final SealedPostings sealed;

    Booking(
            JsonMapper json,
            Locks locks,
            Limits limits,
            Movements moves,
            PostingRows rows,
            PostingFiles files,
            SealedPostings sealed) {
        this.json = json;
        this.locks = locks;
        this.limits = limits;
        this.moves = moves;
        this.rows = rows;
        this.files = files;
        this.sealed = sealed;
    }

    /**
     * What became of an order.
     *
     * @param postings those it made, now or the first time; empty when refused
     */
    record Outcome(
            List<Posting> postings,
            boolean repeated,
            @Nullable Problem refused) {

        List<Posting> orThrow() {
            if (refused != null) {
                throw refused;
            }
            return postings;
        }
    }

    /** All that is locked, and what of it has changed in this transaction so far. */
    private record Ground(
            Map<Long, Locks.Held> lines,
            Map<Long, Standing> standings,
            Map<String, Locks.Cap> projects,
            Map<String, Locks.Cap> contracts) {}

    /** Orders in the order they came; one that is refused leaves the others untouched. */
    List<Outcome> book(List<Order> orders) {
        var numbers = new TreeSet<Long>();
        orders.forEach(order -> order.entries().forEach(entry -> numbers.add(entry.line())));
        Map<Long, Locks.Held> lines = locks.lines(numbers);
        Map<String, List<Posting>> before = rows.ofRequests(orders);
        Ground ground = ground(orders, lines);
        List<@Nullable Outcome> outcomes = new ArrayList<>();
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        for (Order order : orders) {
            List<Posting> earlier = before.get(PostingRows.key(order));
            if (earlier != null) {
                outcomes.add(repeated(order, earlier));
            } else if (first.putIfAbsent(PostingRows.key(order), outcomes.size()) != null) {
                outcomes.add(null);
            } else {
                try {
                    written.addAll(tried(order, ground));
                    outcomes.add(null);
                } catch (Problem refused) {
                    outcomes.add(new Outcome(List.of(), false, refused));
                } catch (ArithmeticException beyondCounting) {
                    outcomes.add(new Outcome(
                            List.of(),
                            false,
                            Limits.refused("LED-021", "Lũy kế của dòng vượt 9 × 10^18 đồng; kiểm tra lại số tiền")));
                }
            }
        }
        Map<String, List<Posting>> made = written.isEmpty() ? Map.of() : insert(written);
        List<Outcome> told = new ArrayList<>();
        for (int index = 0; index < orders.size(); index++) {
            Outcome outcome = outcomes.get(index);
            told.add(outcome != null ? outcome : told(orders, index, first, told, made));
        }
        return told;
    }

    /** What was made for an order; the same request a second time in one transaction is told what the first was. */
    private static Outcome told(
            List<Order> orders,
            int index,
            Map<String, Integer> first,
            List<Outcome> told,
            Map<String, List<Posting>> made) {
        Order order = orders.get(index);
        int original = first.getOrDefault(PostingRows.key(order), index);
        if (original == index) {
            return new Outcome(made.getOrDefault(PostingRows.key(order), List.of()), false, null);
        }
        if (!Arrays.equals(orders.get(original).digest(), order.digest())) {
            return new Outcome(List.of(), true, usedBefore());
        }
        Outcome before = told.get(original);
        return new Outcome(before.postings(), true, before.refused());
    }

    private static Problem usedBefore() {
        return new Problem(
                409, "LED-002", "Khóa yêu cầu này đã dùng cho một bút toán khác; dùng khóa mới cho yêu cầu mới.");
    }

    private Outcome repeated(Order order, List<Posting> earlier) {
        if (!Arrays.equals(rows.digest(order), order.digest())) {
            return new Outcome(List.of(), true, usedBefore());
        }
        return new Outcome(earlier, true, null);
    }

    private Ground ground(List<Order> orders, Map<Long, Locks.Held> lines) {
        var projects = new TreeSet<String>();
        var contracts = new TreeSet<String>();
        orders.forEach(order -> order.entries().forEach(entry -> {
            Locks.Held held = lines.get(entry.line());
            if (held != null
                    && held.line().project() != null
                    && moves.get(entry.kind()).effects().containsKey(Account.ALLOTTED)) {
                projects.add(held.line().project());
            }
            if (entry.contract() != null) {
                contracts.add(entry.contract());
            }
        }));
        return new Ground(lines, new HashMap<>(), locks.projects(projects), locks.contracts(contracts));
    }

    /** Tries all entries of an order on copies, and keeps the copies when every one holds. */
    private List<Map<String, @Nullable Object>> tried(Order order, Ground ground) {
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        Map<Long, Standing> standings = new HashMap<>();
        Map<String, Locks.Cap> projects = new HashMap<>();
        Map<String, Locks.Cap> contracts = new HashMap<>();
        int part = 1;
        for (Entry entry : order.entries()) {
            Locks.Held held = ground.lines.get(entry.line());
            if (held == null) {
                throw Problem.unknown(
                        "LED-404", "Không có dòng ngân sách số " + entry.line() + "; chọn trong danh sách.");
            }
            Move move = moves.get(entry.kind());
            limits.requireDay(entry, move, held);
            requireOriginal(entry);
            Standing before = standings.computeIfAbsent(
                    entry.line(),
                    line -> ground.standings.getOrDefault(line, held.standing()).copy());
            Standing after = before.copy();
            after.move(move, entry.moved());
            Optional<Limits.Breach> breach = limits.line(move, entry.moved(), before, after);
            @Nullable String project = held.line().project();
            Locks.@Nullable Cap total = project == null ? null : ground.projects.get(project);
            if (project != null && total != null) {
                Locks.Cap cap = projects.computeIfAbsent(project, code -> total.copy());
                cap.use(move.effect(Account.ALLOTTED, entry.moved()));
                if (breach.isEmpty()) {
                    breach = over(cap, move.effect(Account.ALLOTTED, entry.moved()), "project");
                }
            }
            if (entry.contract() != null) {
                Locks.Cap base = ground.contracts.get(entry.contract());
                if (base == null) {
                    throw Limits.refused(
                            "LED-046", "Không có hợp đồng «" + entry.contract() + "»; ghi mã hợp đồng đã khai");
                }
                long paid = move.effect(Account.ADVANCED, entry.moved()) + move.effect(Account.PAID, entry.moved());
                Locks.Cap cap = contracts.computeIfAbsent(entry.contract(), code -> base.copy());
                cap.use(paid);
                if (breach.isEmpty()) {
                    breach = over(cap, paid, "contract");
                }
            }
            if (breach.isPresent()) {
                Limits.Breach found = breach.get();
                if (order.override() == null || found.limit().isEmpty()) {
                    throw limits.problem(found, entry, held);
                }
                allow(
                        found,
                        after,
                        project == null ? null : projects.get(project),
                        entry.contract() == null ? null : contracts.get(entry.contract()));
            }
            standings.put(entry.line(), after);
            written.add(row(order, entry, held, breach.orElse(null), ground, part++));
        }
        ground.standings.putAll(standings);
        ground.projects.putAll(projects);
        ground.contracts.putAll(contracts);
        return written;
    }

    private static Optional<Limits.Breach> over(Locks.Cap cap, long change, String limit) {
        if (change <= 0 || cap.excess() <= 0) {
            return Optional.empty();
        }
        boolean project = limit.equals("project");
        return Optional.of(new Limits.Breach(
                limit,
                project ? "LED-034" : "LED-035",
                project ? "Vốn bố trí lũy kế của dự án" : "Số thanh toán, tạm ứng lũy kế của hợp đồng",
                cap.used(),
                cap.used() - cap.excess(),
                project ? "tổng mức đầu tư của dự án" : "giá trị hợp đồng"));
    }

    private static void allow(
            Limits.Breach breach, Standing standing, Locks.@Nullable Cap project, Locks.@Nullable Cap contract) {
        standing.allow(breach.limit(), breach.excess());
        if (project != null && breach.limit().equals("project")) {
            project.allow(breach.excess());
        }
        if (contract != null && breach.limit().equals("contract")) {
            contract.allow(breach.excess());
        }
    }

    /** A correction takes back a posting of the same line and kind, no more than is left of it. */
    private void requireOriginal(Entry entry) {
        if (entry.corrects() == null) {
            return;
        }
        Posting original = rows.find(entry.corrects())
                .orElseThrow(() -> Limits.refused(
                        "LED-045",
                        "Không có bút toán số " + entry.corrects() + "; nêu đúng số bút toán được điều chỉnh"));
        if (original.line() != entry.line() || !original.kind().equals(entry.kind()) || original.corrects() != null) {
            throw Limits.refused(
                    "LED-045",
                    "Bút toán " + original.id()
                            + " thuộc dòng khác, loại khác hoặc chính là bút toán điều chỉnh; chọn bút toán gốc");
        }
        long left = original.amount() - rows.corrected(original.id());
        if (entry.amount() > left) {
            throw new Problem(
                    422,
                    "LED-044",
                    "Số điều chỉnh " + Vietnamese.number(entry.amount()) + " đồng lớn hơn phần còn lại "
                            + Vietnamese.number(left) + " đồng của bút toán " + original.id() + " ("
                            + original.document() + "); giảm số điều chỉnh.",
                    List.of(),
                    Map.of("asked", entry.amount(), "limit", left, "document", original.document()));
        }
    }

    private Map<String, @Nullable Object> row(
            Order order, Entry entry, Locks.Held held, Limits.@Nullable Breach over, Ground ground, int part) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("line", entry.line());
        row.put("kind", entry.kind());
        row.put("amount", entry.amount());
        row.put("document", entry.document());
        row.put("document_day", entry.documentDay().toString());
        row.put("day", entry.day().toString());
        row.put("budget_year", held.line().budgetYear());
        row.put("plan_year", entry.planYear() == null ? held.line().planYear() : entry.planYear());
        Locks.@Nullable Cap contract = entry.contract() == null ? null : ground.contracts.get(entry.contract());
        row.put("contract", contract == null ? null : contract.id());
        row.put("author", order.author());
        row.put("reason", entry.reason());
        row.put("attachment", entry.attachment());
        row.put("corrects", entry.corrects());
        Order.@Nullable Override override = over == null ? null : order.override();
        row.put("over_limit", over == null ? null : over.limit());
        row.put("over_amount", over == null ? null : over.excess());
        row.put("override_by", override == null ? null : override.by());
        row.put("override_reason", override == null ? null : override.reason());
        row.put("request", order.key());
        row.put("part", part);
        row.put("digest", "\\x" + HexFormat.of().formatHex(order.digest()));
        return row;
    }

    /** In one statement, so that the sums of a line are written once however many postings there are. */
    private Map<String, List<Posting>> insert(List<Map<String, @Nullable Object>> written) {
        List<Posting> all = rows.insert(json.writeValueAsString(written));
        all.forEach(files::take);
        sealed.seal(all);
        Map<String, List<Posting>> made = new HashMap<>();
        all.forEach(posting -> made.computeIfAbsent(PostingRows.key(posting), none -> new ArrayList<>())
                .add(posting));
        return made;
    }
}
