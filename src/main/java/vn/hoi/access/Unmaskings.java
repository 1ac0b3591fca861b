package vn.hoi.access;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Unmasking;
import vn.hoi.journal.Journal;

/** Keeps who opened the personal columns of which register, why and until when. */
@Component
class Unmaskings implements Unmasking {

    private static final int SHORTEST = 10;

    private final JdbcClient database;
    private final AtWork atWork;
    private final Journal journal;

    Unmaskings(JdbcClient database, AtWork atWork, Journal journal) {
        this.database = database;
        this.atWork = atWork;
        this.journal = journal;
    }

    @Override
    @Transactional
    public void open(String register, String purpose) {
        Person person = atWork.person();
        if (person.id() == 0 || person.scope() != null || !atWork.mayUnmask(register)) {
            throw new Problem(
                    403,
                    "ACC-016",
                    "Vai trò của bạn không được xem dữ liệu cá nhân của sổ này; đề nghị quản trị giao vai trò phù hợp.");
        }
        String why = purpose.strip();
        if (why.length() < SHORTEST) {
            throw new Problem(
                    422,
                    "ACC-017",
                    "Ghi rõ mục đích xem dữ liệu cá nhân, ít nhất " + SHORTEST
                            + " ký tự, ví dụ: liên hệ người nộp hồ sơ để bổ sung giấy tờ.");
        }
        database.sql("""
                        insert into access.unmasking (account, register, purpose, valid_until)
                        values (:account, :register, :purpose, :until)""")
                .param("account", person.id())
                .param("register", register)
                .param("purpose", why)
                .param("until", OffsetDateTime.now(ZoneOffset.UTC).plus(LASTS))
                .update();
        journal.write("register/" + register, "unmasked", Map.of(), why);
    }

    @Override
    @Transactional
    public void close(String register) {
        database.sql("""
                        update access.unmasking set valid_until = now()
                        where account = :account and register = :register and valid_until > now()""")
                .param("account", atWork.person().id())
                .param("register", register)
                .update();
    }
}
