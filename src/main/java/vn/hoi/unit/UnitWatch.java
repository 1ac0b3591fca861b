package vn.hoi.unit;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Repeated;

/** Units are held in memory: when another node has changed them, this one reads them again. */
@Component
class UnitWatch extends Repeated {

    private static final Logger LOG = LoggerFactory.getLogger(UnitWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Units units;
    private final JdbcClient database;
    private String seen = "";

    UnitWatch(Units units, JdbcClient database) {
        super("units", PAUSE, PAUSE);
        this.units = units;
        this.database = database;
    }

    @Override
    protected void round() {
        try {
            String now = database.sql(
                            "select count(*) || '/' || count(undone_at) || '/' || (select count(*) from unit.portion) from unit.change")
                    .query(String.class)
                    .single();
            if (!now.equals(seen)) {
                units.read();
                seen = now;
            }
        } catch (RuntimeException e) {
            // the database may be coming back
            LOG.debug("units wait", e);
        }
    }
}
