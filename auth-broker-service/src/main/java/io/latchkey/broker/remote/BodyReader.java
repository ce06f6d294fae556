package io.latchkey.broker.remote;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what providers send: JSON or a form, whatever the content type says. It never fails, and a fault in the
 * body hides nothing that came before it: a token response cannot be requested again.
 */
final class BodyReader {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("[\\w.%+\\[\\]-]+=[^{&]*(&.*)?", Pattern.DOTALL);
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonNode MISSING = JsonNodeFactory.instance.missingNode();

    private BodyReader() {}

    /** The body as a tree; missing if it is neither JSON nor a form. */
    static JsonNode read(byte[] body, @Nullable String contentType) {
        var asTold = parse(text(body, declared(contentType)));
        return asTold.isMissingNode() ? parse(text(body, UTF_8)) : asTold;
    }

    private static JsonNode parse(String text) {
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
            return unwrapped(LenientJson.read(text));
        }
        if (FORM.matcher(text).matches()) {
            return form(text);
        }
        if (text.startsWith("<")) {
            return LenientJson.tokensIn(text);
        }
        var start = text.indexOf('{');
        return start < 0 ? MISSING : LenientJson.read(text.substring(start));
    }

    /** A text that holds JSON in its turn is read once more. */
    private static JsonNode unwrapped(JsonNode value) {
        var inner = value.isTextual() ? value.asText().strip() : "";
        return inner.startsWith("{") || inner.startsWith("[") ? LenientJson.read(inner) : value;
    }

    private static ObjectNode form(String body) {
        var fields = JsonNodeFactory.instance.objectNode();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            try {
                LenientJson.put(
                        fields,
                        decoded(parts[0]),
                        JsonNodeFactory.instance.textNode(parts.length == 2 ? decoded(parts[1]) : ""));
            } catch (IllegalArgumentException notFormEncoded) {
                // this pair is lost, the others are not
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static Charset declared(@Nullable String contentType) {
        return Optional.ofNullable(contentType)
                .flatMap(type -> CHARSET.matcher(type).results().findFirst())
                .map(match -> known(match.group(1)))
                .orElse(UTF_8);
    }

    private static @Nullable Charset known(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** A byte order mark decides, then where the zero bytes are (JSON and forms begin with ASCII), then what is told. */
    private static String text(byte[] body, Charset told) {
        var first = body.length > 0 ? body[0] & 0xFF : 0xFF;
        var second = body.length > 1 ? body[1] & 0xFF : 0xFF;
        Charset charset = told;
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second != 0)) {
            charset = UTF_16BE;
        } else if ((first == 0xFF && second == 0xFE) || (first != 0 && second == 0)) {
            charset = UTF_16LE;
        } else if (first == 0xEF && second == 0xBB) {
            charset = UTF_8;
        }
        return trimmed(new String(body, charset));
    }

    private static String trimmed(String text) {
        var start = 0;
        while (start < text.length() && isPadding(text.charAt(start))) {
            start++;
        }
        return text.substring(start).stripTrailing();
    }

    private static boolean isPadding(char c) {
        return c == BYTE_ORDER_MARK || c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
