package io.latchkey.catalog;

import io.latchkey.catalog.oauth2.AuthorizationRules;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.LongLivedRules;
import io.latchkey.catalog.oauth2.RevocationRequest;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.TokenRules;
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
 * The OAuth 2.0 authorization code grant of a provider (RFC 6749, section 4.1). A provider's peculiarity is a field,
 * not a subclass.
 *
 * @param longLived null where the token of a code is the one that is stored
 * @param revoke null where the provider offers no revocation
 * @param identity null where no request tells whose account a token opens
 * @param probe null where the provider has no request that tells whether a token works
 * @param placement how a request to the provider's API carries {@code {access_token}}; null: as a bearer token (RFC
 *     6750, section 2.1). What a response calls {@code token_type} is not always the scheme
 * @param registrationUrl where a client can be registered (RFC 7591) when an operator requests it; null: an operator
 *     creates the client at the provider
 */
public record OAuth2Code(
        String id,
        AuthorizationRules authorize,
        TokenRules token,
        GrantRules grant,
        @Nullable LongLivedRules longLived,
        @Nullable RevocationRules revoke,
        Placement placement,
        @Nullable Identity identity,
        @Nullable Probe probe,
        @Nullable String registrationUrl)
        implements OAuth2Consent {
    public OAuth2Code {
        id = Require.id("id", id);
        authorize = Require.present("authorize", authorize);
        token = Require.present("token", token);
        grant = grant == null ? GrantRules.STANDARD : grant;
        placement = placement == null ? Placement.bearer(ACCESS_TOKEN) : placement;
        placement.requireAll(List.of(ACCESS_TOKEN));
        registrationUrl = registrationUrl == null ? null : requireConstant(registrationUrl);
        OAuth2Consent.requireOneAccount(identity, token.response().account(), authorize.issuer());
        if (registrationUrl != null && token.clientAuthentication() == ClientAuthentication.PRIVATE_KEY_JWT) {
            throw new InvalidFieldException(
                    "registration-url", "cannot be combined with private_key_jwt: the key of a client is created here");
        }
        OAuth2Consent.requireAudience(token, authorize.issuer());
        if (authorize.callbackHmac() != null
                && (token.clientAuthentication() == ClientAuthentication.NONE
                        || token.clientAuthentication() == ClientAuthentication.PRIVATE_KEY_JWT)) {
            throw new InvalidFieldException(
                    "authorize.callback-hmac", "needs a client secret, which token.client-authentication excludes");
        }
    }

    /** A client is registered before the first connection gives values to placeholders. */
    private static String requireConstant(String url) {
        if (url.contains("{")) {
            throw new InvalidFieldException("registration-url", "cannot have placeholders");
        }
        return Require.url("registration-url", url);
    }

    @Override
    public OAuth2Code with(Templates templates) {
        var issued = Set.of(ACCESS_TOKEN);
        return new OAuth2Code(
                id,
                authorize.with(templates.at(Step.AUTHORIZATION)),
                token.with(templates),
                grant,
                longLived == null ? null : longLived.with(templates),
                revoke == null ? null : revoke.with(templates.at(Step.TOKEN_RESPONSE, RevocationRequest.KNOWN)),
                placement.with(templates.at(Step.TOKEN_RESPONSE, issued)),
                identity == null ? null : identity.with(templates.forApi(Step.TOKEN_RESPONSE, issued)),
                probe == null ? null : probe.with(templates.forApi(Step.IDENTITY, issued)),
                registrationUrl);
    }

    @Override
    public List<String> scopes() {
        return authorize.scopes();
    }

    @Override
    public @Nullable String issuer() {
        return authorize.issuer();
    }

    @Override
    public @Nullable String resource() {
        return authorize.resource();
    }

    @Override
    public @Nullable String requestUrl() {
        return authorize.pushedUrl();
    }

    @Override
    public Stream<String> urls() {
        return Stream.of(Stream.of(authorize.url()), Stream.ofNullable(registrationUrl), secretUrls())
                .flatMap(urls -> urls);
    }

    @Override
    public boolean hasRedirectAlias() {
        return authorize.redirectAlias();
    }
}
