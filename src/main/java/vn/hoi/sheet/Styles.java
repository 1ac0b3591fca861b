package vn.hoi.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What the formats and fonts of a workbook say about its cells: whether a number is a day, how a text was typed. */
final class Styles {

    /** How the number of a cell is shown. */
    enum Shown {
        PLAIN,
        DAY,
        TIME
    }

    /** A font from before Unicode. */
    enum Face {
        UNICODE(null),
        TCVN3(LegacyText.Encoding.TCVN3),
        /** Shows small letters as capitals. */
        TCVN3_CAPITALS(LegacyText.Encoding.TCVN3),
        VNI(LegacyText.Encoding.VNI);

        final LegacyText.@Nullable Encoding encoding;

        Face(LegacyText.@Nullable Encoding encoding) {
            this.encoding = encoding;
        }

        static Face of(String font) {
            String name = font.strip().toLowerCase(Locale.ROOT);
            if (name.startsWith(".vn")) {
                return name.endsWith("h") ? TCVN3_CAPITALS : TCVN3;
            }
            return name.startsWith("vni-") ? VNI : UNICODE;
        }
    }

    /** @param digits how many digits a format of zeros asks for ({@code 00000}); 0 for any other */
    record Style(Shown shown, int digits, Face face) {
        static final Style PLAIN = new Style(Shown.PLAIN, 0, Face.UNICODE);
    }

    // literal texts, escaped and skipped characters, colours, locales
    private static final Pattern NOT_OF_THE_NUMBER =
            Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+]|m+]|s+])[^\\]]*]");
    private static final Pattern ZEROS = Pattern.compile("0{2,30}");
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final int LEAP_DAY_THAT_NEVER_WAS = 60;

    private final List<Style> styles = new ArrayList<>();

    /** Those of a workbook without a part for them. */
    Styles() {}

    Styles(XMLStreamReader xml) throws XMLStreamException {
        Map<Integer, String> formats = new HashMap<>();
        List<Face> faces = new ArrayList<>();
        String within = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String element = xml.getLocalName();
            switch (element) {
                case "numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs", "fills", "borders", "cellStyles" ->
                    within = element;
                case "numFmt" -> {
                    if (within.equals("numFmts")) {
                        formats.put(Xml.number(xml, "numFmtId", 0), Xml.text(xml, "formatCode"));
                    }
                }
                case "font" -> {
                    if (within.equals("fonts")) {
                        faces.add(Face.UNICODE);
                    }
                }
                case "name" -> {
                    if (within.equals("fonts") && !faces.isEmpty()) {
                        faces.set(faces.size() - 1, Face.of(Xml.text(xml, "val")));
                    }
                }
                case "xf" -> {
                    if (within.equals("cellXfs")) {
                        styles.add(style(xml, formats, faces));
                    }
                }
                default -> {}
            }
        }
    }

    private static Style style(XMLStreamReader xml, Map<Integer, String> formats, List<Face> faces) {
        int format = Xml.number(xml, "numFmtId", 0);
        int font = Xml.number(xml, "fontId", 0);
        @Nullable String code = formats.get(format);
        return new Style(
                code == null ? builtIn(format) : shown(code),
                code != null && ZEROS.matcher(code).matches() ? code.length() : 0,
                font >= 0 && font < faces.size() ? faces.get(font) : Face.UNICODE);
    }

    Style get(int index) {
        return index >= 0 && index < styles.size() ? styles.get(index) : Style.PLAIN;
    }

    /** Formats every program knows by number (ECMA-376, 18.8.30), those of East Asia among them. */
    private static Shown builtIn(int format) {
        boolean day = (format >= 14 && format <= 17)
                || format == 22
                || (format >= 27 && format <= 36)
                || (format >= 50 && format <= 58);
        boolean time = (format >= 18 && format <= 21) || (format >= 45 && format <= 47);
        return day ? Shown.DAY : time ? Shown.TIME : Shown.PLAIN;
    }

    /** What a format code shows: its first section, without literal texts. */
    static Shown shown(String code) {
        String bare = NOT_OF_THE_NUMBER.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        int end = bare.indexOf(';');
        String section = end < 0 ? bare : bare.substring(0, end);
        if (section.contains("general") || section.contains("0") || section.contains("#")) {
            return section.contains("s") && section.contains(":") ? Shown.TIME : Shown.PLAIN;
        }
        if (section.contains("y") || section.contains("d")) {
            return Shown.DAY;
        }
        if (section.contains("h") || section.contains("s")) {
            return Shown.TIME;
        }
        return section.contains("m") ? Shown.DAY : Shown.PLAIN;
    }

    /** The day a serial number means where 1 is 01/01/1900 and 60 is a 29/02/1900 that never was. */
    static LocalDate day(long serial) {
        return EPOCH.plusDays(serial < LEAP_DAY_THAT_NEVER_WAS ? serial + 1 : serial);
    }
}
