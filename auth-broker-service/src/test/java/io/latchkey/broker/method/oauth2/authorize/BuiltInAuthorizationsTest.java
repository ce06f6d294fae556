package io.latchkey.broker.method.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.latchkey.catalog.oauth2.ScopeSeparator;
import io.latchkey.catalog.parameter.EnteredParameter;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.source.BuiltInFiles;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The authorization request of each built-in entry, with all its permissions. */
class BuiltInAuthorizationsTest {
    private static final String REDIRECT = "https://latchkey.example/oauth2/callback/acme";

    static Stream<Arguments> codeMethods() throws CatalogException {
        return CatalogReader.withoutVariables(host -> false).read(BuiltInFiles.all()).all().stream()
                .map(BuiltInAuthorizationsTest::withExamples)
                .flatMap(provider -> provider.methods().stream()
                        .filter(OAuth2Code.class::isInstance)
                        .map(method -> Arguments.of(provider.id(), method.id(), provider, method)));
    }

    private static Provider withExamples(Provider provider) {
        return provider.with(provider.entered().stream()
                .collect(Collectors.toMap(EnteredParameter::id, entered -> Optional.ofNullable(entered.example())
                        .or(entered::usual)
                        .orElse("acme"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("codeMethods")
    void aPermissionIsRequestedAtACompleteUrl(String id, String methodId, Provider provider, OAuth2Code method) {
        var rules = method.authorize();
        var permissions = provider.allPermissions();

        var parameters = AuthorizationUrl.parameters(
                new OAuth2Provider(provider, method),
                rules,
                "client-1",
                permissions,
                REDIRECT,
                Secret.of("state-1"),
                new CodeVerifier(Secret.of("v".repeat(43))));
        var url = AuthorizationUrl.of(rules, parameters);

        assertThat(url.getScheme()).isEqualTo("https");
        assertThat(url.toString()).doesNotContain("{", "%7B");
        assertThat(parameters)
                .containsEntry(rules.names().clientId(), "client-1")
                .containsEntry("state", "state-1")
                .containsAllEntriesOf(rules.parameters());
        assertThat(parameters.containsKey("code_challenge")).isEqualTo(rules.pkce() == PkceMethod.S256);
        if (rules.scopeSeparator() == ScopeSeparator.NONE) {
            assertThat(parameters).doesNotContainKey("scope");
        } else {
            var scopes = String.join(" ", parameters.values());
            provider.permissions().stream()
                    .flatMap(permission -> permission.scopes().stream())
                    .forEach(scope -> assertThat(scopes).contains(scope));
        }
    }
}
