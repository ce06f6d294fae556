package io.latchkey.broker.consent.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.LearnedValues;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.oauth2.authorize.AuthorizationResponse;
import io.latchkey.broker.method.oauth2.authorize.SignedCallback;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.CallbackHmac;
import io.latchkey.catalog.parameter.CallbackParameter;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.testkit.random.Chance;
import io.latchkey.testkit.random.Inputs;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Anyone can send a callback with any parameters. Each is accepted or has a named rejection, and none is an exception. */
class CallbackPropertiesTest {
    private static final int INPUTS = 100_000;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<Secret> SECRETS = List.of(Secret.of("s-1"), Secret.of("s-2"));

    private static final Set<String> REFUSALS = Set.of(
            "wrong_issuer",
            "no_code",
            "other",
            "access_denied",
            "consent_required",
            "interaction_required",
            "invalid_request",
            "invalid_scope",
            "login_required",
            "server_error",
            "temporarily_unavailable",
            "unauthorized_client",
            "unsupported_response_type",
            "wrong_hmac",
            "old_hmac");

    private static final Provider PROVIDER = provider("""
            id: acme
            name: Acme
            category: crm
            api: {url: "https://{host}/v1/{realm}", headers: {X-Region: "{region}"}}
            parameters:
              - {id: realm, type: callback, name: realmId, pattern: "[0-9]{5,20}"}
              - {id: host, type: callback, name: location, take: host, pattern: "[a-z0-9-]+\\\\.acme\\\\.example"}
              - {id: region, type: callback, name: region, pattern: "[a-z]{2}", default: eu}
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: https://acme.example/authorize
                  issuer: https://acme.example
                  callback-hmac: {parameter: hmac, timestamp: timestamp, max-age: PT5M}
                token: {url: "https://{host}/token", client-authentication: basic}
                probe: {url: "https://{host}/v1/{realm}/me"}
            """);
    private static final OAuth2Code METHOD = (OAuth2Code) PROVIDER.methods().get(0);

    @Test
    void aCallbackIsAcceptedOrItsRejectionIsNamed() {
        Inputs.check(INPUTS, chance -> {
            var response = BrowserResponse.of(parameters(chance));

            var refusal = AuthorizationResponse.of(response, METHOD.authorize().names())
                    .refusal(METHOD.authorize())
                    .map(Refusal::detail);
            if (refusal.isEmpty()) {
                assertThat(response.text("code")).isPresent();
            } else {
                assertThat(REFUSALS).contains(refusal.get());
            }
        });
    }

    @Test
    void aSignatureIsValidOrItsRejectionIsNamed() {
        CallbackHmac rules = Objects.requireNonNull(METHOD.authorize().callbackHmac());
        Inputs.check(INPUTS, chance -> {
            var response = BrowserResponse.of(parameters(chance));

            assertThat(new SignedCallback(rules, response).refusal(SECRETS, NOW))
                    .as("nobody guesses a signature")
                    .map(Refusal::detail)
                    .hasValue("wrong_hmac");
        });
    }

    @Test
    void aValueLeadsToNoHostButThoseOfTheProvider() {
        Inputs.check(INPUTS, chance -> {
            var response = BrowserResponse.of(parameters(chance));
            try {
                var values = LearnedValues.of(
                        PROVIDER, CallbackParameter.class, parameter -> response.text(parameter.name()));

                assertThat(values).containsOnlyKeys("realm", "host", "region");
                assertThat(values.get("realm")).matches("[0-9]{5,20}");
                assertThat(PROVIDER.knowing(values).urls().map(URI::create).map(URI::getHost))
                        .allMatch(host -> host.equals("acme.example") || host.endsWith(".acme.example"));
            } catch (ProviderException refused) {
                assertThat(refused.failure().detail()).isEqualTo("unexpected_parameter");
            }
        });
    }

    /** The fingerprint of a callback decides whether it is the same one again. */
    @Test
    void onlyEqualCallbacksHaveTheSameCanonicalForm() {
        Inputs.check(INPUTS, chance -> {
            var one = BrowserResponse.of(parameters(chance));
            var other = BrowserResponse.of(parameters(chance));

            assertThat(one.canonical().equals(other.canonical())).isEqualTo(one.equals(other));
        });
    }

    private static MultivaluedMap<String, String> parameters(Chance chance) {
        var parameters = new MultivaluedHashMap<String, String>();
        for (var i = chance.below(8); i > 0; i--) {
            parameters.add(name(chance), value(chance));
        }
        return parameters;
    }

    private static String name(Chance chance) {
        return chance.oneIn(5)
                ? chance.text()
                : chance.oneOf(
                        "code",
                        "state",
                        "iss",
                        "error",
                        "error_description",
                        "hmac",
                        "timestamp",
                        "realmId",
                        "location",
                        "region",
                        "Code",
                        "code ");
    }

    private static String value(Chance chance) {
        return chance.any(
                chance::text,
                chance::word,
                chance::numeral,
                () -> chance.oneOf("https://acme.example", "https://acme.example/", "https://evil.example"),
                () -> chance.oneOf("access_denied", "server_error", "login_required", "made_up", ""),
                () -> chance.oneOf("eu", "us", "12345", "123456789012345678901"),
                () -> "https://" + chance.text() + ".acme.example" + chance.oneOf("", "/", ":8443", "@evil.example"),
                () -> chance.oneOf("a.acme.example", "https://eu.acme.example", "acme.example.evil.example", "//x"),
                () -> chance.oneOf("{host}", "{client_id}", "${x}", "..", "%2e%2e", "\u0000"),
                () -> chance.word().repeat(chance.below(400)));
    }

    private static Provider provider(String entry) {
        try {
            return CatalogReader.withoutVariables(host -> false)
                    .read(List.of(new CatalogFile("acme.yaml", entry)))
                    .all()
                    .get(0);
        } catch (CatalogException e) {
            throw new IllegalStateException(e);
        }
    }
}
