package vn.hoi.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The quotas of a province: for each register, how many made-up rows of which kind. */
public final class Quotas {

    private final Words words;
    private final Map<String, QuotaFile> files;

    private Quotas(Words words, Map<String, QuotaFile> files) {
        this.words = words;
        this.files = files;
    }

    /**
     * Reads {@code words.yaml}, {@code words-*.yaml} and, but for {@code people.yaml}, every other {@code .yaml} of the folder as
     * the quotas of the register it is named after.
     *
     * @throws IllegalArgumentException a file is not what it should be; the message names file, place and cure
     */
    public static Quotas read(Path folder) {
        Words words = Words.read(folder);
        Map<String, QuotaFile> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.yaml")) {
            for (Path path : found) {
                if (!Words.isOne(path) && !path.endsWith(DemonstrationPeople.FILE)) {
                    QuotaFile file = QuotaFile.read(path);
                    files.put(file.register(), file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Quotas(words, files);
    }

    /**
     * The registers that have quotas, in the order to load them: what others refer to before them, else the smaller first.
     *
     * @throws IllegalArgumentException registers refer to one another in a circle
     */
    public List<String> registers() {
        List<QuotaFile> left = new ArrayList<>(files.values());
        left.sort(Comparator.comparingLong(QuotaFile::total).thenComparing(QuotaFile::register));
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            QuotaFile next = left.stream()
                    .filter(file -> file.refersTo().stream().noneMatch(named -> isAmong(left, named)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Quotas refer to one another in a circle: "
                            + left.stream().map(QuotaFile::register).toList()));
            left.remove(next);
            order.add(next.register());
        }
        return order;
    }

    private static boolean isAmong(List<QuotaFile> files, String register) {
        return files.stream().anyMatch(file -> file.register().equals(register));
    }

    /** The registers whose records this one's rows name. */
    public Set<String> refersTo(String register) {
        return get(register).refersTo();
    }

    /**
     * How many rows a register gets.
     *
     * @param scale 1 for the published numbers; at any scale above 0 small registers are whole and each group of the others keeps at least one row
     */
    public long count(String register, double scale) {
        long total = 0;
        for (long part : get(register).counts(scale)) {
            total += part;
        }
        return total;
    }

    /** The rows of a register, placed in the areas given, naming records made earlier. */
    public QuotaRows rows(String register, double scale, List<Area> areas, Earlier earlier) {
        return new MergedRows(get(register), words, new Places(areas), earlier, scale);
    }

    private QuotaFile get(String register) {
        QuotaFile file = files.get(register);
        if (file == null) {
            throw new IllegalArgumentException(
                    "No quotas for register '" + register + "'; there are quotas for " + files.keySet());
        }
        return file;
    }
}
