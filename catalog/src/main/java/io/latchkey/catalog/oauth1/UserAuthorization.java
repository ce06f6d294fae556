package io.latchkey.catalog.oauth1;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of the provider on which a person grants access (RFC 5849, section 2.2).
 *
 * @param parameters sent in addition to {@code oauth_token}, for example the name to show or the lifetime to request
 * @param scopeParameter the parameter that carries the scopes of the permissions; null: none
 * @param scopeSeparator between scopes; a comma unless the entry names another
 * @param scopes requested in every authorization
 */
public record UserAuthorization(
        String url,
        Map<String, String> parameters,
        @Nullable String scopeParameter,
        String scopeSeparator,
        List<String> scopes) {
    public UserAuthorization {
        url = Require.url("url", url);
        parameters = ProtocolParameters.none("parameters", parameters);
        scopeSeparator = scopeSeparator == null ? "," : scopeSeparator;
        scopes = List.copyOf(scopes);
        if (scopeParameter == null && !scopes.isEmpty()) {
            throw new InvalidFieldException("scope-parameter", "is missing. It carries the scopes");
        }
    }

    public UserAuthorization with(Templates templates) {
        return new UserAuthorization(
                templates.url(url),
                templates.texts(parameters),
                scopeParameter,
                scopeSeparator,
                templates.scopes(scopes));
    }
}
