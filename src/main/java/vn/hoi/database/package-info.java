/**
 * Owns the PostgreSQL inside: its data folder, its process, its backup.
 *
 * <p>Offers {@link vn.hoi.database.PostgresInside}, {@link vn.hoi.database.DataFolder} and
 * {@link vn.hoi.database.Backup}. Refuses to run without {@code fsync}, to listen beyond loopback, and to touch a data
 * folder of another version or a damaged one.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "database",
        allowedDependencies = {"common"})
package vn.hoi.database;
