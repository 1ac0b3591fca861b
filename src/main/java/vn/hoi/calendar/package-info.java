/**
 * Owns the working calendar of the province (office hours, public holidays, swapped and make-up days, all of them data
 * in {@code provinces/<province>/calendar/}) and the counting of deadlines by it.
 *
 * <p>Offers {@link vn.hoi.calendar.WorkingTime}, which counts; {@link vn.hoi.calendar.Span}, a length of time as
 * declarations write it; {@link vn.hoi.calendar.Due}, a deadline that can say in a sentence how it came about. Refuses
 * a calendar that contradicts itself: a day both off and worked, a day of another year, office hours that do not add up.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "calendar",
        allowedDependencies = {"common"})
package vn.hoi.calendar;
