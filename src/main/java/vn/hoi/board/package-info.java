/**
 * Owns the front page, the pages of the fields and the answer to whether the server is well.
 *
 * <p>Offers pages only. Refuses to count anything itself: every number on its pages is a figure.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "board",
        allowedDependencies = {"common", "journal", "unit", "access", "register", "figure", "plan"})
package vn.hoi.board;
