package io.latchkey.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What reached the provider.
 *
 * @param query decoded, as {@code form} is
 * @param body as it was sent
 */
public record ReceivedRequest(
        String method, String path, Headers headers, Map<String, String> query, Map<String, String> form, String body) {
    static ReceivedRequest of(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var uri = exchange.getRequestURI();
        return new ReceivedRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                exchange.getRequestHeaders(),
                parameters(uri.getRawQuery()),
                body.startsWith("{") ? Map.of() : parameters(body),
                body);
    }

    /** The access token, if there is one, with any scheme. */
    public Optional<String> accessToken() {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .map(value -> value.substring(value.indexOf(' ') + 1));
    }

    /** Client id and secret from the header, decoded as RFC 6749, section 2.3.1 says, else from the form. */
    public Optional<ClientCredentials> client() {
        var basic = authorization("Basic ")
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8));
        if (basic.isPresent()) {
            var parts = basic.get().split(":", 2);
            return Optional.of(new ClientCredentials(decode(parts[0]), decode(parts[1])));
        }
        return Optional.ofNullable(form.get("client_secret"))
                .map(secret -> new ClientCredentials(form.getOrDefault("client_id", ""), secret));
    }

    private Optional<String> authorization(String scheme) {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .filter(value -> value.startsWith(scheme))
                .map(value -> value.substring(scheme.length()));
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        var parameters = new LinkedHashMap<String, String>();
        if (encoded != null && encoded.contains("=")) {
            Arrays.stream(encoded.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> parameters.put(decode(pair[0]), decode(pair[1])));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    /** A client as it authenticates itself. */
    public record ClientCredentials(String id, String secret) {}
}
