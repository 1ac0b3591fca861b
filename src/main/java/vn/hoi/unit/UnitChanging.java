package vn.hoi.unit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.UnitChange.Edge;
import vn.hoi.unit.UnitChange.Fresh;
import vn.hoi.unit.UnitChange.Kind;
import vn.hoi.unit.UnitChange.Order;
import vn.hoi.unit.UnitChange.Outcome;
import vn.hoi.unit.UnitChange.Part;

/** Tests what is to be done to units and says what it comes to; writes nothing. */
final class UnitChanging {

    private final Units units;
    private final Order order;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Unit> ended = new ArrayList<>();
    private final List<Fresh> made = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    private UnitChanging(Units units, Order order) {
        this.units = units;
        this.order = order;
    }

    /** @throws Problem UNI-422 with a fault for each reason why it cannot be done */
    static Outcome of(Units units, Order order) {
        return new UnitChanging(units, order).outcome();
    }

    private Outcome outcome() {
        testUnits();
        testParts();
        if (faults.isEmpty()) {
            testParent();
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                    422, "UNI-422", "Có " + faults.size() + " chỗ cần sửa; chưa có gì thay đổi.", faults, Map.of());
        }
        make();
        return new Outcome(
                order,
                order.units(),
                ended.stream().filter(unit -> !order.units().contains(unit)).toList(),
                List.copyOf(made),
                List.copyOf(edges));
    }

    private void testUnits() {
        int needed =
                order.kind() == Kind.MERGE && order.parts().stream().allMatch(part -> part.existing() == null) ? 2 : 1;
        if (order.units().size() < needed) {
            fault("units", "UNI-011", "Chọn ít nhất " + needed + " đơn vị");
        }
        if (order.kind() != Kind.MERGE && order.units().size() > 1) {
            fault("units", "UNI-011", "Mỗi lần chỉ chia, đổi tên hoặc chuyển một đơn vị");
        }
        Set<Integer> seen = new HashSet<>();
        for (Unit unit : order.units()) {
            if (!seen.add(unit.id())) {
                fault("units", "UNI-013", unit.fullName() + " được nêu hai lần; bỏ một lần");
            }
            if (unit.parent() == null) {
                fault("units", "UNI-019", "Không đổi được " + unit.fullName() + ": đây là gốc của cây đơn vị");
            } else if (!order.day().isAfter(unit.from())) {
                fault(
                        "day",
                        "UNI-012",
                        unit.fullName() + " bắt đầu từ " + Vietnamese.day(unit.from()) + "; chọn ngày sau đó");
            } else if (unit.until() != null) {
                fault(
                        "units",
                        "UNI-010",
                        unit.fullName() + " đã kết thúc ngày " + Vietnamese.day(unit.until())
                                + "; chọn đơn vị đang hoạt động");
            }
            for (Unit other : order.units()) {
                if (other.id() != unit.id() && units.subtree(unit.id()).contains(other.id())) {
                    fault(
                            "units",
                            "UNI-014",
                            other.fullName() + " nằm trong " + unit.fullName()
                                    + "; hai đơn vị chồng nhau, chỉ chọn một");
                }
            }
        }
    }

    private void testParts() {
        int size = order.parts().size();
        if (order.kind() == Kind.SPLIT ? size < 2 : size != 1) {
            fault(
                    "p1-name",
                    "UNI-015",
                    order.kind() == Kind.SPLIT
                            ? "Chia thì phải thành ít nhất hai đơn vị"
                            : "Ghi một đơn vị hình thành sau thay đổi");
        }
        Set<String> codes = new HashSet<>();
        Set<Integer> existing = new HashSet<>();
        int number = 0;
        for (Part part : order.parts()) {
            number++;
            @Nullable Unit stands = part.existing();
            if (stands == null) {
                testNew(part, "p" + number + "-", codes);
            } else {
                testExisting(stands, "p" + number + "-existing", existing);
            }
        }
    }

    private void testExisting(Unit stands, String at, Set<Integer> seen) {
        if (order.units().stream().anyMatch(unit -> unit.id() == stands.id())) {
            fault(at, "UNI-016", stands.fullName() + " không thể nhập vào chính nó hay tách ra chính nó");
        } else if (order.units().stream()
                .anyMatch(unit -> units.subtree(unit.id()).contains(stands.id()))) {
            fault(at, "UNI-014", stands.fullName() + " nằm trong đơn vị kết thúc; chọn đơn vị khác");
        }
        if (!stands.on(order.day()) || stands.until() != null) {
            fault(at, "UNI-010", stands.fullName() + " không hoạt động từ ngày " + Vietnamese.day(order.day()));
        }
        if (!seen.add(stands.id())) {
            fault(at, "UNI-013", stands.fullName() + " được nêu hai lần; bỏ một lần");
        }
        if (order.kind() == Kind.RENAME || order.kind() == Kind.MOVE) {
            fault(at, "UNI-015", "Đổi tên, chuyển thì ghi đơn vị mới; nhập vào đơn vị sẵn có thì dùng «hợp nhất»");
        }
    }

    private void testNew(Part part, String at, Set<String> codes) {
        if (part.name().isEmpty()
                || part.name().length() > 200
                || part.fullName().length() > 300) {
            fault(at + "name", "UNI-017", "Ghi tên đơn vị mới, không quá 200 ký tự");
        }
        if (!part.kind().matches("[a-z]{3,20}")) {
            fault(at + "kind", "UNI-017", "Chọn loại đơn vị");
        }
        if (!part.code().matches("[A-Za-z0-9][A-Za-z0-9.-]{0,60}")) {
            fault(at + "code", "UNI-018", "Mã đơn vị gồm chữ, số, dấu chấm, gạch nối; cấp xã là 5 chữ số");
        } else if (!codes.add(part.code())) {
            fault(at + "code", "UNI-018", "Mã «" + part.code() + "» dùng hai lần");
        } else {
            units.list().stream()
                    .filter(unit -> unit.code().equals(part.code()))
                    .filter(unit -> !order.units().contains(unit))
                    .filter(unit -> unit.until() == null || !unit.until().isBefore(order.day()))
                    .findFirst()
                    .ifPresent(other -> fault(
                            at + "code",
                            "UNI-018",
                            "Mã «" + part.code() + "» đang là của " + other.fullName() + "; dùng mã khác"));
        }
    }

    private void testParent() {
        Unit parent = parent();
        if (!parent.on(order.day()) || parent.until() != null) {
            fault("parent", "UNI-010", parent.fullName() + " không hoạt động từ ngày " + Vietnamese.day(order.day()));
        }
        for (Unit unit : order.units()) {
            if (units.subtree(unit.id()).contains(parent.id())) {
                fault("parent", "UNI-020", unit.fullName() + " không thể trực thuộc chính nó hay đơn vị dưới nó");
            }
            if (order.kind() == Kind.MOVE && unit.parent() != null && unit.parent() == parent.id()) {
                fault("parent", "UNI-020", unit.fullName() + " đã trực thuộc " + parent.fullName() + "; chọn nơi khác");
            }
            for (Unit child : lasting(unit)) {
                if (order.kind() == Kind.SPLIT) {
                    fault(
                            "units",
                            "UNI-021",
                            unit.fullName() + " còn đơn vị trực thuộc " + child.fullName()
                                    + "; chuyển các đơn vị này trước khi chia");
                } else if (!child.from().isBefore(order.day())) {
                    fault(
                            "day",
                            "UNI-012",
                            child.fullName() + " bắt đầu từ " + Vietnamese.day(child.from()) + "; chọn ngày sau đó");
                }
            }
        }
        for (Part part : order.parts()) {
            boolean taken = part.existing() == null
                    && units.children(parent.id()).stream()
                            .anyMatch(other -> !order.units().contains(other)
                                    && (other.until() == null || !other.until().isBefore(order.day()))
                                    && other.kind().equals(part.kind())
                                    && other.name().equalsIgnoreCase(part.name()));
            if (taken) {
                fault(
                        "p1-name",
                        "UNI-022",
                        "Đã có " + part.fullName() + " thuộc " + parent.fullName() + "; đặt tên khác");
            }
        }
    }

    private Unit parent() {
        return order.parent() != null
                ? order.parent()
                : units.get(Objects.requireNonNull(order.units().getFirst().parent()));
    }

    private List<Unit> lasting(Unit unit) {
        LocalDate day = order.day();
        return units.children(unit.id()).stream()
                .filter(child -> child.until() == null || !child.until().isBefore(day))
                .toList();
    }

    private void make() {
        int parent = parent().id();
        Map<Part, Integer> targets = new LinkedHashMap<>();
        for (Part part : order.parts()) {
            @Nullable Unit stands = part.existing();
            if (stands == null) {
                made.add(new Fresh(part.code(), part.kind(), part.name(), part.fullName(), parent, -1));
                targets.put(part, -made.size());
            } else {
                targets.put(part, stands.id());
            }
        }
        for (Unit unit : order.units()) {
            ended.add(unit);
            targets.values().forEach(target -> edges.add(new Edge(unit.id(), target, order.kind() != Kind.SPLIT)));
            int first = targets.values().iterator().next();
            lasting(unit).forEach(child -> carry(child, first));
        }
    }

    /** What stood below an ended unit begins anew below its successor. */
    private void carry(Unit unit, int above) {
        ended.add(unit);
        made.add(
                above < 0
                        ? new Fresh(unit.code(), unit.kind(), unit.name(), unit.fullName(), null, -above - 1)
                        : new Fresh(unit.code(), unit.kind(), unit.name(), unit.fullName(), above, -1));
        int here = -made.size();
        edges.add(new Edge(unit.id(), here, true));
        lasting(unit).forEach(child -> carry(child, here));
    }

    private void fault(String at, String code, String sentence) {
        faults.add(new Fault(at, code, sentence));
    }
}
