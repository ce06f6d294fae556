package io.latchkey.broker.method.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Permission;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.AuthorizationRules;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.latchkey.catalog.oauth2.ScopeSeparator;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
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
        var url = url(provider(ScopeSeparator.SPACE, PkceMethod.S256, Map.of("prompt", "consent")));

        assertThat(query(url))
                .containsOnly(
                        Map.entry("response_type", "code"),
                        Map.entry("client_id", "our client"),
                        Map.entry("redirect_uri", "https://latchkey.example/oauth2/callback/acme"),
                        Map.entry("state", "state"),
                        Map.entry("scope", "openid files.read"),
                        Map.entry("prompt", "consent"),
                        Map.entry("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                        Map.entry("code_challenge_method", "S256"));
        assertThat(url.toString()).doesNotContain(VERIFIER);
    }

    @Test
    void scopesAreJoinedAsTheProviderWants() {
        var url = url(provider(ScopeSeparator.COMMA, PkceMethod.S256, Map.of()));

        assertThat(query(url)).containsEntry("scope", "openid,files.read");
    }

    @Test
    void aProviderThatFailsOnAChallengeGetsNone() {
        var url = url(provider(ScopeSeparator.SPACE, PkceMethod.NONE, Map.of()));

        assertThat(query(url)).doesNotContainKeys("code_challenge", "code_challenge_method");
    }

    @Test
    void scopesComeInTheOrderOfTheCatalogAfterThoseThatAreAlwaysAsked() {
        var provider = provider(ScopeSeparator.SPACE, PkceMethod.S256, Map.of());

        assertThat(provider.scopes(List.of("files:write", "files:read")))
                .containsExactly("openid", "files.read", "files.write");
    }

    private static URI url(OAuth2Provider provider) {
        return AuthorizationUrl.of(
                provider,
                "our client",
                List.of("files:read"),
                "https://latchkey.example/oauth2/callback/acme",
                Secret.of("state"),
                new CodeVerifier(Secret.of(VERIFIER)));
    }

    private static OAuth2Provider provider(ScopeSeparator separator, PkceMethod pkce, Map<String, String> parameters) {
        var url = "https://acme.example/x";
        var authorize = new AuthorizationRules(url, List.of("openid"), separator, pkce, parameters, null, false);
        var token = new TokenRules(url, null, ClientAuthentication.BASIC, null, Map.of(), false, null, null);
        var oauth2 = new OAuth2Code(
                "oauth2",
                authorize,
                token,
                null,
                null,
                null,
                new Identity(url, "/id", "/name"),
                new Probe(null, url, 200, null));
        var permissions = List.of(
                new Permission("files:read", "Read files", Permission.Access.READ, List.of("files.read")),
                new Permission("files:write", "Write files", Permission.Access.WRITE, List.of("files.write")));
        return new OAuth2Provider(
                new Provider("acme", "Acme", "test", null, List.of(oauth2), false, permissions, List.of(), List.of()),
                oauth2);
    }

    private static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }
}
