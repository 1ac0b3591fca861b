package vn.hoi.command;

import java.io.PrintStream;
import org.springframework.stereotype.Component;

@Component
class Check {
    int run(PrintStream out) {
        return 0;
    }
}
