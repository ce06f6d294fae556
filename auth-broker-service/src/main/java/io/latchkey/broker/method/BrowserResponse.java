package io.latchkey.broker.method;

import io.latchkey.broker.secret.Secret;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parameters of a callback, or the fields of a form. Each value may be a secret. */
public record BrowserResponse(Map<String, Secret> values) {
    public BrowserResponse {
        values = Map.copyOf(values);
    }

    /** Ignores a name that occurs more than once, because the intended value is unknown. Ignores empty values too. */
    public static BrowserResponse of(MultivaluedMap<String, String> parameters) {
        return new BrowserResponse(parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue().size() == 1)
                .filter(parameter -> !parameter.getValue().get(0).isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        parameter -> Secret.of(parameter.getValue().get(0)))));
    }

    public Optional<Secret> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<String> text(String name) {
        return value(name).map(Secret::reveal);
    }

    /** A canonical form: equal for equal responses, and for no others. It is as secret as the values. */
    public String canonical() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> measured(entry.getKey())
                                + measured(entry.getValue().reveal()))
                        .collect(Collectors.joining());
    }

    private static String measured(String text) {
        return text.length() + ":" + text;
    }
}
