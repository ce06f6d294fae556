package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.secret.OAuth2Tokens;

/**
 * The value of the header {@code Authorization} for a provider's API (RFC 6750, section 2.1); a secret. The scheme is
 * the catalog's, for our own calls and for what is handed out.
 */
public final class ApiAuthorization {
    private ApiAuthorization() {}

    public static String of(OAuth2Provider provider, OAuth2Tokens tokens) {
        return provider.oauth2().scheme() + " " + tokens.accessToken().reveal();
    }
}
