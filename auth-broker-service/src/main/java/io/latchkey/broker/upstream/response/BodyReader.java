package io.latchkey.broker.upstream.response;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses response bodies of providers, as JSON, as a form or as XML, regardless of the content type. It never fails, and a
 * syntax error does not hide what precedes it: a token response cannot be requested again.
 */
final class BodyReader {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("[\\w.%+\\[\\]-]+=[^{&]*(&.*)?", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Body NOTHING = new Body(NODES.missingNode(), false);

    private BodyReader() {}

    /**
     * Parses {@code body}.
     *
     * @param cut whether the connection ended before the end of the body
     */
    static Body read(byte[] body, @Nullable String contentType, boolean cut) {
        var asDeclared = parse(text(body, declared(contentType)), cut);
        var read = asDeclared.tree().isMissingNode() ? parse(text(body, UTF_8), cut) : asDeclared;
        return read.tree().isMissingNode()
                ? new Body(plain(text(body, declared(contentType))), false)
                : new Body(read.tree(), read.complete() && !cut);
    }

    /** A body that is neither JSON nor a form: a number, or a text that is no page. */
    private static JsonNode plain(String text) {
        if (NUMBER.matcher(text).matches()) {
            return NODES.numberNode(new BigDecimal(text));
        }
        return text.isEmpty() || text.startsWith("<") ? NODES.missingNode() : NODES.textNode(text);
    }

    private static Body parse(String text, boolean cut) {
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
            return unwrapped(LenientJson.read(text));
        }
        if (FORM.matcher(text).matches()) {
            return form(cut ? text.substring(0, text.lastIndexOf('&') + 1) : text);
        }
        if (text.startsWith("<")) {
            return markup(text);
        }
        var start = text.indexOf('{');
        return start < 0 ? NOTHING : LenientJson.read(text.substring(start));
    }

    /** Text in front of tokens, as far as there are any, otherwise XML. */
    private static Body markup(String text) {
        var tokens = LenientJson.tokensIn(text);
        return tokens.tree().isMissingNode() ? new Body(XmlObject.read(text), false) : tokens;
    }

    /** Parses a JSON string whose value is JSON again. */
    private static Body unwrapped(Body read) {
        var inner = read.tree().isTextual() ? read.tree().asText().strip() : "";
        return inner.startsWith("{") || inner.startsWith("[") ? LenientJson.read(inner) : read;
    }

    /** A pair that cannot be decoded, or has no value, makes the form incomplete. The other pairs are read. */
    private static Body form(String text) {
        var fields = NODES.objectNode();
        boolean complete = true;
        for (var pair : text.split("&", -1)) {
            var parts = pair.split("=", 2);
            var name = decoded(parts[0]);
            var value = parts.length == 2 ? decoded(parts[1]) : Optional.<String>empty();
            complete &= name.isPresent() && value.isPresent();
            name.ifPresent(known -> LenientJson.put(fields, known, NODES.textNode(value.orElse(""))));
        }
        return new Body(fields, complete);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, UTF_8));
        } catch (IllegalArgumentException notFormEncoded) {
            return Optional.empty();
        }
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

    /**
     * Chooses the charset by the byte order mark, else by the positions of zero bytes (JSON and forms begin with
     * ASCII), else as declared.
     */
    private static String text(byte[] body, Charset declared) {
        var first = body.length > 0 ? body[0] & 0xFF : 0xFF;
        var second = body.length > 1 ? body[1] & 0xFF : 0xFF;
        Charset charset = declared;
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
