package vn.hoi.sheet;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.LongSupplier;

/** Refuses a record that goes on and on, before it fills the memory: a quote never closed, a file without line ends. */
final class BoundedReader extends FilterReader {

    /** What the reader of the records takes ahead of the record it is in. */
    private static final int AHEAD = 1 << 16;

    private final long mostCharacters;
    private LongSupplier record = () -> 0;
    private long characters;

    BoundedReader(Reader in, long mostCharacters) {
        super(in);
        this.mostCharacters = mostCharacters;
    }

    /** How to name the record that is being read, for the message. */
    void naming(LongSupplier number) {
        record = number;
    }

    /** The record before is whole. */
    void nextRecord() {
        characters = 0;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        characters += read;
        if (characters > mostCharacters + AHEAD) {
            throw Refusals.tooLongRecord(record.getAsLong(), mostCharacters);
        }
    }
}
