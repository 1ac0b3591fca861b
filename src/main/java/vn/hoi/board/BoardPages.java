package vn.hoi.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hoi.common.Access;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Reading;
import vn.hoi.plan.Plans;
import vn.hoi.register.Field;
import vn.hoi.register.Fields;
import vn.hoi.register.RecordCounts;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** {@code /}, {@code /fields/{field}} and {@code /health}. */
@Controller
class BoardPages {

    private final Fields fields;
    private final Registers registers;
    private final RecordCounts counts;
    private final Figures figures;
    private final FigureReading reading;
    private final Plans plans;
    private final JdbcClient database;
    private final CurrentPerson person;

    BoardPages(
            Fields fields,
            Registers registers,
            RecordCounts counts,
            Figures figures,
            FigureReading reading,
            Plans plans,
            JdbcClient database,
            CurrentPerson person) {
        this.person = person;
        this.fields = fields;
        this.registers = registers;
        this.counts = counts;
        this.figures = figures;
        this.reading = reading;
        this.plans = plans;
        this.database = database;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/")
    Twin front() {
        // what the registers hold is told to those who work with them
        Map<String, Long> numbers = person.isKnown() ? counts.all() : Map.of();
        return Twin.page("board/front")
                .with("known", person.isKnown())
                .with("fields", fields.list())
                .with("registers", registers.declared())
                .with("counts", numbers)
                .with("plans", plans.list())
                .with("figures", figures.list().size());
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/fields/{id}")
    Twin field(@PathVariable String id) {
        Field field = fields.get(id);
        Map<String, Long> numbers = counts.all();
        List<Register> own = registers.list(field);
        List<Reading> readings = reading.readAll(figures.list(field), FigureQuery.PLAIN);
        return Twin.page("board/field")
                .with("field", field)
                .with("registers", own)
                .with("counts", numbers)
                .with("readings", readings)
                .json(() -> {
                    Map<String, @Nullable Object> body = new LinkedHashMap<>();
                    body.put("field", field.id());
                    body.put("name", field.name().vi());
                    body.put("registers", own.stream().map(Register::id).toList());
                    body.put(
                            "figures",
                            readings.stream().map(read -> read.figure().id()).toList());
                    return body;
                });
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/health")
    Twin health() {
        database.sql("select 1").query(Integer.class).single();
        return Twin.page("board/health").json(() -> Map.of("status", "UP"));
    }

    /** The fields in the navigation, each with the records its registers hold. */
    @Component
    static class FieldMenu implements Menu {
        private final CurrentPerson person;

        private static final long THOUSAND = 1000;
        private static final long MILLION = 1_000_000;

        private final Fields fields;
        private final Registers registers;
        private final RecordCounts counts;

        FieldMenu(Fields fields, Registers registers, RecordCounts counts, CurrentPerson person) {
            this.person = person;
            this.fields = fields;
            this.registers = registers;
            this.counts = counts;
        }

        @Override
        public int order() {
            return 500;
        }

        @Override
        public List<MenuItem> items() {
            if (!person.isKnown()) {
                return List.of();
            }
            Map<String, Long> numbers = counts.all();
            List<MenuItem> items = new ArrayList<>();
            for (Field field : fields.list()) {
                long records = registers.list(field).stream()
                        .mapToLong(register -> numbers.getOrDefault(register.id(), 0L))
                        .sum();
                items.add(new MenuItem(field.name(), "/fields/" + field.id(), shortened(records), true));
            }
            return items;
        }

        /** 2.558.801 as «2,56 Tr», 372.000 as «372 N»; empty for none. */
        static String shortened(long number) {
            if (number == 0) {
                return "";
            }
            if (number < 10 * THOUSAND) {
                return Vietnamese.number(number);
            }
            return number < MILLION
                    ? Vietnamese.number(Math.round((double) number / THOUSAND)) + " N"
                    : Vietnamese.number(Math.round(number / 10_000.0) / 100.0) + " Tr";
        }
    }

    /** The first line of the navigation. */
    @Component
    static class FrontMenu implements Menu {
        @Override
        public int order() {
            return 0;
        }

        @Override
        public List<MenuItem> items() {
            return List.of(new MenuItem(new Label("Trang đầu", "Front page"), "/", "", false));
        }
    }
}
