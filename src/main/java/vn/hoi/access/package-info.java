/**
 * Owns who may come in and who is at work. Until people sign in, the server listens on loopback only and whoever works
 * on this machine is its administrator; requests that another site makes a browser send are refused.
 *
 * <p>Offers the answers to {@link vn.hoi.common.CurrentPerson} and {@link vn.hoi.common.Rights}. Refuses requests from
 * beyond this machine.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "access",
        allowedDependencies = {"common", "journal", "unit"})
package vn.hoi.access;
