package io.latchkey.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.check.Finding;
import io.latchkey.local.check.InstallationCheck;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of an installation, on one that works and on the same with one thing wrong. */
class InstallationCheckE2E {
    private static final List<String> SERVICES =
            List.of("connection-service", "auth-broker-service", "verifier-service");
    private final Stack stack = Stack.shared();

    @TempDir
    Path overlay;

    @Test
    void anInstallationThatWorksLacksNothing() throws IOException {
        assertThat(check(Map.of())).isNotEmpty().allMatch(Finding::isOk);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    QUARKUS_DATASOURCE_PASSWORD | wrong | login as latchkey_connection
                    QUARKUS_DATASOURCE_PASSWORD | '' | QUARKUS_DATASOURCE_PASSWORD is not set
                    QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET | wrong | no token for client connection-service: 401
                    QUARKUS_OIDC_TOKEN_AUDIENCE | another | lack the audience another
                    QUARKUS_OIDC_ROLES_ROLE_CLAIM_PATH | groups | lack the role internal:consent in the claim groups
                    LATCHKEY_PUBLIC_URL | https://latchkey.example.com | still names the host of the example
                    KAFKA_BOOTSTRAP_SERVERS | 127.0.0.1:1 | login failed
                    """)
    void whatIsWrongWithConnectionServiceIsNamed(String variable, String value, String words) throws IOException {
        assertThat(wrong(check(Map.of("connection-service", Map.of(variable, value)))))
                .contains(words);
    }

    @Test
    void aLoginWithTheRightsOfAnotherServiceIsNotEnough() throws IOException {
        var another = stack.servers.environment("verifier-service").get("KAFKA_SASL_JAAS_CONFIG");

        assertThat(wrong(check(Map.of("connection-service", Map.of("KAFKA_SASL_JAAS_CONFIG", another)))))
                .contains("Kafka for connection-service: latchkey.connections.v1 may not WRITE")
                .contains("latchkey.check-facts.v1");
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID, wrong, login with AppRole failed",
        "QUARKUS_VAULT_URL, http://127.0.0.1:1, no response from http://127.0.0.1:1",
        "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID, '', set VAULT_TOKEN"
    })
    void whatIsWrongWithVaultIsNamed(String variable, String value, String words) throws IOException {
        assertThat(wrong(check(Map.of("auth-broker-service", Map.of(variable, value)))))
                .contains(words);
    }

    /** @param instead what is wrong, by service and variable */
    private List<Finding> check(Map<String, Map<String, String>> instead) throws IOException {
        for (var service : SERVICES) {
            var environment = new LinkedHashMap<>(stack.servers.environment(service));
            environment.put("LATCHKEY_PUBLIC_URL", "http://localhost");
            environment.putAll(instead.getOrDefault(service, Map.of()));
            Files.writeString(
                    overlay.resolve(service + ".env"),
                    environment.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining("\n", "", "\n")));
        }
        return new InstallationCheck(Checkout.current(), overlay, Optional.empty())
                .servers()
                .toList();
    }

    private static String wrong(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.isOk())
                .map(Finding::toString)
                .collect(Collectors.joining("\n"));
    }
}
