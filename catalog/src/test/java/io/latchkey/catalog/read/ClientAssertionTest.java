package io.latchkey.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.jwt.AssertionAlgorithm;
import io.latchkey.catalog.oauth2.AssertionAudience;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for clients that authenticate with a key (RFC 7523, section 2.2). */
class ClientAssertionTest {
    private static final String ENTRY = """
            id: acme
            name: Acme
            category: crm
            methods:
              - id: oauth2
                type: oauth2-code
                authorize: {url: "https://acme.example/authorize", scopes: [openid], issuer: "https://acme.example"}
                token: {url: "https://acme.example/token", client-authentication: private_key_jwt, client-assertion: {algorithm: es256, audience: issuer}}
              - id: device
                type: oauth2-device
                authorize: {url: "https://acme.example/device", scopes: [openid], issuer: "https://acme.example"}
                token: {url: "https://acme.example/token", client-authentication: private_key_jwt}
            """;

    private final CatalogReader reader = CatalogReader.withoutVariables(host -> false);

    @Test
    void algorithmAndAudienceHaveDefaults() throws CatalogException {
        var methods = reader.read(List.of(new CatalogFile("acme.yaml", ENTRY)))
                .find("acme")
                .orElseThrow()
                .methods();
        var stated = ((OAuth2Consent) methods.get(0)).token().assertion();
        var usual = ((OAuth2Consent) methods.get(1)).token().assertion();

        assertThat(stated.algorithm()).isEqualTo(AssertionAlgorithm.ES256);
        assertThat(stated.audience()).isEqualTo(AssertionAudience.ISSUER);
        assertThat(usual.algorithm()).isEqualTo(AssertionAlgorithm.RS256);
        assertThat(usual.audience()).isEqualTo(AssertionAudience.TOKEN_ENDPOINT);
        assertThat(methods).noneMatch(method -> method.hasClientSecret()).allMatch(method -> method.keyAlgorithm()
                .isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            algorithm: es256 | algorithm: hs256 | methods.0.token.client-assertion.algorithm must be rs256 or es256
            audience: issuer | audience: client | methods.0.token.client-assertion.audience must be token_endpoint or issuer
            audience: issuer | audiense: issuer | methods.0.token.client-assertion.audiense is unknown. Did you mean audience?
            private_key_jwt, client-assertion | basic, client-assertion | methods.0.token.client-assertion needs client-authentication: private_key_jwt
            private_key_jwt, client-assertion | none, client-assertion | methods.0.token.client-assertion needs client-authentication: private_key_jwt
            audience: issuer} | audience: issuer}, refresh: {client-authentication: basic} | methods.0.token.refresh.client-authentication cannot be combined with token.client-authentication
            private_key_jwt, client-assertion: {algorithm: es256, audience: issuer} | basic, refresh: {client-authentication: private_key_jwt} | methods.0.token.refresh.client-authentication cannot be combined with token.client-authentication
            /authorize", scopes: [openid], issuer: "https://acme.example" | /authorize", scopes: [openid] | methods.0.authorize.issuer is missing. It is the audience of client-assertion
            client-authentication: private_key_jwt} | client-authentication: private_key_jwt, client-assertion: {audience: issuer}} | ~~
            /device", scopes: [openid], issuer: "https://acme.example"} | /device", scopes: [openid]} | ~~
            audience: issuer}} | audience: issuer}}\\n    registration-url: https://acme.example/register | methods.0.registration-url cannot be combined with private_key_jwt
            /authorize", scopes: [openid] | /authorize", scopes: [openid], callback-hmac: {parameter: hmac} | methods.0.authorize.callback-hmac needs a client secret, which token.client-authentication excludes
            """)
    void eachRuleIsNamed(String good, String bad, String fault) {
        assertThat(ENTRY).contains(good);
        var faults = faults(ENTRY.replace(good, bad.replace("\\n", "\n")));

        if (fault.isEmpty()) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults).anySatisfy(line -> assertThat(line).contains(fault));
        }
    }

    @Test
    void theAudienceOfADeviceMethodNeedsAnIssuerToo() {
        var entry = ENTRY.replace(
                        "/device\", scopes: [openid], issuer: \"https://acme.example\"", "/device\", scopes: [openid]")
                .replace(
                        "client-authentication: private_key_jwt}",
                        "client-authentication: private_key_jwt, client-assertion: {audience: issuer}}");

        assertThat(faults(entry)).anySatisfy(line -> assertThat(line)
                .contains("methods.1.authorize.issuer is missing. It is the audience of client-assertion"));
    }

    /** A client that a user enters has no key here. */
    @Test
    void aClientOfTheUserCannotAuthenticateWithAKey() {
        var entry = """
                id: acme
                name: Acme
                category: crm
                methods:
                  - id: client
                    type: oauth2-client-credentials
                    token: {url: "https://acme.example/token", client-authentication: private_key_jwt}
                """;

        assertThat(faults(entry))
                .anySatisfy(line -> assertThat(line).contains("methods.0.token.client-authentication"));
    }

    private List<String> faults(String text) {
        return reader.examine(List.of(new CatalogFile("acme.yaml", text))).faults().stream()
                .map(CatalogFault::toString)
                .toList();
    }
}
