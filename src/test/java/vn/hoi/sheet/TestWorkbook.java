package vn.hoi.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook written part by part, so that a test may put into it what no spreadsheet program would. */
final class TestWorkbook {

    /** XML of one cell without its reference, with {@code @} in its place. */
    record Raw(String xml) {}

    /** A number or text under one of the styles below. */
    record Styled(Object value, int style) {}

    static final int DAY = 1;
    static final int US_DAY = 2;
    static final int FIVE_DIGITS = 3;
    static final int VN_TIME = 4;
    static final int VN_TIME_H = 5;
    static final int QUOTED_D = 6;
    static final int TIME = 7;

    private static final String STYLES = """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            <numFmts count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="[$-409]m/d/yy;@"/>
            <numFmt numFmtId="166" formatCode="00000"/><numFmt numFmtId="167" formatCode="#,##0\\ &quot;d&quot;"/></numFmts>
            <fonts count="3"><font><name val="Times New Roman"/></font><font><name val=".VnTime"/></font><font><name val=".VnTimeH"/></font></fonts>
            <cellStyleXfs count="1"><xf numFmtId="14" fontId="1"/></cellStyleXfs>
            <cellXfs count="8"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/><xf numFmtId="166" fontId="0"/>
            <xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/><xf numFmtId="167" fontId="0"/><xf numFmtId="20" fontId="0"/></cellXfs></styleSheet>
            """;

    private record Sheet(String name, String state, String before, List<Object[]> rows) {}

    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String[]> extra = new ArrayList<>();
    private String prologue = "";
    private boolean from1904;

    TestWorkbook sheet(String name, Object[]... rows) {
        return sheet(name, "", "", rows);
    }

    TestWorkbook sheet(String name, String state, String before, Object[]... rows) {
        sheets.add(new Sheet(name, state, before, List.of(rows)));
        return this;
    }

    /** XML before the root of each sheet. */
    TestWorkbook prologue(String xml) {
        prologue = xml;
        return this;
    }

    TestWorkbook from1904() {
        from1904 = true;
        return this;
    }

    TestWorkbook part(String name, String content) {
        extra.add(new String[] {name, content});
        return this;
    }

    static Object[] row(Object... cells) {
        return cells;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            put(zip, "xl/styles.xml", STYLES);
            var names = new StringBuilder();
            var relations = new StringBuilder();
            for (int index = 0; index < sheets.size(); index++) {
                Sheet sheet = sheets.get(index);
                String state = sheet.state().isEmpty() ? "" : " state=\"" + sheet.state() + "\"";
                names.append("<sheet name=\"%s\" sheetId=\"%d\"%s r:id=\"rId%d\"/>"
                        .formatted(sheet.name(), index + 1, state, index + 1));
                relations.append(
                        "<Relationship Id=\"rId%d\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                                .formatted(index + 1, index + 1));
                put(zip, "xl/worksheets/sheet" + (index + 1) + ".xml", prologue + xml(sheet));
            }
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"http://r\"><workbookPr date1904=\"" + (from1904 ? 1 : 0) + "\"/><sheets>"
                            + names + "</sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships>" + relations
                            + "<Relationship Id=\"s\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
            for (String[] part : extra) {
                put(zip, part[0], part[1]);
            }
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String xml(Sheet sheet) {
        var xml = new StringBuilder("<worksheet>").append(sheet.before()).append("<sheetData>");
        int number = 0;
        for (Object[] row : sheet.rows()) {
            number++;
            xml.append("<row r=\"").append(number).append("\">");
            for (int column = 0; column < row.length; column++) {
                xml.append(cell(Heading.letter(column) + number, row[column], 0));
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static String cell(String reference, Object value, int style) {
        return switch (value) {
            case null -> "";
            case Raw raw -> raw.xml().replace("@", reference);
            case Styled styled -> cell(reference, styled.value(), styled.style());
            case Number number -> "<c r=\"%s\" s=\"%d\"><v>%s</v></c>".formatted(reference, style, number);
            default ->
                "<c r=\"%s\" s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
                        .formatted(
                                reference,
                                style,
                                value.toString().replace("&", "&amp;").replace("<", "&lt;"));
        };
    }
}
