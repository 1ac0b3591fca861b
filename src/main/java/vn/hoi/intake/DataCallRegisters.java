package vn.hoi.intake;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.register.FurtherRegisters;
import vn.hoi.register.Register;
import vn.hoi.register.WriteGuard;

/** The registers of calls that were opened, and the rule that they are written by answering only. */
@Component
class DataCallRegisters implements FurtherRegisters, WriteGuard {

    /** Bound while an answer is written. */
    static final ScopedValue<Boolean> ANSWERING = ScopedValue.newInstance();

    private final JdbcClient database;

    DataCallRegisters(JdbcClient database) {
        this.database = database;
    }

    @Override
    public long revision() {
        return database.sql("select coalesce(max(revision), 0) from intake.call")
                .query(Long.class)
                .single();
    }

    @Override
    public List<Declared> since(long revision) {
        return database.sql("""
                        select revision, number, field, declaration from intake.call
                        where revision > :revision order by revision""")
                .param("revision", revision)
                .query((row, n) -> new Declared(
                        row.getLong("revision"),
                        "call-" + row.getInt("number"),
                        row.getString("field"),
                        row.getString("declaration")))
                .list();
    }

    @Override
    public Optional<Problem> refusal(Register register) {
        if (!DataCall.isRegister(register.id()) || ANSWERING.isBound()) {
            return Optional.empty();
        }
        String number = register.id().replace("call-", "");
        return Optional.of(new Problem(
                403,
                "CAL-403",
                "Sổ này giữ trả lời của phiếu thu thập số " + number + " nên chỉ ghi qua trang trả lời: /calls/"
                        + number + "/answer."));
    }
}
