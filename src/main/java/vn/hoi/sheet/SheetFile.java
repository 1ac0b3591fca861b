package vn.hoi.sheet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;

/**
 * A file with tables: an {@code .xlsx} workbook or delimited text. Which of the two is told by its content, never by its
 * name. To be closed; tables read from it end with it. Not for several threads at once.
 */
public final class SheetFile implements AutoCloseable {

    /**
     * A sheet of a workbook; delimited text has one.
     *
     * @param index 0 for the first
     * @param hidden whether the spreadsheet program hides it
     */
    public record Sheet(int index, String name, boolean hidden) {}

    private static final int HEAD_BYTES = 1 << 16;

    private final String name;
    private final @Nullable Workbook workbook;
    private final @Nullable DelimitedText text;
    private final boolean oneByte;

    private SheetFile(String name, @Nullable Workbook workbook, @Nullable DelimitedText text, boolean oneByte) {
        this.name = name;
        this.workbook = workbook;
        this.text = text;
        this.oneByte = oneByte;
    }

    /**
     * Opens a file within the usual limits.
     *
     * @param name as its owner knows it, for messages
     * @throws Problem SHE-001 to SHE-008, SHE-014 where it cannot be read, with the cure
     */
    public static SheetFile open(Path file, String name) throws IOException {
        return open(file, name, SheetLimits.standard());
    }

    /** The same within limits of the caller. */
    public static SheetFile open(Path file, String name, SheetLimits limits) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw Refusals.empty(name);
        }
        if (size > limits.fileBytes()) {
            throw Refusals.tooLarge(name, size, limits.fileBytes());
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (Signature.isZip(head)) {
            return openZip(file, name, limits);
        }
        @Nullable Problem refusal = Signature.refusal(file, name, head);
        if (refusal != null) {
            throw refusal;
        }
        TextForm form = TextForm.of(file, head);
        if (form.isOneByte() || form.charset().equals(StandardCharsets.UTF_8)) {
            refuseBytesOfNoText(name, head);
        }
        return new SheetFile(name, null, new DelimitedText(file, form, limits), form.isOneByte());
    }

    private static SheetFile openZip(Path file, String name, SheetLimits limits) throws IOException {
        @Nullable Parts parts = null;
        boolean opened = false;
        try {
            parts = new Parts(file, name, limits);
            @Nullable String other = Signature.otherPackage(parts);
            if (other != null) {
                throw Refusals.other(name, other);
            }
            var workbook = new Workbook(parts, name, limits);
            opened = true;
            return new SheetFile(name, workbook, null, false);
        } catch (ZipException | EOFException | XMLStreamException e) {
            throw Refusals.broken(name);
        } finally {
            if (parts != null && !opened) {
                parts.close();
            }
        }
    }

    /** Control characters that no text holds. */
    private static void refuseBytesOfNoText(String name, byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && "\t\n\r\f\u000b\u001a".indexOf(b) < 0) {
                throw Refusals.other(name, "tệp nhị phân");
            }
        }
    }

    /** The sheets in the order of their tabs, hidden ones too. */
    public List<Sheet> sheets() {
        return workbook == null ? List.of(new Sheet(0, name, false)) : List.copyOf(workbook.sheets());
    }

    /** Whether it is a workbook. */
    public boolean isWorkbook() {
        return workbook != null;
    }

    /**
     * The table of a sheet, its heading found.
     *
     * @param sheet 0 for the first
     * @throws Problem SHE-011 for no such sheet, SHE-012 where nothing can be a heading, others where it cannot be read
     */
    public Table table(int sheet) {
        return new Table(this, getSheet(sheet), null);
    }

    /**
     * The table of a sheet under the heading the caller names.
     *
     * @param firstRow of the heading, 1 for the first of the sheet
     * @param lastRow of the heading; {@code firstRow} where it has one row
     */
    public Table table(int sheet, int firstRow, int lastRow) {
        return new Table(this, getSheet(sheet), new HeadingRows(firstRow, Math.max(firstRow, lastRow), 1));
    }

    private Sheet getSheet(int index) {
        List<Sheet> all = sheets();
        if (index < 0 || index >= all.size()) {
            throw Refusals.noSheet(index, all.size());
        }
        return all.get(index);
    }

    String name() {
        return name;
    }

    /** Whether what is not ASCII in it may be of any encoding of one byte a character. */
    boolean isOneByte() {
        return oneByte;
    }

    RawRows rows(Sheet sheet) {
        try {
            if (workbook != null) {
                return workbook.rows(sheet.index());
            }
            if (text != null) {
                return text.rows();
            }
            throw new IllegalStateException("a file of no form");
        } catch (IOException | XMLStreamException e) {
            throw Refusals.broken(name);
        }
    }

    @Override
    public void close() throws IOException {
        if (workbook != null) {
            workbook.close();
        }
    }
}
