package io.latchkey.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
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
        "latchkey.egress.allowed-ranges, 0.0.0.0/0",
        "latchkey.egress.allowed-ranges, '10.1.0.0/16, ::/0'",
        "quarkus.oidc.token.audience, any",
        "quarkus.oidc.token.audience, 'latchkey, Any'",
        "quarkus.oidc.token.issuer, any",
        "quarkus.datasource.reactive.trust-all, true",
        "quarkus.datasource.jdbc.url, jdbc:postgresql://db.example.com:5432/latchkey",
        "quarkus.datasource.jdbc.url, 'jdbc:postgresql://127.0.0.1:5432,db.example.com/latchkey?sslmode=prefer'",
        "quarkus.datasource.jdbc.url, jdbc:postgresql://db.example.com/latchkey?a=b&sslmode=require",
        "quarkus.datasource.reactive.url, postgresql://db.example.com:5432/latchkey",
        "quarkus.datasource.reactive.url, vertx-reactive:postgresql://db.example.com/latchkey?sslmode=disable",
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
    @CsvSource({"kafka.example.com:9092,", "kafka:9092, PLAINTEXT", "'127.0.0.1:7092,kafka:9092', sasl_plaintext"})
    void plaintextKafkaIsNamedWhetherItIsAskedForOrTheDefault(String servers, String protocol) {
        assertThat(InsecureSettings.among(kafka(servers, protocol)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.property()).isEqualTo("kafka.security.protocol"));
    }

    @ParameterizedTest
    @CsvSource({"kafka.example.com:9093, SASL_SSL", "kafka.example.com:9093, SSL", "'localhost:7092,127.0.0.1:7093',"})
    void kafkaWithTlsOrOnThisMachineIsNot(String servers, String protocol) {
        assertThat(InsecureSettings.among(kafka(servers, protocol))).isEmpty();
    }

    private static Function<String, Optional<String>> kafka(String servers, String protocol) {
        return name -> switch (name) {
            case "kafka.bootstrap.servers" -> Optional.of(servers);
            case "kafka.security.protocol" -> Optional.ofNullable(protocol);
            default -> Optional.empty();
        };
    }

    @Test
    void theReactiveClientMayBeToldItsModeInASettingOfItsOwn() {
        var settings = Map.of(
                "quarkus.datasource.reactive.url", "postgresql://db.example.com:5432/latchkey",
                "quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");

        assertThat(InsecureSettings.among(name -> Optional.ofNullable(settings.get(name))))
                .isEmpty();
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
        "quarkus.oidc.token.audience, company",
        "quarkus.datasource.jdbc.url, jdbc:postgresql://127.0.0.1:7432/latchkey",
        "quarkus.datasource.jdbc.url, 'jdbc:postgresql://a.example.com,b.example.com:5432/latchkey?sslmode=verify-full'",
        "quarkus.datasource.reactive.url, postgresql://localhost:7432/latchkey",
        "quarkus.datasource.reactive.url, postgresql://[::1]:7432/latchkey",
        "kafka.sasl.jaas.config, 'x.PlainLoginModule required username=\"a\" password=\"c29tZXRoaW5n\";'",
    })
    void aSoundSettingIsNotNamed(String property, String value) {
        assertThat(InsecureSettings.among(
                        name -> Optional.ofNullable(Map.of(property, value).get(name))))
                .isEmpty();
    }
}
