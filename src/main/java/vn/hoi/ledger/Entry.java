package vn.hoi.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One posting as it is asked for.
 *
 * @param line number of the line
 * @param kind of the movement; of a correction the one it takes back
 * @param amount đồng, 1 to {@link Postings#MOST}
 * @param document its number; with its day it is used once for a movement of a line
 * @param day on which the money moves
 * @param planYear capital-plan year; null where it is the line's
 * @param contract code; null for none
 * @param corrects number of the posting that is taken back, all or in part; null for none
 */
public record Entry(
        long line,
        String kind,
        long amount,
        String document,
        LocalDate documentDay,
        LocalDate day,
        @Nullable Integer planYear,
        @Nullable String contract,
        @Nullable String reason,
        @Nullable Long attachment,
        @Nullable Long corrects) {

    long moved() {
        return corrects == null ? amount : -amount;
    }

    /** The same request again has the same text. */
    String said() {
        return String.join(
                "|",
                String.valueOf(line),
                kind,
                String.valueOf(amount),
                document,
                documentDay.toString(),
                day.toString(),
                String.valueOf(planYear),
                String.valueOf(contract),
                String.valueOf(reason),
                String.valueOf(attachment),
                String.valueOf(corrects));
    }
}
