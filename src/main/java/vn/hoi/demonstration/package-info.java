/**
 * Demonstration data: made-up records whose counts are those a province has published.
 *
 * <p>Owns the reading of quotas ({@code provinces/<province>/demonstration/<register>.yaml}), of the word lists beside
 * them ({@code words.yaml}), and the rows made from both: the same folder, scale and areas always give the same rows.
 *
 * <p>Offers {@link vn.hoi.demonstration.Quotas} (which registers have quotas and how many rows each) and
 * {@link vn.hoi.demonstration.QuotaRows} (the rows, made while they are read). How a column is filled is written in the
 * quota file; the small language for it stands at {@link vn.hoi.demonstration.Fill}. A register more is a file more.
 *
 * <p>Loads them once, into an empty database, behind the first page ({@code DemonstrationLoading}). The making of rows
 * knows no register and no database. Refuses to name a real person or enterprise, and to load beside real records.
 */
@NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "demonstration",
        allowedDependencies = {"common", "journal", "unit", "access", "register", "report"})
package vn.hoi.demonstration;

import org.jspecify.annotations.NullMarked;
