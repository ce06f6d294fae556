package io.latchkey.catalog;

import io.latchkey.catalog.oauth1.AccessTokenRules;
import io.latchkey.catalog.oauth1.RequestTokenRules;
import io.latchkey.catalog.oauth1.SignatureRules;
import io.latchkey.catalog.oauth1.TokenRevocation;
import io.latchkey.catalog.oauth1.UserAuthorization;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OAuth 1.0a (RFC 5849). The secret of Latchkey's client signs each request, also those to the provider's API.
 *
 * @param requestToken the endpoint for temporary credentials
 * @param authorize the page on which a person grants access
 * @param accessToken the endpoint for token credentials
 * @param signature null: HMAC-SHA1 without a realm
 * @param revoke null if the provider offers no revocation
 * @param placement how requests to the provider's API carry {@code {token}}, for a provider that accepts it without a
 *     signature; null: requests are signed
 * @param identity null if no request identifies the account of a token
 * @param probe null if the provider has no request that tests a token
 */
public record OAuth1(
        String id,
        RequestTokenRules requestToken,
        UserAuthorization authorize,
        AccessTokenRules accessToken,
        SignatureRules signature,
        @Nullable TokenRevocation revoke,
        @Nullable Placement placement,
        @Nullable Identity identity,
        @Nullable Probe probe)
        implements AuthSpec {
    /** The name of the token in a placement and in the URL of a revocation. */
    public static final String TOKEN = "token";

    public OAuth1 {
        id = Require.id("id", id);
        requestToken = Require.present("request-token", requestToken);
        authorize = Require.present("authorize", authorize);
        accessToken = Require.present("access-token", accessToken);
        signature = signature == null ? SignatureRules.STANDARD : signature;
        if (placement != null) {
            placement.requireAll(List.of(TOKEN));
        }
        if (identity != null && accessToken.account() != null) {
            throw new InvalidFieldException("identity", "cannot be combined with access-token.account");
        }
    }

    @Override
    public OAuth1 with(Templates templates) {
        var begun = templates.at(Step.AUTHORIZATION);
        var token = Set.of(TOKEN);
        return new OAuth1(
                id,
                requestToken.with(begun),
                authorize.with(begun),
                accessToken.with(templates.at(Step.CALLBACK)),
                signature.with(begun),
                revoke == null ? null : revoke.with(templates.at(Step.TOKEN_RESPONSE, token)),
                placement == null ? null : placement.with(templates.at(Step.TOKEN_RESPONSE, token)),
                identity == null ? null : identity.with(templates.forApi(Step.TOKEN_RESPONSE, Set.of())),
                probe == null ? null : probe.with(templates.forApi(Step.IDENTITY, Set.of())));
    }

    @Override
    public boolean namesAccount() {
        return AuthSpec.super.namesAccount() || accessToken.account() != null;
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
        return Origin.of(null, accessToken.url(), null, secretUrls());
    }

    /** All URLs to which the broker sends a token or a signature. */
    private Stream<String> secretUrls() {
        return Stream.of(
                        Stream.of(requestToken.url(), accessToken.url()),
                        AuthSpec.super.urls(),
                        Stream.ofNullable(revoke).map(TokenRevocation::url),
                        placement == null ? Stream.<String>empty() : Stream.ofNullable(placement.url()))
                .flatMap(urls -> urls);
    }
}
