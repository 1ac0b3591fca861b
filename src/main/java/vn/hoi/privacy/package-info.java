/**
 * Owns the protection of personal data: what each register keeps of people, why and how long, its erasure when that time is
 * over, and all that is kept about one person.
 *
 * <p>Offers pages only, below {@code /admin/privacy}. Refuses to erase before the declared time, and to gather a person's
 * data without a purpose.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "privacy",
        allowedDependencies = {"common", "journal", "unit", "register"})
package vn.hoi.privacy;
