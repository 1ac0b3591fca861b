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
import java.util.stream.Collectors;
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
    private volatile Snapshot snapshot = new Snapshot(Map.of(), List.of(), Map.of());

    /** @param after successions by what they come from: asked for every unit of every map */
    private record Snapshot(
            Map<Integer, Unit> byId,
            List<Succession> successions,
            Map<Integer, Portion> portions,
            Map<Integer, List<Succession>> after) {

        Snapshot(Map<Integer, Unit> byId, List<Succession> successions, Map<Integer, Portion> portions) {
            this(
                    byId,
                    successions,
                    portions,
                    successions.stream().collect(Collectors.groupingBy(Succession::predecessor)));
        }
    }

    /**
     * What of a split unit went to one successor; records assigned to it are counted at its number.
     *
     * @param id never that of a unit
     * @param of the unit that was split, or the portion of an earlier split
     */
    record Portion(int id, int of, int successor) {}

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
        Map<Integer, Portion> portions = new HashMap<>();
        database.sql("select id, of, successor from unit.portion")
                .query((row, number) -> new Portion(row.getInt("id"), row.getInt("of"), row.getInt("successor")))
                .list()
                .forEach(portion -> portions.put(portion.id(), portion));
        snapshot = new Snapshot(byId, successions, portions);
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
        for (Portion portion : snapshot.portions.values()) {
            map.find(portion.id())
                    .filter(found -> below.contains(found.id()))
                    .ifPresent(found -> all.add(portion.id()));
        }
        return all;
    }

    /** The portion of this number; when neither unit nor portion is known by it, another node may have made it. */
    Optional<Portion> findPortion(int id) {
        if (!snapshot.portions.containsKey(id) && !snapshot.byId.containsKey(id)) {
            read();
        }
        return Optional.ofNullable(snapshot.portions.get(id));
    }

    /** The unit a portion is of, before all splits. */
    Unit base(Portion portion) {
        Portion at = portion;
        while (snapshot.portions.containsKey(at.of())) {
            at = Objects.requireNonNull(snapshot.portions.get(at.of()));
        }
        return get(at.of());
    }

    /**
     * Numbers at which records may be counted that stood at this unit on the last day before it was split: its own, those of
     * units that had gone into it, and their portions.
     */
    public Set<Integer> stoodAt(Unit split) {
        UnitMap before = map(Objects.requireNonNull(split.until()));
        Set<Integer> stood = new HashSet<>();
        snapshot.byId
                .keySet()
                .forEach(id -> before.find(id)
                        .filter(found -> found.id() == split.id())
                        .ifPresent(found -> stood.add(id)));
        Set<Integer> after = new HashSet<>();
        successors(split.id()).forEach(edge -> after.add(edge.successor()));
        // what was assigned after this very split stood at what its portion is of
        snapshot.portions.values().stream()
                .filter(portion -> !after.contains(portion.successor()))
                .forEach(portion -> before.find(portion.id())
                        .filter(found -> found.id() == split.id())
                        .ifPresent(found -> stood.add(portion.id())));
        return stood;
    }

    /** The units behind these numbers of units and portions: what records themselves name as their place. */
    public Set<Integer> bases(Set<Integer> numbers) {
        Set<Integer> bases = new HashSet<>();
        numbers.forEach(number ->
                bases.add(findPortion(number).map(portion -> base(portion).id()).orElse(number)));
        return bases;
    }

    /**
     * The portions of what stood at a split unit that went to one successor, by the number they are of; made where there
     * are none yet.
     */
    public Map<Integer, Integer> portions(Set<Integer> stood, Unit successor) {
        database.sql("""
                        insert into unit.portion (of, successor) select one, :successor from unnest(cast(:stood as int[])) as one
                        on conflict (of, successor) do nothing""")
                .param("successor", successor.id())
                .param("stood", stood.toArray(Integer[]::new))
                .update();
        Map<Integer, Integer> portions = new HashMap<>();
        database.sql("select of, id from unit.portion where successor = :successor and of = any (:stood)")
                .param("successor", successor.id())
                .param("stood", stood.toArray(Integer[]::new))
                .query((row, number) -> portions.put(row.getInt(1), row.getInt(2)))
                .list();
        return portions;
    }

    /** Reads units again after portions were made. */
    public void refresh() {
        read();
    }

    public List<Succession> successors(int id) {
        return snapshot.after.getOrDefault(id, List.of());
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
