package vn.hoi.register;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** Lists people keep under names: each their own, and those that others share. */
@Component
class SavedViews {

    /** As many as one person keeps of one register. */
    static final int MOST = 30;

    private static final int NAME_LENGTH = 100;
    private static final int QUERY_LENGTH = 4000;

    private final JdbcClient database;
    private final CurrentPerson person;

    SavedViews(JdbcClient database, CurrentPerson person) {
        this.database = database;
        this.person = person;
    }

    /** Own ones and shared ones, by name. */
    List<SavedView> list(Register register) {
        return database.sql("""
                        select id, name, query, shared, account from register.view
                        where register = :register and (shared or account = :account)
                        order by name collate "vi-VN-x-icu", id""")
                .param("register", register.id())
                .param("account", person.account())
                .query((row, n) -> new SavedView(
                        row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5)))
                .list();
    }

    Optional<SavedView> find(Register register, String id) {
        return list(register).stream()
                .filter(view -> String.valueOf(view.id()).equals(id))
                .findFirst();
    }

    /** @throws Problem REG-445 when there is none, or it is another person's */
    SavedView get(Register register, String id) {
        return find(register, id)
                .orElseThrow(() -> Problem.unknown(
                        "REG-445",
                        "Không có bộ lọc đã lưu số «" + id
                                + "», hoặc người lưu chưa dùng chung; mở lại danh sách và lọc lại."));
    }

    /**
     * Keeps a list under a name.
     *
     * @throws Problem REG-442 for a name or a query that does not fit, REG-443 when the name is taken, REG-444 past 30
     */
    @Transactional
    SavedView save(Register register, String name, String query, boolean shared) {
        String fitting = fitting(name);
        if (query.isEmpty() || query.length() > QUERY_LENGTH) {
            throw new Problem(
                    422, "REG-442", "Chưa lọc, sắp xếp hay chọn cột nào nên chưa có gì để lưu; lọc danh sách trước.");
        }
        long kept = list(register).stream().filter(this::isOwn).count();
        if (kept >= MOST) {
            throw new Problem(
                    422, "REG-444", "Mỗi người lưu nhiều nhất " + MOST + " bộ lọc của một sổ; xóa bớt bộ lọc cũ.");
        }
        try {
            long id = database.sql("""
                            insert into register.view (register, account, name, query, shared)
                            values (:register, :account, :name, :query, :shared) returning id""")
                    .param("register", register.id())
                    .param("account", person.account())
                    .param("name", fitting)
                    .param("query", query)
                    .param("shared", shared)
                    .query(Long.class)
                    .single();
            return new SavedView(id, fitting, query, shared, person.account());
        } catch (DuplicateKeyException taken) {
            throw taken(fitting);
        }
    }

    /** Renames it and says who sees it; only the person who keeps it may. */
    void change(Register register, String id, String name, boolean shared) {
        SavedView view = own(register, id);
        String fitting = fitting(name);
        try {
            database.sql("update register.view set name = :name, shared = :shared where id = :id")
                    .param("name", fitting)
                    .param("shared", shared)
                    .param("id", view.id())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw taken(fitting);
        }
    }

    void delete(Register register, String id) {
        database.sql("delete from register.view where id = :id")
                .param("id", own(register, id).id())
                .update();
    }

    boolean isOwn(SavedView view) {
        return view.account().equals(person.account());
    }

    private SavedView own(Register register, String id) {
        SavedView view = get(register, id);
        if (!isOwn(view)) {
            throw new Problem(
                    403,
                    "REG-446",
                    "Bộ lọc «" + view.name() + "» do " + view.account() + " lưu; mở nó rồi lưu thành bộ lọc của bạn.");
        }
        return view;
    }

    private static String fitting(String name) {
        String fitting = Vietnamese.clean(name);
        if (fitting.isEmpty() || fitting.length() > NAME_LENGTH) {
            throw new Problem(422, "REG-442", "Tên bộ lọc cần có từ 1 đến " + NAME_LENGTH + " ký tự; đặt lại tên.");
        }
        return fitting;
    }

    private static Problem taken(String name) {
        return new Problem(422, "REG-443", "Bạn đã có bộ lọc tên «" + name + "» ở sổ này; đặt tên khác.");
    }
}
