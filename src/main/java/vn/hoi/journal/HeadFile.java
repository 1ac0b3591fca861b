package vn.hoi.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Heads in one file outside the database, a line each ({@link Seal#line}). Lines are only added, and only after those there
 * agree with the table: a line that does not is told and stays as it is.
 */
final class HeadFile {

    /**
     * The file beside the table.
     *
     * @param lines whole lines read
     * @param there numbers of the seals it holds
     * @param fault what contradicts the table first; null when nothing does
     */
    record Compared(long lines, BitSet there, @Nullable String fault) {

        /** How many seals up to this one it does not hold. */
        long missing(long newest) {
            return newest - there.get(1, Math.toIntExact(newest) + 1).cardinality();
        }
    }

    /** End of the file: the last whole line, and what stands behind it when a write was broken off. */
    private record Tail(@Nullable String line, String torn) {}

    private static final int PAGE = 1000;
    private static final int TAIL_BYTES = 4096;
    private static final Pattern LINE = Pattern.compile("(\\d{1,9})\\t\\S+\\t\\d+\\t[0-9a-f]{64}");

    private final Path file;
    private final boolean makesFolder;
    private final Seals seals;

    /** @param makesFolder whether its folder is made when missing; a disk that is not there must not be */
    HeadFile(Path file, boolean makesFolder, Seals seals) {
        this.file = file;
        this.makesFolder = makesFolder;
        this.seals = seals;
    }

    Path file() {
        return file;
    }

    /** Adds what the table has behind the last line. @return what contradicts the table; null when nothing does */
    @Nullable
    String append() throws IOException {
        Tail tail = tail();
        long number = 0;
        if (tail.line() != null) {
            @Nullable String fault = fault(tail.line());
            if (fault != null) {
                return fault;
            }
            number = number(tail.line());
        }
        String torn = tail.torn();
        while (true) {
            List<Seal> next = seals.after(number, PAGE);
            if (next.isEmpty()) {
                return null;
            }
            String text = text(next);
            if (!text.startsWith(torn)) {
                return "tệp " + file + " có dòng cuối «" + torn + "» khác niêm phong số "
                        + next.getFirst().number();
            }
            write(text.substring(torn.length()));
            torn = "";
            number = next.getLast().number();
        }
    }

    /** Writes again what is missing between its lines, then its last line once more. @return how many were missing */
    long restore(Compared compared, long newest) throws IOException {
        long missing = 0;
        int last = compared.there().length() - 1;
        // a line broken off is completed first, the next time these are written
        if (tail().torn().isEmpty()) {
            for (int one = compared.there().nextClearBit(1);
                    one < last;
                    one = compared.there().nextClearBit(one + 1)) {
                missing += again(one);
            }
            if (missing > 0) {
                again(last);
            }
        }
        return missing + newest - Math.max(last, 0);
    }

    /** @return 1; 0 when the table has no such seal either, which the proof tells */
    private int again(long number) throws IOException {
        Optional<Seal> seal = seals.find(number);
        if (seal.isEmpty()) {
            return 0;
        }
        write(text(List.of(seal.get())));
        return 1;
    }

    /** Reads the whole file beside the table. */
    Compared compare() throws IOException {
        var there = new BitSet();
        long lines = 0;
        if (!Files.exists(file)) {
            return new Compared(0, there, null);
        }
        boolean torn = !tail().torn().isEmpty();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            List<String> page = new ArrayList<>();
            @Nullable String line = reader.readLine();
            while (line != null) {
                @Nullable String next = reader.readLine();
                // what is still being written is no line yet
                if (next != null || !torn) {
                    page.add(line);
                }
                line = next;
                if (page.size() == PAGE || line == null) {
                    @Nullable String fault = compare(page, there);
                    lines += page.size();
                    page.clear();
                    if (fault != null) {
                        return new Compared(lines, there, fault);
                    }
                }
            }
        }
        return new Compared(lines, there, null);
    }

    private @Nullable String compare(List<String> lines, BitSet there) {
        Map<Long, Seal> kept =
                seals.of(lines.stream().map(HeadFile::number).filter(n -> n > 0).toList());
        for (String line : lines) {
            @Nullable String fault = fault(line, kept.get(number(line)));
            if (fault != null) {
                return fault;
            }
            there.set(Math.toIntExact(number(line)));
        }
        return null;
    }

    private @Nullable String fault(String line) {
        return fault(line, seals.find(number(line)).orElse(null));
    }

    private @Nullable String fault(String line, @Nullable Seal seal) {
        long number = number(line);
        if (number == 0) {
            return "tệp " + file + " có dòng không đọc được «" + line + "»";
        }
        if (seal == null) {
            return "tệp " + file + " có niêm phong số " + number + " mà bảng không có";
        }
        return seal.line().equals(line)
                ? null
                : "tệp " + file + " ghi niêm phong số " + number + " khác với bảng (đầu chuỗi trong bảng là "
                        + seal.head() + ")";
    }

    /** Number of the seal on this line; 0 when it is no such line. */
    private static long number(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches() ? Long.parseLong(parts.group(1)) : 0;
    }

    private static String text(List<Seal> next) {
        return next.stream().map(seal -> seal.line() + "\n").collect(Collectors.joining());
    }

    private void write(String text) throws IOException {
        if (makesFolder) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Tail tail() throws IOException {
        if (!Files.exists(file)) {
            return new Tail(null, "");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long begin = Math.max(0, channel.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - begin));
            channel.position(begin);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the end
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n');
            if (end < 0) {
                return new Tail(null, text);
            }
            return new Tail(text.substring(text.lastIndexOf('\n', end - 1) + 1, end), text.substring(end + 1));
        }
    }
}
