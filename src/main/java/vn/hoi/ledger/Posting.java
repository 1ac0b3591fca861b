package vn.hoi.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One immutable movement of money between two accounts of its line.
 *
 * @param at when it was written
 * @param amount đồng; a correction moves them back
 * @param corrects number of the posting it takes back
 * @param request the key of the request; postings of one request are one act
 * @param overLimit the limit it passes by override: committed, loaded, project, contract
 */
public record Posting(
        long id,
        Instant at,
        long line,
        String kind,
        String from,
        String to,
        long amount,
        String document,
        LocalDate documentDay,
        LocalDate day,
        int budgetYear,
        @Nullable Integer planYear,
        @Nullable String contract,
        String author,
        @Nullable String reason,
        @Nullable Long attachment,
        @Nullable Long corrects,
        String request,
        @Nullable String overLimit,
        @Nullable Long overAmount,
        @Nullable String overrideBy,
        @Nullable String overrideReason) {

    /** What machines and spreadsheets get of it. */
    public Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("line", line);
        row.put("kind", kind);
        row.put("from", corrects == null ? from : to);
        row.put("to", corrects == null ? to : from);
        row.put("amount", amount);
        row.put("document", document);
        row.put("document-day", documentDay);
        row.put("day", day);
        row.put("budget-year", budgetYear);
        row.put("plan-year", planYear);
        row.put("contract", contract);
        row.put("author", author);
        row.put("reason", reason);
        row.put("attachment", attachment);
        row.put("corrects", corrects);
        row.put("over-limit", overLimit);
        row.put("over-amount", overAmount);
        row.put("override-by", overrideBy);
        row.put("override-reason", overrideReason);
        row.put("at", at.toString());
        return row;
    }
}
