package vn.hoi.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Home;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;

/**
 * Who sends a report does not approve it. Units with one officer only are declared by their province in {@code
 * provinces/<province>/one-officer-units.yaml}; there the one officer approves too, and writes why.
 */
@Component
class SecondPerson {

    private final CurrentPerson person;
    private final Set<String> alone = new HashSet<>();

    SecondPerson(Home home, CurrentPerson person) {
        this.person = person;
        Path file = home.provinceFolder().resolve("one-officer-units.yaml");
        if (Files.exists(file)) {
            try {
                Yaml yaml = Yaml.read(file);
                yaml.check(home.schema().resolve("one-officer-units.schema.json"));
                yaml.tree().properties().forEach(entry -> alone.add(entry.getKey()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether the one at work sent what waits for approval. */
    boolean isSender(Edition waiting) {
        return person.account().equals(waiting.submittedBy());
    }

    /** Whether somebody else has to approve it. */
    boolean isOther(Reporter reporter, Edition waiting) {
        return isSender(waiting)
                && (reporter.isParty() || !alone.contains(reporter.unit().code()));
    }

    /** @throws Problem REP-416 when the one at work sent it, and the unit is not declared to have nobody else */
    void require(Reporter reporter, Edition waiting) {
        if (isOther(reporter, waiting)) {
            throw new Problem(
                    403,
                    "REP-416",
                    "Người gửi báo cáo không tự duyệt; đề nghị người khác có quyền duyệt, hoặc quản trị khai báo đơn vị"
                            + " chỉ có một người.");
        }
    }
}
