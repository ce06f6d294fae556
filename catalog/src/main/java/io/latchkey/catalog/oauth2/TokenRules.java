package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint.
 *
 * @param refreshUrl the endpoint for refreshes; null: {@code url}
 * @param headers sent with each call, for example a version
 * @param redirectUriOnRefresh whether a refresh repeats the redirect URI
 * @param defaultLife time after which an access token is refreshed if the response has no lifetime; null: {@code
 *     latchkey.refresh.default-life}
 */
public record TokenRules(
        String url,
        String refreshUrl,
        ClientAuthentication clientAuthentication,
        BodyFormat body,
        Map<String, String> headers,
        boolean redirectUriOnRefresh,
        @Nullable Duration defaultLife,
        ResponseRules response) {
    public TokenRules {
        url = Require.url("url", url);
        refreshUrl = refreshUrl == null ? url : Require.url("refresh-url", refreshUrl);
        clientAuthentication = Require.present("client-authentication", clientAuthentication);
        body = body == null ? BodyFormat.FORM : body;
        headers = Map.copyOf(headers);
        defaultLife = defaultLife == null ? null : Require.positive("default-life", defaultLife);
        response = response == null ? ResponseRules.STANDARD : response;
    }
}
