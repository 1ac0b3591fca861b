package vn.hoi.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** Documents that the text names and that are no longer in force, or no longer in all their parts. */
@Component
class DocumentPoints implements PointSource {

    private static final String REGISTER = "guidance-document";
    private static final Map<String, String> OUT =
            Map.of("expired", "văn bản đã hết hiệu lực", "partly-expired", "văn bản đã hết hiệu lực một phần");
    private static final int MOST = 20_000;
    private static final int SHORTEST = 5;

    private final Registers registers;
    private final RecordQueries queries;
    private final RecordLists lists;

    DocumentPoints(Registers registers, RecordQueries queries, RecordLists lists) {
        this.registers = registers;
        this.queries = queries;
        this.lists = lists;
    }

    @Override
    public List<OpenPoint> of(Plan plan) {
        return registers
                .find(REGISTER)
                .filter(register -> register.findColumn("number").isPresent()
                        && register.findState("expired").isPresent())
                .map(register -> of(plan, register))
                .orElse(List.of());
    }

    private List<OpenPoint> of(Plan plan, Register register) {
        Map<PlanSection, String> texts = new java.util.LinkedHashMap<>();
        plan.sections().forEach(section -> texts.put(section, section.body().toLowerCase(Locale.ROOT)));
        List<OpenPoint> points = new ArrayList<>();
        for (Row document : out(register)) {
            Object number = document.value("number");
            if (number == null || number.toString().length() < SHORTEST) {
                continue;
            }
            String named = number.toString().toLowerCase(Locale.ROOT);
            texts.forEach((section, text) -> {
                if (Wording.names(text, named)) {
                    points.add(new OpenPoint(
                            "document:" + document.code() + ":" + section.key(),
                            "document",
                            "Mục «" + section.called() + "» dẫn " + number + ", " + OUT.get(document.state()) + ".",
                            "/registers/" + REGISTER + "/" + document.code()));
                }
            });
        }
        return points;
    }

    /** Those of them that whoever asks may see: only what tells them apart is read. */
    private List<Row> out(Register register) {
        var asked = new LinkedMultiValueMap<String, String>();
        OUT.keySet().stream()
                .sorted()
                .filter(state -> register.findState(state).isPresent())
                .forEach(state -> asked.add("state", state));
        return lists.first(
                register, queries.read(register, asked, List.of()), List.of("code", "state", "number"), MOST);
    }
}
