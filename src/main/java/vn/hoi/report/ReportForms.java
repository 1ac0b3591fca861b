package vn.hoi.report;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.access.Roles;
import vn.hoi.calendar.Span;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;
import vn.hoi.register.Field;
import vn.hoi.register.Fields;

/** The report forms that fields declare. Every reported figure stands in exactly the form it names. */
@Component
public class ReportForms {

    private static final String REMIND = "3 working-days";

    private final Map<String, ReportForm> forms = new LinkedHashMap<>();
    private final Figures figures;
    private final ReportingParties parties;
    private final Roles roles;

    ReportForms(Fields fields, Figures figures, ReportingParties parties, Roles roles) {
        this.figures = figures;
        this.parties = parties;
        this.roles = roles;
        for (Field field : fields.list()) {
            for (Yaml yaml : fields.files(field, "reports", "report.schema.json")) {
                String id = yaml.file().getFileName().toString().replace(".yaml", "");
                ReportForm form = read(id, field, yaml);
                check(form, yaml);
                forms.put(id, form);
            }
        }
    }

    private ReportForm read(String id, Field field, Yaml yaml) {
        JsonNode tree = yaml.tree();
        @Nullable Label help = tree.has("help") ? yaml.label("help") : null;
        @Nullable LocalDate since = day(yaml, tree, "since", "/since");
        return new ReportForm(
                id,
                field,
                yaml.label("name"),
                yaml.label("by"),
                help,
                Rhythm.of(tree.path("every").asString()),
                tree.path("statutory").asBoolean(false),
                since == null ? LocalDate.MIN : since,
                day(yaml, tree, "until", "/until"),
                Span.of(tree.path("deadline").asString()),
                Span.of(tree.path("remind").asString(REMIND)),
                who(yaml, tree.path("reporters")),
                levels(yaml, tree.path("approve")),
                shown(yaml, tree.path("shows")),
                parts(yaml, tree.path("sections")));
    }

    private ReportForm.Who who(Yaml yaml, JsonNode node) {
        @Nullable String kind = node.has("parties") ? node.path("parties").asString() : null;
        if (kind != null && !parties.hasKind(kind)) {
            throw yaml.fault(
                    "/reporters/parties",
                    "không có loại tổ chức «" + kind + "»",
                    "Thêm vào reporters.yaml của tỉnh; đang có " + parties.kinds());
        }
        return new ReportForm.Who(texts(node.path("kinds")), texts(node.path("units")), kind);
    }

    private List<ReportForm.Level> levels(Yaml yaml, JsonNode list) {
        List<ReportForm.Level> levels = new ArrayList<>();
        for (JsonNode node : list) {
            List<String> named = texts(node.path("role"));
            for (String role : named) {
                if (roles.find(role).isEmpty()) {
                    throw yaml.fault(
                            "/approve/" + levels.size(),
                            "không có vai trò «" + role + "»",
                            "Chọn vai trò ở fields/roles.yaml");
                }
            }
            levels.add(new ReportForm.Level(
                    named, ReportForm.Place.valueOf(node.path("at").asString().toUpperCase(Locale.ROOT))));
        }
        return List.copyOf(levels);
    }

    private List<String> shown(Yaml yaml, JsonNode list) {
        List<String> shown = texts(list);
        for (String id : shown) {
            if (figures.find(id).isEmpty()) {
                throw yaml.fault("/shows", "không có số liệu «" + id + "»", "Sửa tên số liệu");
            }
        }
        return shown;
    }

    private List<ReportForm.Part> parts(Yaml yaml, JsonNode list) {
        List<ReportForm.Part> parts = new ArrayList<>();
        for (JsonNode section : list) {
            String at = "/sections/" + parts.size();
            List<ReportLine> lines = new ArrayList<>();
            for (JsonNode line : section.path("lines")) {
                lines.add(line(yaml, line, at + "/lines/" + lines.size()));
            }
            parts.add(
                    new ReportForm.Part(yaml.as(section.path("name"), at + "/name", Label.class), List.copyOf(lines)));
        }
        return List.copyOf(parts);
    }

