package io.latchkey.catalog;

import io.latchkey.catalog.oauth2.DeviceRules;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.RevocationRequest;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 device authorization grant of a provider (RFC 8628): the user enters a code on a page of the provider,
 * and Latchkey polls the token endpoint until the user has consented.
 *
 * @param authorize the device authorization endpoint
 * @param token {@code omit-grant-type}, {@code names.code} and {@code refresh.redirect-uri} have no effect
 * @param revoke null if the provider offers no revocation
 * @param placement how a request to the provider's API carries {@code {access_token}}; null: as a bearer token (RFC
 *     6750, section 2.1)
 * @param identity null if no request identifies the account of a token
 * @param probe null if the provider has no request that tests a token
 */
public record OAuth2Device(
        String id,
        DeviceRules authorize,
        TokenRules token,
        GrantRules grant,
        @Nullable RevocationRules revoke,
        Placement placement,
        @Nullable Identity identity,
        @Nullable Probe probe)
        implements OAuth2Consent {
    public OAuth2Device {
        id = Require.id("id", id);
        authorize = Require.present("authorize", authorize);
        token = Require.present("token", token);
        grant = grant == null ? GrantRules.STANDARD : grant;
        placement = placement == null ? Placement.bearer(ACCESS_TOKEN) : placement;
        placement.requireAll(List.of(ACCESS_TOKEN));
        OAuth2Consent.requireOneAccount(identity, token.response().account(), authorize.issuer());
        OAuth2Consent.requireAudience(token, authorize.issuer());
    }

    @Override
    public OAuth2Device with(Templates templates) {
        var issued = Set.of(ACCESS_TOKEN);
        return new OAuth2Device(
                id,
                authorize.with(templates.at(Step.AUTHORIZATION)),
                token.with(templates),
                grant,
                revoke == null ? null : revoke.with(templates.at(Step.TOKEN_RESPONSE, RevocationRequest.KNOWN)),
                placement.with(templates.at(Step.TOKEN_RESPONSE, issued)),
                identity == null ? null : identity.with(templates.forApi(Step.TOKEN_RESPONSE, issued)),
                probe == null ? null : probe.with(templates.forApi(Step.IDENTITY, issued)));
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
        return null;
    }

    @Override
    public String requestUrl() {
        return authorize.url();
    }
}
