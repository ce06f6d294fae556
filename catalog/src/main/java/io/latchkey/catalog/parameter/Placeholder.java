package io.latchkey.catalog.parameter;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Placeholders of the form {@code {id}} in templates. */
public final class Placeholder {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9][A-Za-z0-9_.:-]*)}");

    private Placeholder() {}

    /** The names in {@code template}, in their order. */
    public static List<String> namesIn(String template) {
        return PLACEHOLDER
                .matcher(template)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** {@code template} with a replacement for each placeholder; null keeps the placeholder. */
    public static String replaced(String template, Function<String, @Nullable String> replacement) {
        if (template.indexOf('{') < 0) {
            return template;
        }
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            var text = replacement.apply(match.group(1));
            return Matcher.quoteReplacement(text == null ? match.group() : text);
        });
    }
}
