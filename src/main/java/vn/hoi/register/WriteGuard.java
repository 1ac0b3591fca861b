package vn.hoi.register;

import java.util.Optional;
import vn.hoi.common.Problem;

/** A further say in whether records of a register may be written now, beside the person's rights. */
public interface WriteGuard {

    /** Why not, with the cure; empty when nothing stands against it. */
    Optional<Problem> refusal(Register register);
}
