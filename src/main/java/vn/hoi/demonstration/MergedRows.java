package vn.hoi.demonstration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The groups of one quota file merged by their first date. */
final class MergedRows implements QuotaRows {

    private static final int TRIES_FOR_DISTINCT = 200;

    private final QuotaFile file;
    private final List<String> names;
    private final List<String> columns;
    private final int[] kept;
    private final List<Fill[]> fills = new ArrayList<>();
    private final long[] counts;

    MergedRows(QuotaFile file, Words words, Places places, Earlier earlier, double scale) {
        this.file = file;
        names = List.copyOf(file.columns().keySet());
        kept = IntStream.range(0, names.size())
                .filter(i -> !names.get(i).startsWith("_"))
                .toArray();
        columns = IntStream.of(kept).mapToObj(names::get).toList();
        counts = file.counts(scale);
        Scope scope = new Scope(names, words, places, earlier);
        for (QuotaFile.Group group : file.groups()) {
            fills.add(compile(group, scope));
        }
    }

    private Fill[] compile(QuotaFile.Group group, Scope scope) {
        Fill[] compiled = new Fill[names.size()];
        for (int i = 0; i < compiled.length; i++) {
            String name = names.get(i);
            try {
                compiled[i] = Fills.compile(
                        group.own().containsKey(name)
                                ? group.own().get(name)
                                : file.columns().get(name),
                        scope);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Quotas of '" + file.register() + "', column '" + name + "': " + e.getMessage(), e);
            }
        }
        return compiled;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public long size() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    @Override
    public Iterator<Object[]> iterator() {
        return new Merge();
    }

    private final class Merge implements Iterator<Object[]> {

        private final PriorityQueue<GroupStream> queue = new PriorityQueue<>(
                Comparator.comparingLong(GroupStream::epochDay).thenComparingInt(group -> group.order));
        private final Making row = new Making(names.size());
        private final int distinct = file.distinct() == null ? -1 : names.indexOf(file.distinct());
        private final Set<Object> seen = new HashSet<>();

        Merge() {
            for (int i = 0; i < fills.size(); i++) {
                SplittableRandom random = new SplittableRandom(Seeds.of(file.register() + '/' + i));
                GroupStream group = new GroupStream(i, counts[i], fills.get(i), random);
                if (group.hasNext()) {
                    queue.add(group);
                }
            }
        }

        @Override
        public boolean hasNext() {
            return !queue.isEmpty();
        }

        @Override
        public Object[] next() {
            GroupStream group = queue.poll();
            if (group == null) {
                throw new NoSuchElementException("No more rows of " + file.register());
            }
            row.number++;
            make(group);
            group.advance();
            if (group.hasNext()) {
                queue.add(group);
            }
            return output();
        }

        private void make(GroupStream group) {
            for (int i = 0; i < TRIES_FOR_DISTINCT; i++) {
                group.next(row);
                if (distinct < 0 || seen.add(String.valueOf(row.values[distinct]))) {
                    return;
                }
            }
        }

        // the element type of a row is nullable, which Iterable<Object[]> cannot say
        @SuppressWarnings("NullAway")
        private Object[] output() {
            Object[] made = new Object[kept.length];
            for (int i = 0; i < kept.length; i++) {
                @Nullable Object value = row.values[kept[i]];
                made[i] = switch (value) {
                    case Area area -> (Integer) area.id();
                    case Earlier.Known known -> known.code();
                    case null, default -> value;
                };
            }
            return made;
        }
    }
}
