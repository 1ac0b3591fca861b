/**
 * Owns the figures: their definitions, the triggers that append deltas in the writer's transaction, the fold, the cells,
 * their reading on any period, day and map, the proof that they equal the records, and the relations among them.
 *
 * <p>Offers {@link vn.hoi.figure.Figures} (what is declared), {@link vn.hoi.figure.FigureReading} (values),
 * {@link vn.hoi.figure.Relations} and {@link vn.hoi.figure.FigureProof}; answers {@link vn.hoi.register.RecordCounts}.
 * Refuses a definition that cannot be counted exactly, and to give 0 where nothing is known.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "figure",
        allowedDependencies = {"common", "journal", "unit", "access", "register"})
package vn.hoi.figure;
