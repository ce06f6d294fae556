package io.latchkey.edge.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsecureSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "quarkus.oidc.auth-server-url, http://id.example.com/realms/platform",
        "quarkus.oidc-client.auth-server-url, http://keycloak:8080/realms/latchkey",
        "quarkus.vault.url, http://vault:8200",
        "latchkey.public-url, http://latchkey.example.com",
        "quarkus.vault.authentication.client-token, s.0123456789",
        "quarkus.datasource.password, postgres",
        "quarkus.oidc-client.credentials.secret, secret",
        "quarkus.http.cors.origins, 'https://a.example, /.*/'",
        "quarkus.http.cors.origins, *",
        "latchkey.catalog.plain-http-hosts, keycloak",
    })
    void anInsecureSettingIsNamedWithoutItsValue(String property, String value) {
        var findings = InsecureSettings.among(
                name -> Optional.ofNullable(Map.of(property, value).get(name)));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.toString()).startsWith(property + ": ").doesNotContain(": " + value);
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.oidc.auth-server-url, https://id.example.com/realms/platform",
        "quarkus.oidc.auth-server-url, http://localhost:7090/realms/latchkey",
        "quarkus.vault.url, http://127.0.0.1:7200",
        "quarkus.vault.authentication.client-token, ''",
        "quarkus.datasource.password, c29tZXRoaW5nIHJhbmRvbQ",
        "quarkus.http.cors.origins, https://platform.example.com",
    })
    void aSoundSettingIsNotNamed(String property, String value) {
        assertThat(InsecureSettings.among(
                        name -> Optional.ofNullable(Map.of(property, value).get(name))))
                .isEmpty();
    }
}
