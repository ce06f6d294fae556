package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.catalog.request.Assertion;
import io.vertx.core.MultiMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A response from a provider. Its {@code toString} contains only the status. */
public final class ProviderResponse {
    /** Words that some programming languages send for a missing value. */
    private static final Set<String> NOTHING = Set.of("null", "undefined");

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]");

    private final int status;
    private final MultiMap headers;
    private final JsonNode body;
    private final boolean complete;
    private final boolean empty;

    /** @param cut whether the connection ended before the end of the body */
    public ProviderResponse(int status, MultiMap headers, byte[] body, boolean cut) {
        this.status = status;
        this.headers = headers;
        var read = BodyReader.read(body, headers.get("Content-Type"), cut);
        this.body = read.tree();
        this.complete = read.complete();
        this.empty = body.length == 0;
    }

    public int status() {
        return status;
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public boolean isEmpty() {
        return empty;
    }

    /** Whether the body has members or elements, and is no page of an intermediary. */
    public boolean hasMembers() {
        return body.isContainerNode() && !isPage();
    }

    /**
     * Whether the response is an HTML page. An intermediary sends one instead of the token endpoint, for example during
     * maintenance.
     */
    public boolean isPage() {
        return header("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** All values of a header that may occur more than once. */
    public List<String> headers(String name) {
        return headers.getAll(name);
    }

    /** The value at {@code pointer}. If the body is an array, the pointer may also refer to its first element. */
    public JsonNode at(String pointer) {
        var value = body.at(pointer);
        return value.isMissingNode() ? body.path(0).at(pointer) : value;
    }

    /** The string, number or boolean at {@code pointer}. Empty if it is missing or blank. */
    public Optional<String> text(String pointer) {
        return Optional.of(at(pointer))
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    public boolean satisfies(Assertion assertion) {
        return assertion.holds(at(assertion.pointer()));
    }

    /**
     * The token at {@code pointer}: a string that is not blank and has no control characters. Every other value counts
     * as missing: a number or an object is not a token, and neither is the word {@code null}.
     */
    public Optional<String> token(String pointer) {
        return Optional.of(at(pointer))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(ProviderResponse::isPlain);
    }

    /**
     * Whether the provider sent no member for {@code pointer}: the whole response was read, and it contains no member
     * of that name, at {@code pointer} or elsewhere, in any spelling. A member that is null or empty was sent.
     */
    public boolean omits(String pointer) {
        return complete && at(pointer).isMissingNode() && !names(body, "", letters(pointer));
    }

    /** Whether the path of any member of {@code node}, as joined names, ends with {@code name}. */
    private static boolean names(JsonNode node, String path, String name) {
        if (!path.isEmpty() && path.endsWith(name)) {
            return true;
        }
        if (node.isArray()) {
            return elements(node.elements()).anyMatch(element -> names(element, path, name));
        }
        return elements(node.fields())
                .anyMatch(member -> names(member.getValue(), path + letters(member.getKey()), name));
    }

    private static <T> Stream<T> elements(Iterator<T> iterator) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
    }

    private static String letters(String name) {
        return NO_LETTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** The name or label at {@code pointer}: a string as accepted by {@link #token}, or an integer. */
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
