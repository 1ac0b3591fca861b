package vn.hoi.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Column;
import vn.hoi.register.Privacy;
import vn.hoi.register.Register;

/**
 * What one register keeps of people.
 *
 * @param columns with personal data
 * @param privacy why and how long; null when its declaration does not say
 * @param due records whose time is over, counted up to {@link Erasures#COUNTED}
 */
public record PrivacyLine(
        Register register, List<Column> columns, @Nullable Privacy privacy, int due) {}
