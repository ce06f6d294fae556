package io.latchkey.broker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogParserTest {
    private static final String BASE = "http://localhost:8080/realms/northwind";
    private static final Map<String, String> SETTINGS =
            Map.of("northwind.base-url", BASE, "northwind.direct-url", "http://keycloak:8080/realms/northwind");

    private final CatalogParser parser =
            new CatalogParser(name -> Optional.ofNullable(SETTINGS.get(name)), Set.of("keycloak"));

    @ParameterizedTest
    @ValueSource(strings = {"northwind", "northwind-short"})
    void everyShippedEntryIsRead(String id) {
        var provider = parser.parse(id, shipped(id));

        assertThat(provider.id()).isEqualTo(id);
        assertThat(provider.oauth2().authorize().issuer()).isEqualTo(BASE);
        assertThat(provider.requested(List.of("contact-sync", "file-archive"), List.of("profile")))
                .containsExactly("contacts:read", "files:read", "profile");
        assertThat(provider.scopes(List.of("profile", "files:read")))
                .containsExactly("openid", "email", "profile", "files:read");
        assertThat(provider.granted(List.of("openid", "profile", "files:read")))
                .containsExactly("files:read", "profile");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            documentation: | dokumentation: | dokumentation
            name: Northwind                  | name: ""                         | name is missing
            id: northwind                    | id: North wind                   | id must begin
            client-authentication: basic     | client-authentication: jwt       | oauth2.token.client-authentication
            refresh-end: sliding             | refresh-end: never               | oauth2.grant.refresh-end
            pkce: s256                       | parameters: {state: x}           | can't set state
            issuer-required: true            | issuer-required: maybe           | issuer-required
            ${northwind.base-url}/protocol/openid-connect/auth | http://example.com/auth | must be https
            ${northwind.base-url}/protocol/openid-connect/auth | https://me@example.com/auth | without fragment and user info
            ${northwind.base-url}/protocol/openid-connect/auth | ${southwind.base-url}/auth | needs the setting southwind.base-url
            permissions: ["files:read"]      | permissions: ["files:rename"]    | unknown permission files:rename
            id: file-archive                 | id: contact-sync                 | modules names an id twice
            access: write                    | access: all                      | access
            id: northwind                    | id: [northwind                   | file.yaml
            """)
    void aFaultyEntryIsRefusedWithOneLineThatNamesFileAndFault(String good, String bad, String told) {
        var text = shipped("northwind").replace(good, bad);

        assertThatThrownBy(() -> parser.parse("file.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("file.yaml: ")
                .hasMessageContaining(told)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void plainHttpIsForLoopbackAndTheHostsThatAreExempt() {
        var strict = new CatalogParser(name -> Optional.ofNullable(SETTINGS.get(name)), Set.of());

        assertThat(parser.parse("file.yaml", shipped("northwind")).oauth2().urls())
                .contains(BASE + "/protocol/openid-connect/auth");
        assertThatThrownBy(() -> strict.parse("file.yaml", shipped("northwind")))
                .hasMessageContaining(
                        "http://keycloak:8080/realms/northwind/protocol/openid-connect/token must be https");
    }

    @Test
    void anEntryIsConfiguredWhereAllItsSettingsAreThere() {
        assertThat(parser.isConfigured(shipped("northwind"))).isTrue();
        assertThat(parser.isConfigured("url: ${northwind.base-url}/${southwind.base-url}"))
                .isFalse();
    }

    @Test
    void twoEntriesWithOneIdAreRefused() {
        var entry = parser.parse("file.yaml", shipped("northwind"));

        assertThatThrownBy(() -> new Catalog(List.of(entry, entry))).hasMessageContaining("northwind");
    }

    private static String shipped(String id) {
        try (var in = CatalogParserTest.class.getResourceAsStream("/catalog/" + id + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
