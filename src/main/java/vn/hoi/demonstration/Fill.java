package vn.hoi.demonstration;

import org.jspecify.annotations.Nullable;

/**
 * How one column of a row is filled. Columns are filled in the order of {@code columns:}; one whose name begins with
 * {@code _} only helps others. In the quota file a fill is one of:
 *
 * <pre>
 * text                                          the text; {name} is an earlier column, or a word of that list
 *                                               {column:yyyy} a date, {name:mail} a name as in an address,
 *                                               {place.full} {place.name} {place.code} an area, {_entry.key} an entry
 *                                               {seq:5} the row's number, {mix:8} the same scrambled (both unique),
 *                                               {digits:4} {letters:2} by chance
 * 5, true, null                                 itself
 * { one-of: { passed: 3, failed: 1 } }          one of these, weighted; or a list, all alike
 * { by: kind, gi: …, mark: …, else: … }         as the value of another column says
 * { chance: 30, then: …, else: … }              in so many of a hundred rows
 * { exactly: 120, then: … }                     (in a group) in exactly so many of its rows, else empty
 * { pick: table, where: [kind, _home] }         an entry whose keys kind and home equal these columns
 * { date: 2021-01-01..2025-06-30 }              a working day; the first one orders the rows
 * { after: filed-on, days: 30..90, until: … }   so many working days later; or before:, from:
 * { plus: granted-on, months: 120 }             the same day so many months later
 * { later-of: [checked-on, in-use-from] }       the later of two days
 * { number: 20..90, times: 1000000 }            { decimal: 60..95, digits: 1 }
 * { share-of: total-cost, percent: 60..90, step: 1000000 }   { minus: [total-cost, state-budget] }
 * { year-of: in-use-from, back: 0..2 }          a year as a number
 * { area: [commune, ward], on: filed-on }       an area of these kinds that exists that day
 * { area: SKHCN }   { area-of: _entry.agency }  the area of that code
 * { parent-of: place }                          the area above another
 * { record: facility, where: { state: issued } }   a record of another register that is loaded before this one, as its
 *                                               code; {_facility.name} is a column of it, if it fills _facility
 * { place-of: _facility }   { unit-of: _facility }   where it stands, who answers for it
 * { records: expert, many: 3..5 }               several different ones
 * { codes: [VB-0001, VB-0002] }                 just these, earlier rows of this register or records of another
 * { rows: { name: "{person}", score: … }, many: 3..7 }   lines of a small table; a list gives just these lines
 * { identifier: tax-code }                      well-formed, of nobody; also gtin, organisation-code, citizen-id
 * { location: [106.1..107.3, 21.4..22.4] }      a point between two longitudes and two latitudes
 * { moment: held-on, hours: 7..16 }             a time on the day of another column
 * </pre>
 *
 * Bounds of days and months may name a column or an entry's key instead of a number: {@code 0.._procedure.days}.
 */
@FunctionalInterface
interface Fill {

    @Nullable
    Object fill(Making row);
}
