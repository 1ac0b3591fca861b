package vn.hoi.sheet;

import com.fasterxml.aalto.UncheckedStreamException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The texts that cells of a workbook name by number. */
final class SharedTexts {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** Many times what a cell may hold; beyond it nothing more is gathered. */
    private static final int LONGEST = 1_000_000;

    private final List<Cell> texts = new ArrayList<>();

    /** Those of a workbook that shares none. */
    SharedTexts() {}

    SharedTexts(InputStream part, String file, SheetLimits limits) throws XMLStreamException {
        XMLStreamReader xml = Xml.open(part, file);
        long characters = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("si")) {
                String text = text(xml, "si");
                characters += text.length();
                if (characters > limits.sharedCharacters()) {
                    throw Refusals.tooManyTexts(file);
                }
                texts.add(Cell.of(text));
            }
        }
    }

    /** Empty where a broken file names a text it does not hold. */
    Cell get(int index) {
        return index >= 0 && index < texts.size() ? texts.get(index) : Cell.EMPTY;
    }

    /** All runs of the element the reader stands in, without phonetic readings; leaves it at the element's end. */
    static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        var text = new StringBuilder();
        boolean phonetic = false;
        boolean run = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    phonetic = phonetic || xml.getLocalName().equals("rPh");
                    run = !phonetic && xml.getLocalName().equals("t");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    String ended = xml.getLocalName();
                    if (ended.equals(element)) {
                        return unescaped(text.toString());
                    }
                    phonetic = phonetic && !ended.equals("rPh");
                    run = false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (run) {
                        append(xml, text);
                    }
                }
                default -> {}
            }
        }
        return unescaped(text.toString());
    }

    /** The text of the element the reader stands in, which holds no other; leaves it at the element's end. */
    static String value(XMLStreamReader xml) throws XMLStreamException {
        var text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    append(xml, text);
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_DOCUMENT ->
                    throw new XMLStreamException("no text");
                default -> {}
            }
        }
    }

    /** The parser reads a text only when asked for it, and then has no exception of its own to throw. */
    private static void append(XMLStreamReader xml, StringBuilder text) throws XMLStreamException {
        try {
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            if (text.length() > LONGEST) {
                throw new XMLStreamException("a text beyond any cell");
            }
        } catch (UncheckedStreamException e) {
            throw new XMLStreamException(e);
        }
    }

    /** Characters XML cannot hold are written {@code _x000D_}. */
    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text).replaceAll(code -> {
                    char c = (char) Integer.parseInt(code.group(1), 16);
                    return Matcher.quoteReplacement(c >= ' ' || c == '\n' || c == '\t' ? String.valueOf(c) : "");
                })
                : text;
    }
}
