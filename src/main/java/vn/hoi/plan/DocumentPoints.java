package vn.hoi.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.hoi.register.OldestRecords;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** Documents that the text names and that are no longer in force. */
@Component
class DocumentPoints implements PointSource {

    private static final String REGISTER = "guidance-document";
    private static final String EXPIRED = "expired";
    private static final int MOST = 5_000;
    private static final int SHORTEST = 5;

    private final Registers registers;
    private final OldestRecords records;

    DocumentPoints(Registers registers, OldestRecords records) {
        this.registers = registers;
        this.records = records;
    }

    @Override
    public List<OpenPoint> of(Plan plan) {
        List<OpenPoint> points = new ArrayList<>();
        registers
                .find(REGISTER)
                .ifPresent(register -> expired(register).forEach(document -> {
                    String number = String.valueOf(document.value("number"));
                    plan.sections().stream()
                            .filter(section -> names(section.body(), number))
                            .forEach(section -> points.add(new OpenPoint(
                                    "document:" + document.code() + ":" + section.key(),
                                    "document",
                                    "Mục «" + section.heading() + "» dẫn " + number + ", văn bản đã hết hiệu lực.",
                                    "/registers/" + REGISTER + "/" + document.code())));
                }));
        return points;
    }

    private List<Row> expired(Register register) {
        return register.findColumn("number").isEmpty()
                ? List.of()
                : records.list(register, MOST).stream()
                        .filter(row -> row.state().equals(EXPIRED))
                        .filter(row -> row.value("number") != null)
                        .toList();
    }

    private static boolean names(String text, String number) {
        return number.length() >= SHORTEST && text.toLowerCase(Locale.ROOT).contains(number.toLowerCase(Locale.ROOT));
    }
}
