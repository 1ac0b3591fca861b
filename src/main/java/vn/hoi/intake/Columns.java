package vn.hoi.intake;

import vn.hoi.register.Register;

/** Names of a register's columns as its messages and files give them. */
final class Columns {

    private Columns() {}

    static String name(Register register, String column) {
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
