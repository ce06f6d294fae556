package io.latchkey.catalog.bind;

import static io.latchkey.catalog.bind.ProviderSchemaTest.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.read.CatalogFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Only the reader decides when a catalog is loaded; the schema serves editors and builds. So both must agree: each node
 * of each documented entry is removed, replaced by values of other types, renamed and joined by an unknown field.
 */
class SchemaAgreementTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The faults of the reader that a schema can express; the others are about the content of a value. */
    private static final Pattern OF_FORM = Pattern.compile(
            "is unknown.*|must be (a text|a list|an object.*|true or false|a whole number|a duration .*|a date .*|\\w+( or \\w+)+)",
            Pattern.DOTALL);

    private static final List<JsonNode> VALUES = List.of(
            NODES.textNode("x"),
            NODES.numberNode(7),
            NODES.numberNode(1.5),
            NODES.booleanNode(true),
            NODES.arrayNode(),
            NODES.arrayNode().add(7),
            NODES.objectNode().put("x", "y"));

    /** The documentation has every field in some entry; the many built-in entries would add time only. */
    static Stream<CatalogFile> documentedEntries() {
        return ProviderSchemaTest.documentedEntries();
    }

    @ParameterizedTest
    @MethodSource("documentedEntries")
    void theReaderRefusesWhatTheSchemaRefuses(CatalogFile entry) throws IOException {
        var accepted = new TreeSet<String>();
        for (var mutant : mutants(Binding.tree(entry.text()))) {
            if (!SCHEMA.validate(mutant.tree).isEmpty()
                    && Binding.provider(mutant.tree).isPresent()) {
                accepted.add(mutant.change);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documentedEntries")
    void theSchemaRefusesTheFormsThatTheReaderRefuses(CatalogFile entry) throws IOException {
        var accepted = new TreeSet<String>();
        for (var mutant : mutants(Binding.tree(entry.text()))) {
            if (SCHEMA.validate(mutant.tree).isEmpty()) {
                faultOfForm(mutant.tree).ifPresent(fault -> accepted.add(mutant.change + ": " + fault));
            }
        }
        assertThat(accepted).isEmpty();
    }

    private static Optional<String> faultOfForm(JsonNode tree) {
        if (Binding.provider(tree).isPresent()) {
            return Optional.empty();
        }
        var faults = new ArrayList<String>();
        var unused = FaultFinder.repaired((ObjectNode) tree.deepCopy(), List.of(), false, (path, fault) -> {
            if (OF_FORM.matcher(fault).matches()) {
                faults.add(path + " " + fault);
            }
        });
        return faults.stream().findFirst();
    }

    private record Mutant(String change, JsonNode tree) {}

    private static List<Mutant> mutants(JsonNode tree) {
        var mutants = new ArrayList<Mutant>();
        for (var path : paths(tree, Path.ROOT).toList()) {
            mutants.add(mutant(tree, path, " unknown", parent -> put(parent, "unheard-of", NODES.textNode("x"))));
            mutants.add(mutant(tree, path, " removed", parent -> remove(parent, path.last())));
            if (path.in(tree).isTextual()) {
                var capitals = NODES.textNode(path.in(tree).textValue().toUpperCase(Locale.ROOT));
                mutants.add(mutant(tree, path, " in capitals", parent -> put(parent, path.last(), capitals)));
            }
            mutants.add(mutant(tree, path, " renamed", parent -> rename(parent, path.last())));
            for (var value : VALUES) {
                mutants.add(mutant(tree, path, " = " + value, parent -> put(parent, path.last(), value)));
            }
        }
        return mutants;
    }

    private interface Change {
        void in(JsonNode parent);
    }

    private static Mutant mutant(JsonNode tree, Path path, String how, Change change) {
        var copy = tree.<JsonNode>deepCopy();
        change.in(path.parent().in(copy));
        return new Mutant(path + how, copy);
    }

    private static Stream<Path> paths(JsonNode node, Path path) {
        var below = new ArrayList<Path>();
        node.properties().forEach(field -> below.add(path.with(field.getKey())));
        for (var i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            below.add(path.with(i));
        }
        return below.stream().flatMap(child -> Stream.concat(Stream.of(child), paths(childOf(node, child), child)));
    }

    private static JsonNode childOf(JsonNode node, Path child) {
        return node.isArray() ? node.get(Integer.parseInt(child.last())) : node.get(child.last());
    }

    private static void put(JsonNode parent, String field, JsonNode value) {
        if (parent instanceof ObjectNode object) {
            var unused = object.set(field, value);
        } else if (parent instanceof ArrayNode array && !field.equals("unheard-of")) {
            var unused = array.set(Integer.parseInt(field), value);
        }
    }

    private static void remove(JsonNode parent, String field) {
        if (parent instanceof ObjectNode object) {
            var unused = object.remove(field);
        } else if (parent instanceof ArrayNode array) {
            var unused = array.remove(Integer.parseInt(field));
        }
    }

    private static void rename(JsonNode parent, String field) {
        if (parent instanceof ObjectNode object) {
            var unused = object.set(field + "x", object.remove(field));
        }
    }
}
