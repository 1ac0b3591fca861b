package vn.hoi.unit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** All units of all times. They are few (some hundreds) and change some days in a decade: read once at start. */
@Component
public class Units {

    /** What stands before a unit's id where a code could stand too: {@code id:42}. */
    public static final String BY_ID = "id:";

    private final JdbcClient database;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), List.of());

    private record Snapshot(Map<Integer, Unit> byId, List<Succession> successions) {}

    Units(JdbcClient database) {
        this.database = database;
    }

    /** Reads the units again; called at start and after a change of them. */
    void read() {
        Map<Integer, Unit> byId = new LinkedHashMap<>();
        List<Unit> rows = database.sql("""
                        select id, code, kind, name, full_name, valid_from, valid_until, parent from unit.unit""")
                .query((row, number) -> new Unit(
                        row.getInt("id"),
                        row.getString("code"),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getString("full_name"),
                        Objects.requireNonNull(row.getObject("valid_from", LocalDate.class)),
                        row.getObject("valid_until", LocalDate.class),
                        row.getObject("parent", Integer.class)))
                .list();
        var collator = Vietnamese.collator();
        rows.stream()
                .sorted(Comparator.comparing(Unit::name, collator).thenComparing(Unit::code))
                .forEach(unit -> byId.put(unit.id(), unit));
        List<Succession> successions = database.sql("select predecessor, successor, share, since from unit.succession")
                .query((row, number) -> new Succession(
                        row.getInt("predecessor"),
                        row.getInt("successor"),
                        row.getString("share").equals("whole"),
                        Objects.requireNonNull(row.getObject("since", LocalDate.class))))
                .list();
        snapshot = new Snapshot(byId, successions);
    }

    /** Every unit of every time, in Vietnamese order of names. */
    public List<Unit> list() {
        return List.copyOf(snapshot.byId.values());
    }

    /** Units that exist on that day. */
    public List<Unit> on(LocalDate day) {
        return snapshot.byId.values().stream().filter(unit -> unit.on(day)).toList();
    }

    public Unit get(int id) {
        return find(id).orElseThrow(() -> unknown(String.valueOf(id)));
    }

    public Optional<Unit> find(int id) {
        return Optional.ofNullable(snapshot.byId.get(id));
    }

    /** By {@code id:42}; by code, the one in force on that day first; by id when the text is a number that is no code. */
    public Optional<Unit> find(String codeOrId, LocalDate day) {
        if (codeOrId.matches(BY_ID + "\\d{1,9}")) {
            return find(Integer.parseInt(codeOrId.substring(BY_ID.length())));
        }
        List<Unit> named = snapshot.byId.values().stream()
                .filter(unit -> unit.code().equals(codeOrId))
                .sorted(Comparator.comparing((Unit unit) -> !unit.on(day)).thenComparing(Unit::from))
                .toList();
        if (!named.isEmpty()) {
            return Optional.of(named.getFirst());
        }
        return codeOrId.matches("\\d{1,9}") ? find(Integer.parseInt(codeOrId)) : Optional.empty();
    }

    /** @throws Problem UNI-404 when there is none */
    public Unit get(String codeOrId, LocalDate day) {
        return find(codeOrId, day).orElseThrow(() -> unknown(codeOrId));
    }

    private static Problem unknown(String named) {
        return Problem.unknown("UNI-404", "Không có đơn vị «" + named + "»; chọn đơn vị trong danh sách đơn vị.");
    }

    /** The province: the one unit without a parent. */
    public Unit province() {
        return snapshot.byId.values().stream()
                .filter(unit -> unit.parent() == null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no province is loaded"));
    }

    public List<Unit> children(int parent) {
        return snapshot.byId.values().stream()
                .filter(unit -> unit.parent() != null && unit.parent() == parent)
                .toList();
    }

    /** This unit and all below it, of all times. */
    public Set<Integer> subtree(int id) {
        Map<Integer, List<Integer>> below = new HashMap<>();
        for (Unit unit : snapshot.byId.values()) {
            @Nullable Integer parent = unit.parent();
            if (parent != null) {
                below.computeIfAbsent(parent, none -> new ArrayList<>()).add(unit.id());
            }
        }
        Set<Integer> all = new HashSet<>();
        List<Integer> open = new ArrayList<>(List.of(id));
        while (!open.isEmpty()) {
            int next = open.removeLast();
            if (all.add(next)) {
                open.addAll(below.getOrDefault(next, List.of()));
            }
        }
        return all;
    }

    /**
     * Units whose records count for this one on that map: itself, all below it, and every earlier unit that is found on
     * the map at one of them.
     */
    public Set<Integer> counted(int id, UnitMap map) {
        Set<Integer> below = subtree(id);
        Set<Integer> all = new HashSet<>(below);
        for (Unit unit : snapshot.byId.values()) {
            map.find(unit.id()).filter(found -> below.contains(found.id())).ifPresent(found -> all.add(unit.id()));
        }
        return all;
    }

    public List<Succession> successors(int id) {
        return snapshot.successions.stream()
                .filter(edge -> edge.predecessor() == id)
                .toList();
    }

    public List<Succession> predecessors(int id) {
        return snapshot.successions.stream()
                .filter(edge -> edge.successor() == id)
                .toList();
    }

    /** The map of that day. */
    public UnitMap map(LocalDate day) {
        return new UnitMap(day, this);
    }

    /** From the province down to the unit itself. */
    public List<Unit> path(Unit unit) {
        List<Unit> path = new ArrayList<>(List.of(unit));
        Unit at = unit;
        while (at.parent() != null) {
            at = get(at.parent());
            path.addFirst(at);
        }
        return path;
    }
}
