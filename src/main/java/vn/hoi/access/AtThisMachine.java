package vn.hoi.access;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Rights;

/** Whoever works on this machine, before sign-in exists: its administrator. */
@Component
class AtThisMachine implements CurrentPerson, Rights {

    private static final Label NAME = new Label("Quản trị tại máy chủ", "Administrator at this machine");

    @Override
    public String account() {
        return "admin";
    }

    @Override
    public Label name() {
        return NAME;
    }

    @Override
    public boolean mayWrite(String register) {
        return true;
    }

    @Override
    public boolean mayTake(String register, List<String> roles) {
        // what only the program does is done by nobody
        return !roles.equals(List.of("system"));
    }

    @Override
    public boolean mayReadPersonal(String register) {
        return true;
    }
}
