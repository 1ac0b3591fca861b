package vn.hoi.estimate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;
import vn.hoi.document.Letterhead;
import vn.hoi.document.Template;

/** What {@code fields/finance/estimate/} declares: the forms units send, how research money is reckoned, the minutes. */
@Component
public class EstimateDeclarations {

    private final List<Form> forms = new ArrayList<>();
    private final Research research;
    private final Template minutes;
    private final Letterhead letterhead;

    EstimateDeclarations(Home home) {
        try {
            Yaml yaml = Yaml.read(home.fields().resolve("finance/estimate/estimate.yaml"));
            yaml.check(home.schema().resolve("estimate.schema.json"));
            yaml.tree()
                    .path("forms")
                    .properties()
                    .forEach(form -> forms.add(form(yaml, form.getKey(), form.getValue())));
            research = yaml.as(yaml.tree().path("research"), Yaml.pointer("research"), Research.class);
            minutes = Template.read(home.fields().resolve("finance/estimate/hearing.md"), home.schema());
            JsonNode words =
                    Yaml.read(home.provinceFolder().resolve("letterhead.yaml")).tree();
            letterhead = new Letterhead(
                    words.path("superior").asString(""),
                    words.path("issuer").asString(""),
                    words.path("place").asString(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How research money is reckoned from the register of tasks. */
    public record Research(
            String register,
            String begins,
            List<String> ends,
            String amount,
            List<String> running,
            int years,
            String heading,
            String field,
            Label continuing,
            Label opened) {}

    /**
     * One form of the estimate.
     *
     * @param number as the guidance names it: «Biểu số 01»
     * @param where which items it lists, by their properties
     * @param by the property it groups them by
     * @param million whether its amounts are in millions of đồng, else in đồng
     */
    public record Form(
            String id,
            String number,
            Label name,
            String law,
            Map<String, String> where,
            String by,
            boolean million,
            List<Column> columns) {}

    /** A column of a form: a property of the item or a stage's amount. */
    public record Column(Label name, String shows) {}

    private static Form form(Yaml yaml, String id, JsonNode tree) {
        Map<String, String> where = new LinkedHashMap<>();
        tree.path("where")
                .properties()
                .forEach(part -> where.put(part.getKey(), part.getValue().asString()));
        List<Column> columns = new ArrayList<>();
        int index = 0;
        for (JsonNode column : tree.path("columns")) {
            String pointer = Yaml.pointer("forms", id, "columns", String.valueOf(index++));
            columns.add(yaml.as(column, pointer, Column.class));
        }
        return new Form(
                id,
                tree.path("number").asString(),
                yaml.as(tree.path("name"), Yaml.pointer("forms", id, "name"), Label.class),
                tree.path("law").asString(),
                where,
                tree.path("by").asString(),
                tree.path("in").asString("million").equals("million"),
                columns);
    }

    List<Form> forms() {
        return List.copyOf(forms);
    }

    Optional<Form> findForm(String id) {
        return forms.stream().filter(form -> form.id().equals(id)).findFirst();
    }

    Research research() {
        return research;
    }

    Template minutes() {
        return minutes;
    }

    Letterhead letterhead() {
        return letterhead;
    }
}
