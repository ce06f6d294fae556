package io.latchkey.broker.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.FakeProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    private Variables(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    /** Those that every transcript has: the client, the scripted provider, and times from {@code now} on. */
    static Variables of(FakeProvider fake, URI redirect, Instant now) {
        var hour = now.truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
        var year = hour.plus(Duration.ofDays(365));
        return new Variables(Map.ofEntries(
                Map.entry("client", fake.behaviour().clientId()),
                Map.entry("secret", fake.behaviour().clientSecret()),
                Map.entry("encoded_secret", URLEncoder.encode(fake.behaviour().clientSecret(), UTF_8)),
                Map.entry("provider", fake.url()),
                Map.entry("host", URI.create(fake.url()).getAuthority()),
                Map.entry("redirect", redirect.toString()),
                Map.entry("hex_key", Marks.watch("6b6579".repeat(10) + "c0de")),
                Map.entry("hex_other", Marks.watch("6f7468".repeat(10) + "c0de")),
                Map.entry("in_an_hour", String.valueOf(hour.getEpochSecond())),
                Map.entry("in_an_hour_at", hour.toString()),
                Map.entry("in_a_year", String.valueOf(year.getEpochSecond())),
                Map.entry("in_a_year_at", year.toString())));
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
                .forEach(name -> values.put(name, matcher.group(group(name))));
        return true;
    }

    private String pattern(MatchResult name) {
        var value = values.get(name.group(1));
        return value == null ? "(?<" + group(name.group(1)) + ">.+?)" : Pattern.quote(value);
    }

    /** Names of groups have no underscore. */
    private static String group(String name) {
        return name.replace("_", "");
    }
}
