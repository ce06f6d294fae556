package io.latchkey.demo.browser;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of the redirect to the platform's {@code returnUrl}. */
public record Return(URI uri, Map<String, String> parameters) {
    public static Return of(URI uri) {
        var parameters = new HashMap<String, String>();
        for (var pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return new Return(uri, Map.copyOf(parameters));
    }

    public String status() {
        return parameters.getOrDefault("status", "");
    }

    public String connection() {
        return parameters.getOrDefault("connection", "");
    }

    public String authorization() {
        return parameters.getOrDefault("authorization", "");
    }

    public String callerState() {
        return parameters.getOrDefault("callerState", "");
    }

    /** The completion code; present only where consent was given. */
    public Optional<String> code() {
        return Optional.ofNullable(parameters.get("code"));
    }

    @Override
    public String toString() {
        return "Return[status=" + status() + ", connection=" + connection() + "]";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
