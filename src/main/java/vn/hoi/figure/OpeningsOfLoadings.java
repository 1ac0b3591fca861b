package vn.hoi.figure;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.register.LoadedRecords;
import vn.hoi.register.RecordLoading;

/**
 * Keeps the number where it was when records of the years before are brought in: in the file's own transaction its records
 * come off the openings that stood for them, and in the one that undoes it they come back.
 */
@Component
class OpeningsOfLoadings {

    private final Figures figures;
    private final Openings openings;
    private final JdbcClient database;

    OpeningsOfLoadings(Figures figures, Openings openings, JdbcClient database) {
        this.figures = figures;
        this.openings = openings;
        this.database = database;
    }

    @EventListener
    void loaded(RecordLoading.BatchLoaded batch) {
        for (String id : figuresWithOpenings()) {
            figures.find(id)
                    .flatMap(figure -> Source.of(figure, figures))
                    .filter(source ->
                            source.register().id().equals(batch.register().id()))
                    .ifPresent(source -> openings.takeOff(source, batch.entry(), "Nạp tệp, đợt " + batch.entry()));
        }
    }

    private List<String> figuresWithOpenings() {
        return database.sql("""
                        select distinct figure from figure.opening where number <> 0 and remaining > 0 order by 1""").query(String.class).list();
    }

    @EventListener
    void undone(LoadedRecords.BatchUndone batch) {
        openings.giveBack(batch.entry(), "Hoàn tác đợt nạp " + batch.entry());
    }
}
