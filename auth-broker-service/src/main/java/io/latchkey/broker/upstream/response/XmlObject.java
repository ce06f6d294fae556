package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayDeque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Parses XML as an object, so that JSON pointers refer to its elements: {@code <Error><Code>a</Code></Error>} as
 * {@code {"Error": {"Code": "a"}}}. Elements of one name become a list. Attributes and namespaces are ignored, and neither
 * a document type nor an entity is read. A page is no object.
 */
final class XmlObject {
    private static final int DEEPEST = 64;
    private static final String PAGE = "html";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private XmlObject() {}

    /** The result is missing unless {@code text} is well-formed XML. */
    static JsonNode read(String text) {
        try {
            var reader = factory().createXMLStreamReader(new StringReader(text));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            return NODES.missingNode();
        }
    }

    private static JsonNode read(XMLStreamReader reader) throws XMLStreamException {
        var open = new ArrayDeque<ObjectNode>();
        var root = NODES.objectNode();
        open.push(root);
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (open.size() > DEEPEST) {
                        return NODES.missingNode();
                    }
                    text.setLength(0);
                    open.push(NODES.objectNode());
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(reader.getText());
                case XMLStreamReader.END_ELEMENT -> {
                    var element = open.pop();
                    var value =
                            element.isEmpty() ? NODES.textNode(text.toString().strip()) : element;
                    add(open.element(), reader.getLocalName(), value);
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return root.has(PAGE) ? NODES.missingNode() : root;
    }

    private static void add(ObjectNode parent, String name, JsonNode value) {
        var present = parent.get(name);
        if (present instanceof ArrayNode list) {
            var unused = list.add(value);
        } else {
            var unused = parent.set(
                    name,
                    present == null ? value : NODES.arrayNode().add(present).add(value));
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
