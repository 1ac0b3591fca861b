package vn.hoi.sheet;

/**
 * How much of a file is read before it is refused.
 *
 * @param fileBytes size of the file
 * @param inflatedBytes size of all that is unpacked from it
 * @param ratio how many times larger than its packed form one part may be, once it is beyond 16 MiB
 * @param entries parts of the package
 * @param columns columns with a value
 * @param cellCharacters length of one cell
 * @param recordCharacters length of one record of delimited text, all its cells together
 * @param sharedCharacters length of all different texts of a workbook together, which must be held in memory
 */
public record SheetLimits(
        long fileBytes,
        long inflatedBytes,
        int ratio,
        int entries,
        int columns,
        int cellCharacters,
        long recordCharacters,
        long sharedCharacters) {

    private static final long MIB = 1024 * 1024;

    /** What a server with 512 MiB of memory bears. */
    public static SheetLimits standard() {
        return new SheetLimits(300 * MIB, 4096 * MIB, 250, 5000, 1000, 100_000, 4_000_000, 60_000_000);
    }

    /** The same with another size of the file. */
    public SheetLimits withFileBytes(long bytes) {
        return new SheetLimits(
                bytes, inflatedBytes, ratio, entries, columns, cellCharacters, recordCharacters, sharedCharacters);
    }

    /** The same with another size of all that is unpacked. */
    public SheetLimits withInflatedBytes(long bytes) {
        return new SheetLimits(
                fileBytes, bytes, ratio, entries, columns, cellCharacters, recordCharacters, sharedCharacters);
    }
}
