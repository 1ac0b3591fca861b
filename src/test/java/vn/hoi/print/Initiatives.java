package vn.hoi.print;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import vn.hoi.TestApplication;
import vn.hoi.register.Print;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** Made-up initiatives, whose certificate takes its number from a book. */
final class Initiatives {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Initiatives() {}

    static Register register() {
        return TestApplication.get(Registers.class).get("initiative");
    }

    static Print certificate() {
        return register().findPrint("certificate").orElseThrow();
    }

    static Row recognised() {
        return TestApplication.get(Records.class).create(register(), values("recognised"));
    }

    static Row filed() {
        return TestApplication.get(Records.class).create(register(), values("filed"));
    }

    static Map<String, String> values(String state) {
        Map<String, String> values = new HashMap<>();
        values.put("title", "Giá treo dụng cụ thử nghiệm số " + COUNT.incrementAndGet());
        values.put("level", "provincial");
        values.put("discipline", "engineering");
        values.put("authors", "Nông Thị Mẫu (60%); Lý Văn Thử (40%)");
        values.put("workplace", "Trung tâm Ứng dụng mẫu");
        values.put("filed-on", "2026-05-04");
        values.put("unit", "20");
        values.put("place", "20");
        values.put("state", state);
        if (state.equals("recognised")) {
            values.put("recognised-on", "2026-09-05");
        }
        return values;
    }
}
