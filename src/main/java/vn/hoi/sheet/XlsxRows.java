package vn.hoi.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The rows of a worksheet (ECMA-376, 18.3), one at a time. */
final class XlsxRows implements RawRows {

    private static final MathContext DIGITS_KEPT = new MathContext(15);
    private static final int DIGITS_OF_A_LONG = 15;
    private static final int DAYS_TO_1904 = 1462;
    private static final int LAST_SERIAL = 2_958_465;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int MOST_COLUMNS = 16_384;

    private final Workbook workbook;
    private final InputStream part;
    private final XMLStreamReader xml;
    private final Building row;
    private final BitSet hidden = new BitSet();
    private int number;
    private boolean ended;

    XlsxRows(Workbook workbook, InputStream part, SheetLimits limits) throws XMLStreamException {
        this.workbook = workbook;
        this.part = part;
        xml = Xml.open(part, workbook.file());
        row = new Building(limits);
    }

    @Override
    public BitSet hiddenColumns() {
        return hidden;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        try {
            while (!ended && xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    number = Math.max(number + 1, Xml.number(xml, "r", 0));
                    return readRow();
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("col")) {
                    hide();
                }
                ended = event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("sheetData");
            }
            return null;
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        part.close();
    }

    private void hide() {
        if (Xml.flag(xml, "hidden")) {
            int from = Math.clamp(Xml.number(xml, "min", 1) - 1, 0, MOST_COLUMNS);
            hidden.set(from, Math.clamp(Xml.number(xml, "max", 1), from, MOST_COLUMNS));
        }
    }

    private RawRow readRow() throws XMLStreamException {
        int column = -1;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                column = readCell(column + 1);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("row")) {
                return row.take(number);
            }
        }
    }

    /** @return the column the cell stands in: the one it names, or the one behind the cell before */
    private int readCell(int expected) throws XMLStreamException {
        int column = expected;
        String type = "n";
        int styleNumber = 0;
        for (int index = 0; index < xml.getAttributeCount(); index++) {
            String value = xml.getAttributeValue(index);
            switch (xml.getAttributeLocalName(index)) {
                case "r" -> column = column(value, expected);
                case "t" -> type = value;
                case "s" -> styleNumber = parse(value);
                default -> {}
            }
        }
        Styles.Style style = workbook.styles().get(styleNumber);
        row.set(number, column, value(type, style), style.face());
        return column;
    }

    private Cell value(String type, Styles.Style style) throws XMLStreamException {
        @Nullable String kept = null;
        boolean formula = false;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "v" -> kept = SharedTexts.value(xml);
                    case "is" -> kept = SharedTexts.text(xml, "is");
                    case "f" -> formula = true;
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("c")) {
                return kept == null
                        ? formula ? new Cell.Error(Cell.NOT_COMPUTED) : Cell.EMPTY
                        : cell(type, kept, style);
            }
        }
    }

    private Cell cell(String type, String kept, Styles.Style style) throws XMLStreamException {
        return switch (type) {
            case "s" -> workbook.sharedTexts().get(parse(kept));
            case "str", "inlineStr" -> Cell.of(kept);
            case "b" -> new Cell.Text(kept.strip().equals("1") ? "TRUE" : "FALSE");
            case "e" -> new Cell.Error(kept.strip());
            case "d" -> isoDay(kept.strip());
            default -> number(kept.strip(), style);
        };
    }

    private static int parse(String digits) {
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static Cell isoDay(String kept) {
        try {
            return kept.length() > 10
                    ? day(LocalDateTime.parse(kept.endsWith("Z") ? kept.substring(0, kept.length() - 1) : kept))
                    : new Cell.Day(LocalDate.parse(kept), LocalTime.MIDNIGHT);
        } catch (DateTimeException notADay) {
            return Cell.of(kept);
        }
    }

    private static Cell day(LocalDateTime moment) {
        return new Cell.Day(moment.toLocalDate(), moment.toLocalTime());
    }

    private Cell number(String kept, Styles.Style style) {
        if (kept.isEmpty()) {
            return Cell.EMPTY;
        }
        BigDecimal value;
        try {
            value = isShortWhole(kept)
                    ? BigDecimal.valueOf(Long.parseLong(kept))
                    : new BigDecimal(kept).round(DIGITS_KEPT);
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return Cell.of(kept);
        }
        if (style.shown() != Styles.Shown.PLAIN) {
            @Nullable Cell moment = moment(value.doubleValue(), style.shown());
            if (moment != null) {
                return moment;
            }
        }
        BigDecimal plain = value.scale() > 0 ? value.stripTrailingZeros() : value;
        if (Math.abs((long) plain.scale()) > 400) {
            return Cell.of(kept);
        }
        String text = plain.toPlainString();
        return new Cell.Number(plain, text.length() < style.digits() ? padded(text, style.digits()) : text);
    }

    private static boolean isShortWhole(String kept) {
        if (kept.length() > DIGITS_OF_A_LONG) {
            return false;
        }
        for (int index = 0; index < kept.length(); index++) {
            char c = kept.charAt(index);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static String padded(String text, int digits) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9') ? "0".repeat(digits - text.length()) + text : text;
    }

    /** The day or time a number is formatted as; null where the number is none of the calendar. */
    private @Nullable Cell moment(double value, Styles.Shown shown) {
        double serial = value + (workbook.startsIn1904() ? DAYS_TO_1904 : 0);
        if (value < 0 || serial > LAST_SERIAL) {
            return null;
        }
        long seconds = Math.round(serial * SECONDS_A_DAY);
        long days = seconds / SECONDS_A_DAY;
        LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY);
        if (shown == Styles.Shown.TIME && value < 1) {
            return new Cell.Text(time.toString());
        }
        return days == 0 ? null : new Cell.Day(Styles.day(days), time);
    }

    private static int column(String reference, int expected) {
        int column = 0;
        for (int index = 0; index < reference.length() && column <= MOST_COLUMNS; index++) {
            char c = reference.charAt(index);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + c - 'A' + 1;
        }
        return column == 0 ? expected : column - 1;
    }
}
