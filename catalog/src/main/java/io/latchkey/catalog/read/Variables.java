package io.latchkey.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    /** Replaces a variable without a value, which is already reported, so that it causes no further fault. */
    private static final String UNSET = "https://unset.invalid";

    private final Function<String, Optional<String>> values;

    Variables(Function<String, Optional<String>> values) {
        this.values = values;
    }

    boolean areSet(String text) {
        return VARIABLE.matcher(text).results().allMatch(name -> values.apply(name.group(1))
                .isPresent());
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
                var unused = array.set(i, replaced(array.get(i), path.with(String.valueOf(i)), fault));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(replaced(node.textValue(), path, fault));
        }
        return node;
    }

    private String replaced(String text, Path path, BiConsumer<Path, String> fault) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            var value = values.apply(match.group(1));
            if (value.isEmpty()) {
                fault.accept(path, "needs the setting " + PROPERTY + match.group(1));
            }
            return Matcher.quoteReplacement(value.orElse(UNSET));
        });
    }
}
