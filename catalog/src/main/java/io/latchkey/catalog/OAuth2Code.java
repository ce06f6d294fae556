package io.latchkey.catalog;

import io.latchkey.catalog.oauth2.AuthorizationRules;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.Require;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 authorization code grant of a provider (RFC 6749, section 4.1). A provider's peculiarity is a field,
 * not a subclass.
 *
 * @param revoke null where the provider offers no revocation
 * @param probe null where the provider has no request that tells whether a token works
 * @param scheme of the header {@code Authorization} that the provider's API takes; null: {@code Bearer}. What a
 *     response calls {@code token_type} is not always one
 */
public record OAuth2Code(
        String id,
        AuthorizationRules authorize,
        TokenRules token,
        GrantRules grant,
        @Nullable RevocationRules revoke,
        String scheme,
        Identity identity,
        @Nullable Probe probe)
        implements AuthSpec {
    public OAuth2Code {
        id = Require.id("id", id);
        authorize = Require.present("authorize", authorize);
        token = Require.present("token", token);
        grant = grant == null ? GrantRules.STANDARD : grant;
        scheme = scheme == null ? "Bearer" : Require.token("scheme", scheme);
        identity = Require.present("identity", identity);
    }

    @Override
    public Optional<Identity> identifies() {
        return Optional.of(identity);
    }

    @Override
    public Optional<Probe> verifies() {
        return Optional.ofNullable(probe);
    }

    @Override
    public Stream<String> urls() {
        return Stream.concat(Stream.of(authorize.url()), secretUrls());
    }

    @Override
    public boolean hasClient() {
        return true;
    }

    @Override
    public Origin origin() {
        return Origin.of(authorize.issuer(), token.url(), token.refreshUrl(), secretUrls());
    }

    /** All URLs to which the broker sends a secret. */
    private Stream<String> secretUrls() {
        var always = Stream.of(token.url(), token.refreshUrl(), identity.url());
        return Stream.of(
                        always,
                        Stream.ofNullable(probe).map(Probe::url),
                        Stream.ofNullable(revoke).map(RevocationRules::url))
                .flatMap(urls -> urls);
    }
}
