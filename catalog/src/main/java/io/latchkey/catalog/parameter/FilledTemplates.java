package io.latchkey.catalog.parameter;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Templates with values. A value that is not safe in its place is not used: the placeholder stays, and the broker sends
 * no request whose URL has one.
 *
 * @param others placeholders that are replaced later
 */
record FilledTemplates(Map<String, String> values, Set<String> others) implements Templates {
    @Override
    public Templates at(Step step, Set<String> others) {
        return new FilledTemplates(values, others);
    }

    @Override
    public String url(String template) {
        var url = UrlTemplate.of(template);
        return url.scheme()
                + filled(url.authority(), FilledTemplates::host)
                + filled(url.rest(), PercentEncoding::inUrl);
    }

    @Override
    public String body(String template) {
        return filled(template, BodyTemplate.isJson(template) ? FilledTemplates::inJson : PercentEncoding::of);
    }

    @Override
    public String scope(String template) {
        return filled(template, value -> PlainPattern.isPlainText(value) ? value : null);
    }

    @Override
    public String text(String template) {
        return filled(template, value -> value);
    }

    @Override
    public Map<String, String> known(Map<String, String> templates) {
        var known = new LinkedHashMap<String, String>();
        templates.forEach((name, template) -> {
            if (Placeholder.namesIn(template).stream().allMatch(id -> values.containsKey(id) || others.contains(id))) {
                known.put(name, text(template));
            }
        });
        return known;
    }

    private String filled(String template, Function<String, @Nullable String> encoding) {
        return Placeholder.replaced(template, id -> {
            var value = values.get(id);
            return value == null ? null : encoding.apply(value);
        });
    }

    private static @Nullable String host(String value) {
        return ValuePattern.isHost(value) ? value : null;
    }

    /** The characters of a JSON string, without its quotes. */
    private static String inJson(String value) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
    }
}
