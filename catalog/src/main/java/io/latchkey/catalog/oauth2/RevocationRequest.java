package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Placeholder;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A revocation request of a provider's own form. Values are templates with {@code {access_token}},
 * {@code {refresh_token}}, {@code {client_id}} and {@code {client_secret}}.
 *
 * @param headers sent with the request; without {@code Authorization}, it carries no other authentication
 * @param body JSON if it begins with a brace or a bracket, otherwise the parameters of a form; null: none
 */
public record RevocationRequest(
        Method method,
        Map<String, String> headers,
        @Nullable String body) {
    /** The HTTP method. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    /** What the templates can refer to besides the parameters of a connection. */
    public static final Set<String> KNOWN = Set.of("access_token", "refresh_token", "client_id", "client_secret");

    public RevocationRequest {
        method = Require.present("method", method);
        headers = Require.headers("headers", headers);
    }

    RevocationRequest with(Templates templates) {
        return new RevocationRequest(method, templates.texts(headers), templates.orNull(body, templates::body));
    }

    /** Fails unless {@code url} and the templates refer to a token, or the body to a parameter that names the grant. */
    void requireGrant(String url) {
        var namesToken = Stream.concat(Stream.of(url), templates())
                .flatMap(template -> Placeholder.namesIn(template).stream())
                .anyMatch(name -> name.endsWith("_token"));
        var namesParameter = body != null && Placeholder.namesIn(body).stream().anyMatch(name -> !KNOWN.contains(name));
        if (!namesToken && !namesParameter) {
            throw new InvalidFieldException(
                    "request",
                    "refers to neither {access_token} nor {refresh_token}, and its body to no parameter of the connection");
        }
    }

    /** Whether it sends the refresh token. */
    public boolean needsRefreshToken(String url) {
        return Stream.concat(Stream.of(url), templates()).anyMatch(template -> template.contains("{refresh_token}"));
    }

    private Stream<String> templates() {
        return Stream.concat(headers.values().stream(), Stream.ofNullable(body));
    }
}
