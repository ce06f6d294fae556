package io.latchkey.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.latchkey.catalog.bind.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that an installation gives to the files of its catalog. They replace {@code ${name}} in a value of a file, so
 * they cannot add a field.
 */
final class Variables {
    /** The property that holds a variable's value is this and the variable's name. */
    private static final String PROPERTY = "latchkey.catalog.variables.";

    private static final String OPENING = "${";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final Function<String, Optional<String>> values;
    private final boolean mustBeSet;

    /** @param mustBeSet whether a variable without a value is a fault */
    Variables(Function<String, Optional<String>> values, boolean mustBeSet) {
        this.values = values;
        this.mustBeSet = mustBeSet;
    }

    static List<String> namedIn(String text) {
        if (!text.contains(OPENING)) {
            return List.of();
        }
        return VARIABLE.matcher(text).results().map(name -> name.group(1)).toList();
    }

    boolean areSet(String text) {
        return !mustBeSet
                || namedIn(text).stream().allMatch(name -> values.apply(name).isPresent());
    }

    /**
     * Replaces the variables in {@code node} and below.
     *
     * @param fault takes the path and the fault of a value that names a variable without a value
     */
    JsonNode replaced(JsonNode node, Path path, BiConsumer<Path, String> fault) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> field.setValue(replaced(field.getValue(), path.with(field.getKey()), fault)));
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                var unused = array.set(i, replaced(array.get(i), path.with(i), fault));
            }
        } else if (node.isTextual() && node.textValue().contains(OPENING)) {
            return TextNode.valueOf(replaced(node.textValue(), path, fault));
        }
        return node;
    }

    private String replaced(String text, Path path, BiConsumer<Path, String> fault) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            var value = values.apply(match.group(1));
            if (value.isEmpty() && mustBeSet) {
                fault.accept(path, "needs the setting " + PROPERTY + match.group(1));
            }
            return Matcher.quoteReplacement(value.orElse(unset(match.start())));
        });
    }

    /** Replaces a variable without a value, so that it causes no further fault. */
    private static String unset(int start) {
        return start == 0 ? "https://unset.invalid" : "unset";
    }
}
