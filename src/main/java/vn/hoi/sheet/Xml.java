package vn.hoi.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reading the XML of a workbook: streaming, without document types, without anything from outside. */
final class Xml {

    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    private static XMLInputFactory factory() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** A reader that stands at the root element; a document type before it is refused, since no workbook has one. */
    static XMLStreamReader open(InputStream part, String file) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(part);
        while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
            if (xml.next() == XMLStreamConstants.DTD) {
                throw Refusals.foreignXml(file);
            }
        }
        return xml;
    }

    /** An attribute by its local name; null where there is none. */
    static @Nullable String find(XMLStreamReader xml, String attribute) {
        for (int index = 0; index < xml.getAttributeCount(); index++) {
            if (xml.getAttributeLocalName(index).equals(attribute)) {
                return xml.getAttributeValue(index);
            }
        }
        return null;
    }

    static String text(XMLStreamReader xml, String attribute) {
        @Nullable String value = find(xml, attribute);
        return value == null ? "" : value;
    }

    static int number(XMLStreamReader xml, String attribute, int otherwise) {
        @Nullable String value = find(xml, attribute);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    static boolean flag(XMLStreamReader xml, String attribute) {
        String value = text(xml, attribute);
        return value.equals("1") || value.equals("true");
    }
}
