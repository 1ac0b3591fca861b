package vn.hoi.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.figure.Relation;

/** Reports as machines read them. */
final class ReportJson {

    /** Columns of one report as a table. */
    static final List<String> CELLS = List.of("figure", "name", "cell", "holds", "value", "before", "measure");

    private ReportJson() {}

    /** One report as a table, a row a cell. */
    static List<Map<String, @Nullable Object>> cells(Sheet sheet) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ReportLine line : sheet.form().lines(sheet.period())) {
            line.cells().forEach((cell, holds) -> {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("figure", line.figure().id());
                row.put("name", line.figure().name().vi());
                row.put("cell", cell);
                row.put("holds", holds.vi());
                row.put("value", sheet.numbers().get(cell));
                row.put("before", sheet.before().get(cell));
                row.put("measure", line.figure().measure().id());
                rows.add(row);
            });
        }
        return rows;
    }

    /** What an older write is shown of the report as it stands. */
    static Map<String, Object> conflict(FiledReport report) {
        Map<String, Object> body = new LinkedHashMap<>();
        Edition current = report.current();
        body.put("state", current.state().id());
        body.put("values", current.typed());
        body.put("savedBy", current.savedBy());
        body.put("savedAt", current.savedAt().toString());
        return body;
    }

    /** The relations asked of a report. */
    static List<Map<String, @Nullable Object>> relations(List<CheckedRelation> checked) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (CheckedRelation one : checked) {
            Relation relation = one.relation();
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", relation.id());
            row.put("says", relation.says().vi());
            row.put("severity", one.isWarning() ? "warning" : "error");
            row.put("left", one.sides().left());
            row.put("is", relation.is());
            row.put("right", one.sides().right());
            row.put("holds", one.sides().holds());
            row.put("reason", one.reason().isEmpty() ? null : one.reason());
            rows.add(row);
        }
        return rows;
    }

    /** One report with its lines, relations and editions. */
    static Map<String, @Nullable Object> report(Sheet sheet) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        ReportPeriod period = sheet.period();
        body.put("form", sheet.form().id());
        body.put("name", sheet.form().name().vi());
        body.put("period", period.key());
        body.put("from", period.from());
        body.put("to", period.to());
        body.put("unit", sheet.reporter().unit().code());
        body.put("party", sheet.reporter().isParty() ? sheet.reporter().party() : null);
        body.put("reporter", sheet.reporter().name());
        FiledReport filed = sheet.filed();
        body.put("state", filed == null ? "none" : filed.current().state().id());
        body.put("level", filed == null ? 0 : filed.current().level());
        body.put("levels", sheet.form().levels().size());
        body.put("version", filed == null ? 0 : filed.version());
        body.put("edition", filed == null ? 0 : filed.current().number());
        body.put("formVersion", sheet.form().version(period));
        body.put("dueAt", sheet.standing().due().toString());
        body.put("late", sheet.standing().late());
        body.put("daysLate", sheet.standing().daysLate());
        body.put("may", sheet.may().stream().map(Filing.Act::id).toList());
        body.put("lines", lines(sheet));
        body.put("relations", relations(sheet.relations()));
        body.put("editions", editions(filed));
        return body;
    }

    private static List<Map<String, @Nullable Object>> lines(Sheet sheet) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        Map<String, BigDecimal> numbers = sheet.numbers();
        for (ReportLine line : sheet.form().lines(sheet.period())) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("figure", line.figure().id());
            one.put("name", line.figure().name().vi());
            one.put("measure", line.figure().measure().id());
            one.put("value", line.said(numbers).of(line.figure().measure()));
            List<Map<String, @Nullable Object>> cells = new ArrayList<>();
            line.cells().forEach((id, name) -> {
                Map<String, @Nullable Object> cell = new LinkedHashMap<>();
                cell.put("cell", id);
                cell.put("name", name.vi());
                cell.put("value", numbers.get(id));
                cell.put("before", sheet.before().get(id));
                cell.put("proposed", sheet.proposed().get(id));
                cells.add(cell);
            });
            one.put("cells", cells);
            lines.add(one);
        }
        return lines;
    }

    private static List<Map<String, @Nullable Object>> editions(@Nullable FiledReport filed) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        if (filed == null) {
            return rows;
        }
        for (Edition edition : filed.editions()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("edition", edition.number());
            row.put("state", edition.state().id());
            row.put("values", edition.typed());
            row.put("reasons", edition.reasons());
            row.put(
                    "submittedAt",
                    edition.submittedAt() == null ? null : edition.submittedAt().toString());
            row.put("submittedBy", edition.submittedBy());
            row.put(
                    "decidedAt",
                    edition.decidedAt() == null ? null : edition.decidedAt().toString());
            row.put("decidedBy", edition.decidedBy());
            row.put("why", edition.why());
            rows.add(row);
        }
        return rows;
    }

    /** Where one reporter stands, as a row of a list. */
    static Map<String, @Nullable Object> row(DueReports.Standing standing) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("form", standing.form().id());
        row.put("period", standing.period().key());
        row.put("unit", standing.reporter().unit().code());
        row.put("party", standing.reporter().isParty() ? standing.reporter().party() : null);
        row.put("reporter", standing.reporter().name());
        row.put("state", standing.state());
        row.put("level", standing.level());
        row.put("version", standing.version());
        row.put("dueAt", standing.due().toString());
        row.put(
                "submittedAt",
                standing.submittedAt() == null ? null : standing.submittedAt().toString());
        row.put("late", standing.late());
        row.put("daysLate", standing.daysLate());
        return row;
    }
}
