package io.latchkey.catalog.oauth1;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.Set;

/**
 * A signed request that revokes a token. OAuth 1.0a has no standard for it.
 *
 * @param method DELETE unless the entry names another
 * @param url refers to {@code {token}} only where the provider supports nothing else: servers log URLs
 * @param revokes whether it ends one token, or the whole grant of the account
 * @param doneStatuses that mean the token was revoked; 200 and 204 unless the entry names others
 * @param goneStatuses that mean the provider does not know the token; 404 unless the entry names others. A
 *     401 can also mean that it does not accept the signature
 */
public record TokenRevocation(
        Method method, String url, Revokes revokes, Set<Integer> doneStatuses, Set<Integer> goneStatuses) {
    /** The HTTP method. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    /** What ends. */
    public enum Revokes {
        TOKEN,
        GRANT
    }

    public TokenRevocation {
        method = method == null ? Method.DELETE : method;
        url = Require.url("url", url);
        revokes = Require.present("revokes", revokes);
        doneStatuses = doneStatuses.isEmpty() ? Set.of(200, 204) : Set.copyOf(doneStatuses);
        goneStatuses = goneStatuses.isEmpty() ? Set.of(404) : Set.copyOf(goneStatuses);
    }

    public TokenRevocation with(Templates templates) {
        return new TokenRevocation(method, templates.url(url), revokes, doneStatuses, goneStatuses);
    }
}
