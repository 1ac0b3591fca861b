package vn.hoi.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An {@code .xlsx} workbook (ECMA-376): its sheets, styles and shared texts. */
final class Workbook implements AutoCloseable {

    private static final String MAIN = "xl/workbook.xml";

    private final Parts parts;
    private final String file;
    private final SheetLimits limits;
    private final List<SheetFile.Sheet> sheets = new ArrayList<>();
    private final List<String> sheetParts = new ArrayList<>();
    private final Styles styles;
    private final String sharedPart;
    private boolean startsIn1904;
    private @Nullable SharedTexts shared;

    /** @param parts closed with the workbook */
    Workbook(Parts parts, String file, SheetLimits limits) throws IOException, XMLStreamException {
        this.file = file;
        this.limits = limits;
        this.parts = parts;
        String main = mainPart();
        String folder = main.substring(0, main.lastIndexOf('/') + 1);
        Map<String, String> targets = new HashMap<>();
        Map<String, String> kinds = new HashMap<>();
        String relations = folder + "_rels/" + main.substring(folder.length()) + ".rels";
        relations(relations, (id, kind, target) -> {
            String part = target.startsWith("/") ? target.substring(1) : folder + target;
            // sheets that are only a chart have no rows
            if (kind.equals("worksheet")) {
                targets.put(id, part);
            }
            kinds.putIfAbsent(kind, part);
        });
        readSheets(main, targets);
        sharedPart = kinds.getOrDefault("sharedStrings", folder + "sharedStrings.xml");
        styles = readStyles(kinds.getOrDefault("styles", folder + "styles.xml"));
    }

    private interface Relation {
        void is(String id, String kind, String target);
    }

    private String mainPart() throws IOException, XMLStreamException {
        List<String> found = new ArrayList<>();
        relations("_rels/.rels", (id, kind, target) -> {
            if (kind.equals("officeDocument")) {
                found.add(target.startsWith("/") ? target.substring(1) : target);
            }
        });
        return found.isEmpty() ? MAIN : found.getFirst();
    }

    private void relations(String part, Relation relation) throws IOException, XMLStreamException {
        try (@Nullable InputStream in = parts.open(part)) {
            if (in == null) {
                return;
            }
            XMLStreamReader xml = Xml.open(in, file);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    String kind = Xml.text(xml, "Type");
                    relation.is(
                            Xml.text(xml, "Id"), kind.substring(kind.lastIndexOf('/') + 1), Xml.text(xml, "Target"));
                }
            }
        }
    }

    private void readSheets(String main, Map<String, String> targets) throws IOException, XMLStreamException {
        try (InputStream in = required(main)) {
            XMLStreamReader xml = Xml.open(in, file);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("workbookPr")) {
                    startsIn1904 = Xml.flag(xml, "date1904");
                } else if (xml.getLocalName().equals("sheet")) {
                    @Nullable String part = targets.get(Xml.text(xml, "id"));
                    if (part != null) {
                        boolean hidden = Xml.text(xml, "state").contains("idden");
                        sheets.add(new SheetFile.Sheet(sheets.size(), Xml.text(xml, "name"), hidden));
                        sheetParts.add(part);
                    }
                }
            }
        }
    }

    private Styles readStyles(String part) throws IOException, XMLStreamException {
        try (@Nullable InputStream in = parts.open(part)) {
            return in == null ? new Styles() : new Styles(Xml.open(in, file));
        }
    }

    private InputStream required(String part) throws IOException {
        @Nullable InputStream in = parts.open(part);
        if (in == null) {
            throw Refusals.broken(file);
        }
        return in;
    }

    String file() {
        return file;
    }

    List<SheetFile.Sheet> sheets() {
        return sheets;
    }

    Styles styles() {
        return styles;
    }

    boolean startsIn1904() {
        return startsIn1904;
    }

    /** Read once, at the first cell that names one. */
    SharedTexts sharedTexts() throws XMLStreamException {
        if (shared == null) {
            try (@Nullable InputStream in = parts.open(sharedPart)) {
                shared = in == null ? new SharedTexts() : new SharedTexts(in, file, limits);
            } catch (IOException e) {
                throw new XMLStreamException(e);
            }
        }
        return shared;
    }

    RawRows rows(int sheet) throws IOException, XMLStreamException {
        return new XlsxRows(this, required(sheetParts.get(sheet)), limits);
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
