package io.latchkey.broker.token;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The value of the header {@code Authorization} for a provider's API (RFC 6750, section 2.1); a secret. The scheme is
 * the catalogue's, for our own calls and for what is handed out.
 */
@ApplicationScoped
public class ApiAuthorization {
    private static final String DEFAULT_SCHEME = "Bearer";

    private final Catalog catalog;

    ApiAuthorization(Catalog catalog) {
        this.catalog = catalog;
    }

    /** For a credential whose provider this replica may not know. */
    public String of(CredentialDocument document) {
        var scheme = catalog.find(document.provider())
                .map(provider -> provider.oauth2().scheme())
                .orElse(DEFAULT_SCHEME);
        return value(scheme, OAuth2Tokens.of(document.material()));
    }

    public static String of(Provider provider, OAuth2Tokens tokens) {
        return value(provider.oauth2().scheme(), tokens);
    }

    private static String value(String scheme, OAuth2Tokens tokens) {
        return scheme + " " + tokens.accessToken().reveal();
    }
}
