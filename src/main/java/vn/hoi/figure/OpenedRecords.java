package vn.hoi.figure;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.register.RecordLists;
import vn.hoi.register.Register;
import vn.hoi.register.VisibleRows;

/** Who may read a number, and how many of the records behind it they may open. */
@Component
class OpenedRecords {

    /** Records counted for «of which you may open» at most. */
    private static final int OPENED_MOST = 10_001;

    private final FigureReading reading;
    private final RecordLists lists;
    private final VisibleRows visible;
    private final Rights rights;
    private final CurrentPerson person;

    OpenedRecords(FigureReading reading, RecordLists lists, VisibleRows visible, Rights rights, CurrentPerson person) {
        this.reading = reading;
        this.lists = lists;
        this.visible = visible;
        this.rights = rights;
        this.person = person;
    }

    /** @throws Problem ACC-015 when its number is not for whoever asks */
    void requireRight(Figure figure) {
        if (!rights.mayReadFigure(figure.id(), figure.isPublic())) {
            throw new Problem(
                    403, "ACC-015", "Số liệu này không công khai; đăng nhập, hoặc xin khóa truy cập có số liệu này.");
        }
    }

    /**
     * Of the records counted, how many whoever asks may open, counted up to {@value #OPENED_MOST}; empty for who may open
     * all of them, since then it is the number itself.
     */
    Optional<Long> of(Figure figure, FigureQuery query, Reading read) {
        if (read.records() == null || !person.isKnown()) {
            return Optional.empty();
        }
        Register register = reading.register(figure);
        return visible.all(register)
                ? Optional.empty()
                : Optional.of(lists.countUpTo(
                        register, visible.of(register).and(reading.counted(figure, query)), OPENED_MOST));
    }
}
