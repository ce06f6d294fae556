package io.latchkey.broker.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a provider answered. It shows its status only. */
public final class ProviderAnswer {
    /** How clients of other languages spell that there is nothing. */
    private static final Set<String> NOTHING = Set.of("null", "undefined");

    private final int status;
    private final MultiMap headers;
    private final JsonNode body;

    ProviderAnswer(int status, MultiMap headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = BodyReader.read(body, headers.get("Content-Type"));
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

    /** All values of a header that may come several times. */
    List<String> headers(String name) {
        return headers.getAll(name);
    }

    /** What is at {@code pointer}, which may also be meant for the first element where the body is an array. */
    public JsonNode at(String pointer) {
        var value = body.at(pointer);
        return value.isMissingNode() ? body.path(0).at(pointer) : value;
    }

    /** The text, number or boolean at {@code pointer}; empty if there is none, or a blank one. */
    public Optional<String> text(String pointer) {
        return Optional.of(at(pointer))
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    /**
     * The token at {@code pointer}: a string that is not blank and has no control characters. Everything else is
     * absent: a number or an object is no token, and neither is the word {@code null}.
     */
    public Optional<String> token(String pointer) {
        return Optional.of(at(pointer))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(ProviderAnswer::isPlain);
    }

    /** Whether something other than a {@link #token token} is at {@code pointer} that does not mean that there is none. */
    public boolean hasUnreadableToken(String pointer) {
        var value = at(pointer);
        boolean absent = value.isMissingNode() || value.isBoolean() || LenientJson.isEmpty(value);
        return !absent && !NOTHING.contains(value.asText()) && token(pointer).isEmpty();
    }

    /** What names or labels something at {@code pointer}: as a token, or a whole number. */
    public Optional<String> name(String pointer) {
        return at(pointer).isIntegralNumber() ? text(pointer) : token(pointer);
    }

    private static boolean isPlain(String text) {
        return !text.isBlank() && !NOTHING.contains(text) && text.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
