package io.latchkey.catalog.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.bind.Binding;
import io.latchkey.catalog.bind.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A parsed file: its fields as they are written, with the values of variables. */
final class EntryFile {
    static final String ID = "id";
    static final String EXTENDS = "extends";
    static final String ABSTRACT = "abstract";

    private final CatalogFile file;
    private final List<CatalogFault> faults = new ArrayList<>();
    private final boolean hasVariables;
    private final boolean isYaml;
    private final @Nullable ObjectNode tree;
    private @Nullable Lines lines;

    EntryFile(CatalogFile file, Variables variables) {
        this.file = file;
        this.hasVariables = !Variables.namedIn(file.text()).isEmpty();
        file.fault().ifPresent(fault -> fault(0, fault));
        var parsed = faults.isEmpty() ? parsed() : Optional.<JsonNode>empty();
        this.isYaml = parsed.isPresent();
        this.tree = parsed.map(found -> fields(found, variables)).orElse(null);
    }

    /** Parses a file only once if it is simple, as most are. The values of variables are set in a copy. */
    private Optional<JsonNode> parsed() {
        if (file.parsed().isPresent()) {
            return hasVariables ? file.parsed().map(JsonNode::deepCopy) : file.parsed();
        }
        return YamlSubset.mayHaveAliases(file.text())
                ? examined()
                : Binding.simpleTree(file.text()).or(this::examined);
    }

    /** Finds all that is not allowed, with its line. */
    private Optional<JsonNode> examined() {
        if (!YamlSubset.allows(file.text(), (fault, line) -> fault(line, fault))) {
            return Optional.empty();
        }
        try {
            var found = Binding.tree(file.text());
            lines().duplicates((path, line) ->
                    faults.add(new CatalogFault(file.name(), line, path.toString(), "is here for the second time")));
            return Optional.of(found);
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            var message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
            fault(line, "is not valid YAML: " + message);
            return Optional.empty();
        }
    }

    private @Nullable ObjectNode fields(JsonNode parsed, Variables variables) {
        if (!(parsed instanceof ObjectNode fields)) {
            fault(Path.ROOT, "must be an object with fields such as id and name");
            return null;
        }
        requireType(fields, EXTENDS, "the id of another entry", JsonNode::isTextual);
        requireType(fields, ABSTRACT, "true or false", JsonNode::isBoolean);
        if (hasVariables) {
            var unused = variables.replaced(fields, Path.ROOT, this::fault);
        }
        return fields;
    }

    private void requireType(ObjectNode fields, String field, String type, Predicate<JsonNode> isValid) {
        if (fields.has(field) && !isValid.test(fields.get(field))) {
            fault(Path.ROOT.with(field), "must be " + type);
        }
    }

    CatalogFile file() {
        return file;
    }

    /** Empty if the file is not YAML with fields. */
    Optional<ObjectNode> tree() {
        return Optional.ofNullable(tree);
    }

    String id() {
        return tree().map(fields -> fields.path(ID))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(id -> !id.isBlank() && !id.equals("null"))
                .orElseGet(file::probableId);
    }

    /** The id of the entry that this one extends. */
    Optional<String> parent() {
        return tree().map(fields -> fields.path(EXTENDS))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** Whether it is only a base for other entries. */
    boolean isAbstract() {
        return tree().map(fields -> fields.path(ABSTRACT).asBoolean()).orElse(false);
    }

    /** Whether the build has found no faults, and the settings of an installation cannot cause any. */
    boolean isCheckedInTheBuild() {
        return file.parsed().isPresent() && !hasVariables;
    }

    /** Those of the file by itself. */
    List<CatalogFault> faults() {
        return faults;
    }

    CatalogFault faultAt(Path path, String fault) {
        return new CatalogFault(file.name(), isYaml ? lines().of(path) : 0, path.toString(), fault);
    }

    private void fault(int line, String fault) {
        faults.add(new CatalogFault(file.name(), line, "", fault));
    }

    private void fault(Path path, String fault) {
        faults.add(faultAt(path, fault));
    }

    /** Only faults have lines, and most files have no fault. */
    private Lines lines() {
        if (lines == null) {
            lines = new Lines(file.text());
        }
        return lines;
    }
}
