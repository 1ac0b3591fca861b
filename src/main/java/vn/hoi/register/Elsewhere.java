package vn.hoi.register;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the later modules for what they keep; they are asked for only when a record is read. */
@Component
class Elsewhere {

    private final ObjectProvider<NamedElsewhere> kinds;

    Elsewhere(ObjectProvider<NamedElsewhere> kinds) {
        this.kinds = kinds;
    }

    /** What is wrong with this name, as the end of a sentence; empty when there is such a thing. */
    Optional<String> fault(String kind, String name) {
        NamedElsewhere named = kinds.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is named by " + kind));
        return named.has(name) ? Optional.empty() : Optional.of(named.cure());
    }
}
