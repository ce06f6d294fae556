package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a refresh differs from the exchange of a code.
 *
 * @param url the endpoint for refreshes; null: that of the exchange
 * @param clientAuthentication null: that of the exchange
 * @param redirectUri whether a refresh repeats the redirect URI
 * @param parameters sent in addition to those of RFC 6749, which they cannot override
 * @param notBefore age of an access token at which the provider accepts a refresh; 0: at any age
 */
public record RefreshRules(
        @Nullable String url,
        @Nullable ClientAuthentication clientAuthentication,
        boolean redirectUri,
        Map<String, String> parameters,
        Duration notBefore) {
    static final RefreshRules STANDARD = new RefreshRules(null, null, false, Map.of(), Duration.ZERO);

    public RefreshRules {
        url = url == null ? null : Require.url("url", url);
        parameters = ReservedParameters.none("parameters", parameters);
        notBefore = notBefore == null ? Duration.ZERO : Require.notNegative("not-before", notBefore);
    }

    RefreshRules with(Templates templates) {
        return new RefreshRules(
                templates.orNull(url, templates::url),
                clientAuthentication,
                redirectUri,
                templates.texts(parameters),
                notBefore);
    }
}
