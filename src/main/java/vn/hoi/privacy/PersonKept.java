package vn.hoi.privacy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Register;

/**
 * What one register keeps of a person.
 *
 * @param records whole, by column id, each with its journal
 */
public record PersonKept(Register register, List<Map<String, @Nullable Object>> records) {}
