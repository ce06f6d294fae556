package io.latchkey.broker.method.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.catalog.OAuth2Code;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuthorizationUrlTest {
    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    @Test
    void itAsksForExactlyThePermissionsWithStateAndChallenge() {
        var url = url(provider(", parameters: {prompt: consent}"));

        assertThat(query(url))
                .containsOnly(
                        Map.entry("response_type", "code"),
                        Map.entry("client_id", "our client"),
                        Map.entry("redirect_uri", "https://latchkey.example/oauth2/callback/acme"),
                        Map.entry("state", "state"),
                        Map.entry("scope", "openid files.read"),
                        Map.entry("optional_scope", "files.share"),
                        Map.entry("prompt", "consent"),
                        Map.entry("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                        Map.entry("code_challenge_method", "S256"));
        assertThat(url.toString()).doesNotContain(VERIFIER);
    }

    @Test
    void scopesAreJoinedAsTheProviderWants() {
        var url = url(provider(", scope-separator: comma"));

        assertThat(query(url)).containsEntry("scope", "openid,files.read");
    }

    @Test
    void aProviderWithoutScopesReceivesNone() {
        assertThat(query(url(provider(", scope-separator: none")))).doesNotContainKey("scope");
    }

    @Test
    void theClientIdIsNamedAsTheProviderNamesIt() {
        assertThat(query(url(provider(", names: {client-id: client_key}"))))
                .containsEntry("client_key", "our client")
                .doesNotContainKey("client_id");
    }

    @Test
    void aProviderThatFailsOnAChallengeGetsNone() {
        var url = url(provider(", pkce: none"));

        assertThat(query(url)).doesNotContainKeys("code_challenge", "code_challenge_method");
    }

    /** RFC 8707, section 2.1. */
    @Test
    void theResourceIsNamed() {
        assertThat(query(url(provider(", resource: 'https://api.acme.example/v2'"))))
                .containsEntry("resource", "https://api.acme.example/v2");
    }

    @Test
    void scopesComeInTheOrderOfTheCatalogAfterThoseThatAreAlwaysAsked() {
        var provider = provider("");

        assertThat(provider.scopes(List.of("files:write", "files:read")))
                .containsExactly("openid", "files.read", "files.write");
    }

    private static URI url(OAuth2Provider provider) {
        var rules = ((OAuth2Code) provider.oauth2()).authorize();
        return AuthorizationUrl.of(
                rules,
                AuthorizationUrl.parameters(
                        provider,
                        rules,
                        "our client",
                        List.of("files:read", "files:share"),
                        "https://latchkey.example/oauth2/callback/acme",
                        Secret.of("state"),
                        new CodeVerifier(Secret.of(VERIFIER))));
    }

    private static OAuth2Provider provider(String more) {
        return Declared.oauth2("""
                - id: oauth2
                  type: oauth2-code
                  authorize: {url: "https://acme.example/x", scopes: [openid]%s}
                  token: {url: "https://acme.example/x", client-authentication: basic}
                """.formatted(more));
    }

    private static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }
}
