/**
 * Owns the commands of {@code ./hoi}: serve, check, backup, restore, export, help. Starts the database, then the modules, and
 * turns what fails into one clear line and a non-zero exit.
 *
 * <p>Offers nothing to other modules. Refuses to start on a busy port or a damaged data folder.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(displayName = "command")
package vn.hoi.command;
