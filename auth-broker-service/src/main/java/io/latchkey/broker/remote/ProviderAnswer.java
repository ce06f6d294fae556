package io.latchkey.broker.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a provider answered. It shows its status only. */
public final class ProviderAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final MultiMap headers;
    private final JsonNode body;

    ProviderAnswer(int status, MultiMap headers, String body) {
        this.status = status;
        this.headers = headers;
        this.body = parse(body.strip());
    }

    public int status() {
        return status;
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body, be it JSON or form-encoded; missing if it is neither. */
    public JsonNode body() {
        return body;
    }

    /** The text, number or boolean at {@code pointer}; empty if there is none. */
    public Optional<String> text(String pointer) {
        var value = body.at(pointer);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asText()).filter(t -> !t.isEmpty())
                : Optional.empty();
    }

    private static JsonNode parse(String body) {
        if (body.startsWith("{") || body.startsWith("[")) {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException notJson) {
                return JsonNodeFactory.instance.missingNode();
            }
        }
        return body.contains("=") && !body.startsWith("<") ? form(body) : JsonNodeFactory.instance.missingNode();
    }

    private static JsonNode form(String body) {
        var fields = JsonNodeFactory.instance.objectNode();
        try {
            for (var pair : body.split("&")) {
                var parts = pair.split("=", 2);
                fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        } catch (IllegalArgumentException notFormEncoded) {
            return JsonNodeFactory.instance.missingNode();
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
