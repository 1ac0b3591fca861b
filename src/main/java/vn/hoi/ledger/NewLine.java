package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Fields;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Opens a line or a project as a form, a machine or a row of a file asks for it. */
@Component
class NewLine {

    private static final int NAME = 500;
    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{1,39}";

    private final Lines lines;
    private final Projects projects;
    private final Classification classification;
    private final Units units;
    private final Fields fields;
    private final Rights rights;
    private final CurrentPerson person;
    private final Journal journal;

    NewLine(
            Lines lines,
            Projects projects,
            Classification classification,
            Units units,
            Fields fields,
            Rights rights,
            CurrentPerson person,
            Journal journal) {
        this.lines = lines;
        this.projects = projects;
        this.classification = classification;
        this.units = units;
        this.fields = fields;
        this.rights = rights;
        this.person = person;
        this.journal = journal;
    }

    /**
     * Opens a line: {@code code, name, year, unit, nature, heading}, and where there are {@code level, source, chapter,
     * project, field, plan-year}. Lists take a code or its name.
     *
     * @return its number
     * @throws Problem LED-422 with all faults, LED-051, LED-012
     */
    @Transactional
    public long line(Map<String, String> sent) {
        var typed = new Typed(sent);
        String code = code(typed, "Mã dòng");
        if (lines.find(code).isPresent()) {
            typed.fault("code", "LED-006", "Mã dòng «" + code + "» đã có; dùng mã khác");
        }
        String name = typed.need("name", NAME, "LED-005", "Ghi tên dòng, không quá 500 ký tự");
        int year = year(typed, "year", true);
        @Nullable Unit unit = unit(typed, LocalDate.of(year, 12, 31));
        String nature = nature(typed);
        @Nullable String heading = listed(typed, "heading", year, true);
        @Nullable String source = listed(typed, "source", year, false);
        @Nullable String chapter = listed(typed, "chapter", year, false);
        @Nullable String project = typed.find("project");
        if (project != null && projects.find(project).isEmpty()) {
            typed.fault("project", "LED-005", "Không có dự án «" + project + "»; ghi mã dự án trong Ngân sách");
        }
        int planYear = typed.find("plan-year") == null ? 0 : year(typed, "plan-year", false);
        @Nullable String field = field(typed, false);
        String level = String.valueOf(typed.find("level"));
        boolean commune = level.equals("commune") || Vietnamese.fold(level).contains("xa");
        typed.require();
        if (unit == null || heading == null) {
            throw new IllegalStateException("a line without a fault");
        }
        requireRight(unit);
        try {
            long made = lines.open(
                    new Line(
                            0,
                            code,
                            Label.of(name),
                            year,
                            false,
                            unit.id(),
                            commune ? "commune" : "province",
                            nature,
                            null,
                            heading,
                            chapter,
                            null,
                            null,
                            null,
                            source,
                            null,
                            field,
                            project,
                            null,
                            planYear == 0 ? null : planYear,
                            null,
                            null),
                    person.account());
            journal.write("budget-line/" + made, "opened", Map.of("code", new Journal.Change(null, code)), null);
            return made;
        } catch (DataIntegrityViolationException refused) {
            throw new Problem(422, "LED-012", "Mã mục lục ngân sách không dùng trong năm " + year + "; chọn lại.");
        }
    }

    /**
     * Opens a project: {@code code, name, unit, field, first, last}, {@code total} with {@code document, document-day}.
     *
     * @throws Problem LED-422 with all faults, LED-051
     */
    @Transactional
    public String project(Map<String, String> sent) {
        var typed = new Typed(sent);
        String code = code(typed, "Mã dự án");
        if (projects.find(code).isPresent()) {
            typed.fault("code", "LED-006", "Mã dự án «" + code + "» đã có; dùng mã khác");
        }
        String name = typed.need("name", NAME, "LED-005", "Ghi tên dự án, không quá 500 ký tự");
        int first = year(typed, "first", true);
        int last = year(typed, "last", true);
        if (last < first) {
            typed.fault("last", "LED-005", "Năm kết thúc trước năm bắt đầu");
        }
        @Nullable Unit unit = unit(typed, Vietnamese.today());
        @Nullable String field = field(typed, true);
        long total = typed.amount("total");
        String document = typed.need("document", 200, "LED-025", "Ghi số văn bản, không quá 200 ký tự");
        LocalDate day = typed.day("document-day", "LED-026", "Ghi ngày của văn bản, viết như 05/9/2025");
        if (day.isAfter(Vietnamese.today())) {
            typed.fault("document-day", "LED-026", "Ngày văn bản ở sau hôm nay; ghi đúng ngày trên văn bản");
        }
        typed.require();
        if (unit == null || field == null) {
            throw new IllegalStateException("a project without a fault");
        }
        requireRight(unit);
        projects.open(
                new Projects.Project(0, code, Label.of(name), unit.id(), field, first, last, null, 0, 0, 0), document);
        projects.total(code, new Projects.Total(day, total, document, day), person.account());
        return code;
    }

