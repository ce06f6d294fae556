package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The device authorization endpoint (RFC 8628, section 3.1) and the rules for polls of the token endpoint.
 *
 * @param scopes requested in every authorization, for example those that the identity endpoint needs
 * @param parameters sent in addition to those of RFC 8628, which they cannot override
 * @param issuer the issuer of ID tokens; null if none is used
 * @param codes the meaning of the provider's own error codes in responses to polls
 */
public record DeviceRules(
        String url,
        List<String> scopes,
        ScopeSeparator scopeSeparator,
        Map<String, String> parameters,
        @Nullable String issuer,
        Map<String, DeviceCodeError> codes) {
    public DeviceRules {
        url = Require.url("url", url);
        scopes = List.copyOf(scopes);
        scopeSeparator = scopeSeparator == null ? ScopeSeparator.SPACE : scopeSeparator;
        parameters = ReservedParameters.none("parameters", parameters);
        codes = Map.copyOf(codes);
    }

    public DeviceRules with(Templates templates) {
        return new DeviceRules(
                templates.url(url),
                templates.scopes(scopes),
                scopeSeparator,
                templates.texts(parameters),
                templates.orNull(issuer, templates::text),
                codes);
    }
}
