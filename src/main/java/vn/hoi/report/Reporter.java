package vn.hoi.report;

import vn.hoi.unit.Unit;

/**
 * Who reports: a unit, or a party at the province.
 *
 * @param unit the unit, or the one at which the party's values count
 * @param party its key; empty for a unit
 */
public record Reporter(Unit unit, String party, String name) {

    static Reporter of(Unit unit) {
        return new Reporter(unit, "", unit.fullName());
    }

    /** As addresses name it: the unit's code, or the party's key. */
    public String key() {
        return party.isEmpty() ? unit.code() : party;
    }

    boolean isParty() {
        return !party.isEmpty();
    }
}
