package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint.
 *
 * @param clientAssertion the tokens with which the client authenticates; only with
 *     {@link ClientAuthentication#PRIVATE_KEY_JWT}
 * @param headers sent with each call, for example a version
 * @param parameters sent with each exchange of a code, in addition to those of RFC 6749, which they cannot override
 * @param omitGrantType whether an exchange names no {@code grant_type}
 * @param names of parameters in all requests to the token endpoint
 * @param refresh how a refresh differs
 * @param defaultLife time after which an access token is refreshed if the response has no lifetime; null: {@code
 *     latchkey.refresh.default-life}
 */
public record TokenRules(
        String url,
        ClientAuthentication clientAuthentication,
        @Nullable AssertionRules clientAssertion,
        BodyFormat body,
        Map<String, String> headers,
        Map<String, String> parameters,
        boolean omitGrantType,
        ParameterNames names,
        RefreshRules refresh,
        @Nullable Duration defaultLife,
        ResponseRules response) {
    public TokenRules {
        url = Require.url("url", url);
        clientAuthentication = Require.present("client-authentication", clientAuthentication);
        body = body == null ? BodyFormat.FORM : body;
        headers = Require.headers("headers", headers);
        parameters = ReservedParameters.none("parameters", parameters);
        names = ParameterNames.of(names);
        refresh = refresh == null ? RefreshRules.STANDARD : refresh;
        defaultLife = defaultLife == null ? null : Require.positive("default-life", defaultLife);
        response = response == null ? ResponseRules.STANDARD : response;
        requireOneKind(clientAuthentication, clientAssertion, refresh);
    }

    private static void requireOneKind(
            ClientAuthentication authentication, @Nullable AssertionRules assertion, RefreshRules refresh) {
        boolean signs = authentication == ClientAuthentication.PRIVATE_KEY_JWT;
        var ofRefresh = refresh.clientAuthentication();
        if (ofRefresh != null && signs != (ofRefresh == ClientAuthentication.PRIVATE_KEY_JWT)) {
            throw new InvalidFieldException(
                    "refresh.client-authentication", "cannot be combined with token.client-authentication");
        }
        if (assertion != null && !signs) {
            throw new InvalidFieldException("client-assertion", "needs client-authentication: private_key_jwt");
        }
    }

    /** The tokens with which the client authenticates. */
    public AssertionRules assertion() {
        return clientAssertion == null ? AssertionRules.STANDARD : clientAssertion;
    }

    /** The endpoint for refreshes. */
    public String refreshUrl() {
        return refresh.url() == null ? url : refresh.url();
    }

    /** How the client authenticates in a refresh. */
    public ClientAuthentication refreshAuthentication() {
        return refresh.clientAuthentication() == null ? clientAuthentication : refresh.clientAuthentication();
    }

    public TokenRules with(Templates templates) {
        var exchange = templates.at(Step.CALLBACK);
        return new TokenRules(
                exchange.url(url),
                clientAuthentication,
                clientAssertion,
                body,
                exchange.texts(headers),
                exchange.texts(parameters),
                omitGrantType,
                names,
                refresh.with(templates.at(Step.TOKEN_RESPONSE)),
                defaultLife,
                response);
    }
}
