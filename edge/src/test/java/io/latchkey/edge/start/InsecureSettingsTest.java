package io.latchkey.edge.start;

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
        "quarkus.http.cors.origins, /https?:\\/\\/.*/",
        "quarkus.vault.log-confidentiality-level, low",
        "quarkus.vault.tls.skip-verify, true",
        "quarkus.oidc.tls.verification, none",
        "quarkus.tls.trust-all, true",
        "quarkus.vault.authentication.app-role.secret-id, changeme",
        "kafka.sasl.jaas.config, 'x.PlainLoginModule required username=\"a\" password=\"secret\";'",
        "latchkey.catalog.plain-http-hosts, keycloak",
    })
    void anInsecureSettingIsNamedWithoutItsValue(String property, String value) {
        var findings = InsecureSettings.among(
                name -> Optional.ofNullable(Map.of(property, value).get(name)));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.toString()).startsWith(property + " (").doesNotContain(": " + value);
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
        "quarkus.http.cors.origins, /https:\\/\\/[a-z]+\\.platform\\.example\\.com/",
        "quarkus.vault.tls.skip-verify, false",
        "kafka.sasl.jaas.config, 'x.PlainLoginModule required username=\"a\" password=\"c29tZXRoaW5n\";'",
    })
    void aSoundSettingIsNotNamed(String property, String value) {
        assertThat(InsecureSettings.among(
                        name -> Optional.ofNullable(Map.of(property, value).get(name))))
                .isEmpty();
    }
}
