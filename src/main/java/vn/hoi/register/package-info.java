/**
 * Owns the registers: reading their declarations, their tables, their records, lists, forms and twins, their help,
 * their description for machines, their journal as a timeline, and the parties that records name.
 *
 * <p>Offers {@link vn.hoi.register.Registers} (what is declared), {@link vn.hoi.register.Records} (adding, changing,
 * finding, listing), {@link vn.hoi.register.RecordLoading} (many records at once) and {@link vn.hoi.register.Fields}.
 * Asks through {@link vn.hoi.register.RecordCounts} how many records there are, and never counts a table itself. Refuses
 * a wrong declaration at start, a value that breaks its column's or its register's rules, a stale edit, and a merge of
 * parties that are not both active.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "register",
        allowedDependencies = {"common", "calendar", "journal", "unit", "access"})
package vn.hoi.register;
