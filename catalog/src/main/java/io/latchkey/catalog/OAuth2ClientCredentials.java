package io.latchkey.catalog;

import io.latchkey.catalog.form.FieldText;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.ScopeSeparator;
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
import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 client credentials grant (RFC 6749, section 4.4) with a client of the user: the user creates it at the
 * provider and enters its id and secret.
 *
 * @param token {@code refresh} and {@code names.code} have no effect
 * @param grantType {@code client_credentials}, unless the provider uses another name for this grant
 * @param scopes requested in addition to those of the permissions
 * @param placement how a request to the provider's API carries {@code {access_token}}, and {@code {client_id}} if
 *     needed; null: the access token as a bearer token
 * @param identity null if the provider has no request that identifies the account of a client
 * @param probe null if the provider has no request for it: a token request is the test then
 */
public record OAuth2ClientCredentials(
        String id,
        FieldText clientId,
        FieldText clientSecret,
        TokenRules token,
        String grantType,
        List<String> scopes,
        ScopeSeparator scopeSeparator,
        Placement placement,
        @Nullable Identity identity,
        @Nullable Probe probe)
        implements AuthSpec {
    /** The names of the values that a placement can refer to. */
    public static final String ACCESS_TOKEN = "access_token";

    public static final String CLIENT_ID = "client_id";

    public OAuth2ClientCredentials {
        id = Require.id("id", id);
        clientId = FieldText.labelled(clientId, "Client ID");
        clientSecret = FieldText.labelled(clientSecret, "Client secret");
        token = Require.present("token", token);
        if (token.clientAuthentication() == ClientAuthentication.PRIVATE_KEY_JWT) {
            throw new InvalidFieldException(
                    "token.client-authentication", "must not be private_key_jwt: users enter a secret");
        }
        grantType = grantType == null ? "client_credentials" : Require.present("grant-type", grantType);
        scopes = List.copyOf(scopes);
        scopeSeparator = scopeSeparator == null ? ScopeSeparator.SPACE : scopeSeparator;
        placement = placement == null ? Placement.bearer(ACCESS_TOKEN) : placement;
        placement.requireAll(Set.of(ACCESS_TOKEN));
    }

    @Override
    public OAuth2ClientCredentials with(Templates templates) {
        var entered = templates.at(Step.AUTHORIZATION);
        var issued = templates.at(Step.AUTHORIZATION, Set.of(ACCESS_TOKEN, CLIENT_ID));
        return new OAuth2ClientCredentials(
                id,
                clientId,
                clientSecret,
                token.with(templates),
                grantType,
                entered.scopes(scopes),
                scopeSeparator,
                placement.with(issued),
                identity == null ? null : identity.with(issued),
                probe == null ? null : probe.with(issued));
    }

    @Override
    public String issuingUrl() {
        return token.url();
    }
}
