package io.latchkey.broker.shape;

import io.latchkey.testkit.canary.Marks;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The values of {@code $name} in a transcript. The first text that Latchkey sends in the place of one becomes its
 * value; one that a response or the user needs first is a new secret.
 */
final class Variables {
    private static final Pattern NAME = Pattern.compile("\\$([a-z][a-z0-9_]*)");

    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    String get(String name) {
        return values.computeIfAbsent(name, Marks::secret);
    }

    String fill(String template) {
        return NAME.matcher(template)
                .replaceAll(name -> get(name.group(1)).replace("\\", "\\\\").replace("$", "\\$"));
    }

    /** Whether {@code text} is {@code template}; if so, variables without a value receive theirs. */
    boolean match(String template, String text) {
        var names = NAME.matcher(template).results().toList();
        var pattern = new StringBuilder();
        int end = 0;
        for (var name : names) {
            pattern.append(Pattern.quote(template.substring(end, name.start()))).append(pattern(name));
            end = name.end();
        }
        var matcher = Pattern.compile(pattern + Pattern.quote(template.substring(end)), Pattern.DOTALL)
                .matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        names.stream()
                .map(name -> name.group(1))
                .filter(name -> !values.containsKey(name))
                .distinct()
                .toList()
                .forEach(name -> values.put(name, matcher.group(name)));
        return true;
    }

    private String pattern(MatchResult name) {
        var value = values.get(name.group(1));
        return value == null ? "(?<" + name.group(1) + ">.+?)" : Pattern.quote(value);
    }
}
