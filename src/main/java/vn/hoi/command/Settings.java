package vn.hoi.command;

import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hoi.common.Home;
import vn.hoi.common.StartStep;

/** What the command line sets, and the modules' work before the first request. */
@Configuration
class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    @Bean
    Home home(@Value("${hoi.home:.}") String root, @Value("${hoi.province:langson}") String province) {
        return new Home(Path.of(root).toAbsolutePath().normalize(), province);
    }

    /**
     * Runs the start steps in the order of the modules, before the web server takes requests. They are asked for only then:
     * what a lifecycle bean is given at its making is started before it.
     */
    @Bean
    SmartLifecycle beforeTheFirstRequest(ObjectProvider<StartStep> steps) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                steps.stream().sorted(Comparator.comparingInt(StartStep::order)).forEach(step -> {
                    long begin = System.nanoTime();
                    step.run();
                    LOG.info("{}: {} ms", step.says(), (System.nanoTime() - begin) / 1_000_000);
                });
                running = true;
            }

            @Override
            public void stop() {
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                // the web server starts near Integer.MAX_VALUE
                return 0;
            }
        };
    }
}
