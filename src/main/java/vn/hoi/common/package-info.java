/**
 * Owns the small things every module needs: labels in two languages, Vietnamese formats, half-month buckets, problems
 * with stable codes, pages with their twins, the headers every answer carries, the limits of what is sent, secrets of the
 * environment, reading of declarations, expressions, and the questions about the person at work
 * ({@link vn.hoi.common.CurrentPerson}, {@link vn.hoi.common.Rights}).
 *
 * <p>Offers these as plain types. Refuses to know any other module, any table and any province.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "common",
        allowedDependencies = {})
package vn.hoi.common;
