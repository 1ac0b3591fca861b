package vn.hoi.intake;

import vn.hoi.register.Register;

/** Names of a register's columns as its messages and files give them. */
final class Columns {

    private Columns() {}

    static String name(Register register, String column) {
        int slash = column.indexOf(Matching.INNER);
        if (slash >= 0) {
            return name(register, column.substring(0, slash)) + ": "
                    + Matching.column(register, column)
                            .map(found -> found.name().vi())
                            .orElse(column.substring(slash + 1));
        }
        return register.findColumn(column).map(found -> found.name().vi()).orElseGet(() -> switch (column) {
            case "code" -> "Mã";
            case "unit" -> "Đơn vị phụ trách";
            case "place" -> "Địa bàn";
            case "state" -> "Trạng thái";
            case "note" -> "Ghi chú";
            default -> column;
        });
    }
}
