package vn.hoi.access;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hoi.common.RegisterRoles;

/** What keys of an account may be for: what the account itself may do now. */
@Component
class KeyOffers {

    private final AtWork atWork;
    private final ObjectProvider<RegisterRoles> registers;

    KeyOffers(AtWork atWork, ObjectProvider<RegisterRoles> registers) {
        this.atWork = atWork;
        this.registers = registers;
    }

    /** The registers this open account may open. @throws vn.hoi.common.Problem ACC-020 for a closed account */
    List<KeyOffer> list(String account) {
        List<KeyOffer> offers = new ArrayList<>();
        atWork.as(
                account,
                () -> registers.stream()
                        .flatMap(all -> all.named().stream())
                        .filter(register -> !atWork.reach(register.id()).isNone())
                        .forEach(register -> offers.add(new KeyOffer(
                                register,
                                atWork.mayWrite(register.id()),
                                register.steps().stream()
                                        .filter(step -> atWork.mayTake(register.id(), step.id(), step.roles()))
                                        .toList()))));
        return offers;
    }
}
