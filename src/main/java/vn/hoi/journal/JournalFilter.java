package vn.hoi.journal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/**
 * What an auditor looks for; each is empty for anything.
 *
 * @param subject what subjects begin with
 * @param from first day
 * @param to last day
 */
public record JournalFilter(String account, String subject, String action, String from, String to) {

    /** Sorts after all that may follow a prefix. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** Conditions of an SQL statement with their values, newer than nothing and older than an entry. */
    record Conditions(String sql, Map<String, Object> values) {}

    /** @throws Problem JOU-400 when a day cannot be read */
    Conditions conditions(Journal.@Nullable Entry after) {
        List<String> all = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new LinkedHashMap<>();
        if (!account.isBlank()) {
            all.add("account = :account");
            values.put("account", account.strip());
        }
        if (!action.isBlank()) {
            all.add("action = :action");
            values.put("action", action.strip());
        }
        if (!subject.isBlank()) {
            // byte by byte, so that the index serves whatever the language of the database
            all.add("subject ~>=~ :subject and subject ~<~ :subjectEnd");
            values.put("subject", subject.strip());
            values.put("subjectEnd", subject.strip() + LAST);
        }
        if (!from.isBlank()) {
            all.add("at >= :from");
            values.put("from", beginning(day("from", from)));
        }
        if (!to.isBlank()) {
            all.add("at < :to");
            values.put("to", beginning(day("to", to).plusDays(1)));
        }
        if (after != null) {
            all.add("(at, id) < (:afterAt, :afterId)");
            values.put("afterAt", after.at().atOffset(ZoneOffset.UTC));
            values.put("afterId", after.id());
        }
        return new Conditions(String.join(" and ", all), values);
    }

    private static LocalDate day(String parameter, String text) {
        return Vietnamese.readDay(text)
                .orElseThrow(() -> Problem.badRequest(
                        "JOU-400", "Tham số «" + parameter + "» phải là một ngày, ví dụ 05/09/2025 hoặc 2025-09-05."));
    }

    private static OffsetDateTime beginning(LocalDate day) {
        return day.atStartOfDay(Vietnamese.ZONE).toOffsetDateTime();
    }

    /** As parameters of an address, the number of the entry it goes on after among them. */
    String query(@Nullable Long after, int limit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("account", account);
        parameters.put("subject", subject);
        parameters.put("action", action);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("after", after == null ? "" : after.toString());
        parameters.put("limit", limit == JournalPages.LIMIT ? "" : String.valueOf(limit));
        List<String> parts = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (!value.isBlank()) {
                parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }
}
