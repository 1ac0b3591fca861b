package vn.hoi.demonstration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.unit.Unit;

/**
 * A unit of the province that rows may be placed in or answered for by.
 *
 * @param code unique at any one time; the province is {@code 20}
 * @param kind province, district, city, commune, ward, township, department, division or centre
 * @param name with or without the word for its kind
 * @param from first day it exists
 * @param until last day it existed; null while it stands
 * @param parent id of the unit above it
 */
public record Area(
        int id,
        String code,
        String kind,
        String name,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable Integer parent) {

    /** The unit as the quotas see it. */
    public static Area of(Unit unit) {
        return new Area(unit.id(), unit.code(), unit.kind(), unit.name(), unit.from(), unit.until(), unit.parent());
    }

    boolean existsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }

    /** The name without the word for its kind: {@code Đoàn Kết}. */
    String shortName() {
        String word = kindWord();
        return !word.isEmpty() && name.regionMatches(true, 0, word + " ", 0, word.length() + 1)
                ? name.substring(word.length() + 1)
                : name;
    }

    /** The name as it stands inside a sentence: {@code xã Đoàn Kết}. */
    String fullName() {
        String word = kindWord();
        return word.isEmpty() ? name : word + " " + shortName();
    }

    private String kindWord() {
        return switch (kind) {
            case "province" -> "tỉnh";
            case "district" -> "huyện";
            case "city" -> "thành phố";
            case "commune" -> "xã";
            case "ward" -> "phường";
            case "township" -> "thị trấn";
            default -> "";
        };
    }
}
