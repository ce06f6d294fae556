package io.latchkey.local.backing;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Templates with {@code ${NAME}} in them. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

    private Placeholders() {}

    /** Fails on a name without a value. */
    static String fill(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("No value is known for " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