    private void requireRight(Unit unit) {
        if (!rights.mayWrite(PostingReading.RIGHTS, unit.id())) {
            throw new Problem(
                    403,
                    "LED-051",
                    "Bạn không được ghi sổ cho đơn vị này; đề nghị chuyên viên tài chính của đơn vị ghi.");
        }
    }

    private static String code(Typed typed, String what) {
        String code =
                typed.need("code", 40, "LED-005", what + " dùng chữ không dấu, số, dấu chấm, gạch; 2 đến 40 ký tự");
        if (!code.isEmpty() && !code.matches(CODE)) {
            typed.fault("code", "LED-005", what + " dùng chữ không dấu, số, dấu chấm, gạch; 2 đến 40 ký tự");
        }
        return code;
    }

    private static int year(Typed typed, String name, boolean needed) {
        String text = typed.find(name);
        if (text == null ? needed : !text.matches("(199|20\\d)\\d|2100")) {
            typed.fault(name, "LED-029", "Năm viết bằng bốn chữ số, từ 1990 đến 2100");
            return Vietnamese.today().getYear();
        }
        return Integer.parseInt(String.valueOf(text));
    }

    private @Nullable Unit unit(Typed typed, LocalDate day) {
        String code = typed.find("unit");
        Optional<Unit> unit = code == null ? Optional.empty() : units.find(code, day);
        if (unit.isEmpty()) {
            typed.fault("unit", "LED-005", "Ghi mã đơn vị như ở danh mục đơn vị; không có đơn vị «" + code + "»");
        }
        return unit.orElse(null);
    }

    private static String nature(Typed typed) {
        String text = String.valueOf(typed.find("nature"));
        String folded = Vietnamese.fold(text);
        if (text.equals("capital") || folded.contains("dau tu")) {
            return "capital";
        }
        if (!text.equals("recurrent") && !folded.contains("thuong xuyen")) {
            typed.fault("nature", "LED-005", "Tính chất là chi đầu tư phát triển hoặc chi thường xuyên");
        }
        return "recurrent";
    }

    private @Nullable String field(Typed typed, boolean needed) {
        String field = typed.find("field");
        boolean known = fields.list().stream().anyMatch(one -> one.id().equals(field));
        if (!known && (needed || field != null)) {
            typed.fault("field", "LED-005", "Chọn lĩnh vực trong danh sách");
            return null;
        }
        return field;
    }

    /** By its code or its name, of those in force in the year. */
    private @Nullable String listed(Typed typed, String list, int year, boolean needed) {
        String text = typed.find(list);
        if (text == null && !needed) {
            return null;
        }
        Optional<String> code = text == null
                ? Optional.empty()
                : classification.list(list, year).stream()
                        .filter(one -> one.code().equals(text)
                                || Vietnamese.fold(one.name().vi()).equals(Vietnamese.fold(text)))
                        .map(Classification.Code::code)
                        .findFirst();
        if (code.isEmpty()) {
            typed.fault(list, "LED-012", "«" + text + "» không có trong danh mục; ghi mã hoặc tên đúng");
        }
        return code.orElse(null);
    }

    /** Codes of a list and their names, for a form. */
    Map<String, Label> choices(String list) {
        Map<String, Label> choices = new LinkedHashMap<>();
        classification.list(list).forEach(code -> choices.putIfAbsent(code.code(), code.name()));
        return choices;
    }

    /** Fields of the plan and their names, for a form. */
    Map<String, Label> fieldNames() {
        Map<String, Label> names = new LinkedHashMap<>();
        fields.list().forEach(field -> names.put(field.id(), field.name()));
        return names;
    }
}
