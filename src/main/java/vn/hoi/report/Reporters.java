package vn.hoi.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Who reports which form for which period: units as they stand on its last day, and parties of the province. */
@Component
class Reporters {

    private final Units units;
    private final ReportingParties parties;

    Reporters(Units units, ReportingParties parties) {
        this.units = units;
        this.parties = parties;
    }

    /** All who owe this form for this period: agencies first, then areas, in Vietnamese order of names. */
    List<Reporter> list(ReportForm form, ReportPeriod period) {
        if (form.who().parties() != null) {
            Unit province = units.province();
            return parties.list().stream()
                    .filter(party -> party.kind().equals(form.who().parties()) && party.on(period.to()))
                    .map(party -> new Reporter(province, party.key(), party.name()))
                    .toList();
        }
        List<Unit> owing = units.on(period.to()).stream()
                .filter(unit -> form.who().kinds().contains(unit.kind())
                        || form.who().units().contains(unit.code()))
                .toList();
        return Stream.concat(
                        owing.stream().filter(unit -> !unit.isArea()),
                        owing.stream().filter(Unit::isArea))
                .map(Reporter::of)
                .toList();
    }

    Optional<Reporter> find(ReportForm form, ReportPeriod period, String key) {
        return list(form, period).stream()
                .filter(reporter -> reporter.key().equals(key)
                        || (!reporter.isParty()
                                && key.equals(String.valueOf(reporter.unit().id()))))
                .findFirst();
    }

    /** Whether this form has one reporter only, whose numbers are those of the whole province. */
    boolean isOnly(ReportForm form, ReportPeriod period) {
        return list(form, period).size() == 1;
    }

    /** @throws Problem REP-405 when nobody of this name owes it */
    Reporter get(ReportForm form, ReportPeriod period, String key) {
        return find(form, period, key)
                .orElseThrow(() -> Problem.unknown(
                        "REP-405",
                        "«%s» không báo cáo biểu này cho kỳ này; chọn nơi báo cáo trong danh sách của biểu."
                                .formatted(key)));
    }
}
