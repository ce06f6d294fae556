package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.secret.OAuth2Tokens;

/**
 * The value of the {@code Authorization} header for a provider's API (RFC 6750, section 2.1); a secret. The catalog
 * defines the scheme, for the broker's own requests and for credentials that clients read.
 */
public final class ApiAuthorization {
    private ApiAuthorization() {}

    public static String of(OAuth2Provider provider, OAuth2Tokens tokens) {
        return provider.oauth2().scheme() + " " + tokens.accessToken().reveal();
    }
}
