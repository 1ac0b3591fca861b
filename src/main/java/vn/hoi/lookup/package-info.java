/**
 * Owns the public look-up: whether a scale, a certificate or a licence is genuine and still good, for anybody who has its
 * key, without signing in.
 *
 * <p>Offers pages only, {@code /p} and {@code /p/{register}/{key}}. Refuses to show a column that is not declared public, to
 * list what has not been asked for by its whole key, and more questions than one caller needs.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "lookup",
        allowedDependencies = {"common", "unit", "register"})
package vn.hoi.lookup;