    private ReportLine line(Yaml yaml, JsonNode node, String at) {
        String id = node.path("figure").asString();
        Figure figure =
                figures.find(id).orElseThrow(() -> yaml.fault(at, "không có số liệu «" + id + "»", "Sửa tên số liệu"));
        Map<String, Label> rows = new LinkedHashMap<>();
        node.path("rows")
                .properties()
                .forEach(row -> rows.put(row.getKey(), yaml.as(row.getValue(), at + "/rows", Label.class)));
        JsonNode parts = node.path("parts");
        if (!rows.isEmpty() && (parts.isObject() || !figure.measure().adds())) {
            throw yaml.fault(at, "«" + id + "» không cộng từ các dòng được", "Bỏ «rows:» hoặc dùng «parts:» cho tỷ lệ");
        }
        @Nullable String prefill = node.has("prefill") ? node.path("prefill").asString() : null;
        if (prefill != null && figures.find(prefill).isEmpty()) {
            throw yaml.fault(at, "không có số liệu «" + prefill + "»", "Sửa «prefill:»");
        }
        return new ReportLine(
                figure,
                label(yaml, node, "help", at),
                label(yaml, parts, "part", at),
                label(yaml, parts, "whole", at),
                rows,
                prefill,
                node.has("optional"),
                node.has("exceeds"),
                day(yaml, node, "since", at),
                day(yaml, node, "until", at));
    }

    private static @Nullable Label label(Yaml yaml, JsonNode node, String name, String at) {
        return node.has(name) ? yaml.as(node.path(name), at, Label.class) : null;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static @Nullable LocalDate day(Yaml yaml, JsonNode node, String name, String at) {
        try {
            return node.has(name) ? LocalDate.parse(node.path(name).asString()) : null;
        } catch (DateTimeParseException e) {
            throw yaml.fault(at, "«" + name + "» không phải là ngày trong lịch", "Ghi như 2026-01-31");
        }
    }

    /** Each line's figure names this form, and a value that cannot be added up has one reporter. */
    private void check(ReportForm form, Yaml yaml) {
        boolean many = form.who().parties() == null
                ? !form.who().kinds().isEmpty() || form.who().units().size() > 1
                : parties.count(form.who().parties()) > 1;
        for (ReportLine line : form.lines()) {
            boolean here = line.figure().definition() instanceof Definition.Reported reported
                    && reported.form().id().equals(form.id());
            if (!here) {
                throw yaml.fault(
                        "/sections",
                        "«" + line.figure().id() + "» không ghi «reported: " + form.id() + "»",
                        "Sửa figures.yaml hoặc bỏ dòng này khỏi biểu");
            }
            if (many && !line.isShare() && !line.figure().measure().adds()) {
                throw yaml.fault(
                        "/sections",
                        "«" + line.figure().id() + "» không cộng được mà có nhiều nơi cùng báo cáo",
                        "Khai báo «parts:», hoặc giao cho một nơi báo cáo");
            }
        }
        figures.list().stream()
                .filter(figure -> figure.definition() instanceof Definition.Reported reported
                        && reported.form().id().equals(form.id()))
                .filter(figure ->
                        form.lines().stream().noneMatch(line -> line.figure().equals(figure)))
                .findFirst()
                .ifPresent(left -> {
                    throw yaml.fault(
                            "/sections",
                            "thiếu dòng của «" + left.id() + "»",
                            "Thêm số liệu này vào một phần của biểu");
                });
    }

    /** In the order of fields, then of names of files. */
    public List<ReportForm> list() {
        return List.copyOf(forms.values());
    }

    public Optional<ReportForm> find(String id) {
        return Optional.ofNullable(forms.get(id));
    }

    /** @throws Problem REP-404 when there is none */
    public ReportForm get(String id) {
        return find(id).orElseThrow(() ->
                Problem.unknown("REP-404", "Không có biểu báo cáo «" + id + "»; chọn trong danh sách biểu."));
    }
}
