package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.platform.Platform;
import io.latchkey.local.stack.ServiceProcess;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a service starts without: servers that are not there yet, or not what they should be. It goes on when they are.
 */
class LateServersE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @TempDir
    Path folder;

    @Test
    void withoutKafkaServicesStartAndEventsFlowWhenItComes() {
        UUID connection;
        stack.servers.kafka().stop();
        try {
            restart(stack.servers.connectionService());
            restart(stack.servers.verifier());
            connection = stack.connected(ada, stack.newPerson());
        } finally {
            stack.servers.kafka().start();
        }

        stack.assertTold(connection, "created", "authorized");
        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(ada.schedule(connection).status()).isEqualTo(200));
    }

    @Test
    void withASealedVaultTheBrokerStartsAndHandsOutWhenItIsUnsealed() {
        var connection = stack.connected(ada, stack.newPerson());
        stack.servers.vault().seal();
        try {
            restart(stack.servers.broker());
            assertVaultUnavailable(stack.engine().refresh(connection));
        } finally {
            stack.servers.vault().unseal();
        }

        assertHandedOut(connection);
    }

    @Test
    void withoutVaultTheBrokerStartsAndHandsOutWhenItComes() {
        var connection = stack.connected(ada, stack.newPerson());
        stack.servers.vault().stop();
        try {
            restart(stack.servers.broker());
            assertVaultUnavailable(stack.engine().refresh(connection));
        } finally {
            stack.servers.vault().start();
        }

        assertHandedOut(connection);
    }

    @Test
    void aWrongIssuerMakesEveryCallUnavailableUntilItIsRight() {
        var discovery = stack.http()
                .get(stack.servers.keycloak().issuer() + "/.well-known/openid-configuration")
                .expect(200)
                .body()
                .toString();
        try (var issuer = new StandInIssuer();
                var verifier = Candidate.of(stack, "verifier-service", folder)
                        .with("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url())) {
            issuer.answers(404, "");
            assertIssuerUnavailable(ask(verifier.ready()));
            issuer.answers(200, "<html>Welcome</html>");
            assertIssuerUnavailable(ask(verifier));

            issuer.answers(200, discovery);

            assertThat(ask(verifier).status()).as("the caller is known").isEqualTo(404);
        }
    }

    @Test
    void anIssuerThatNobodyKnowsMakesEveryCallUnavailable() {
        try (var verifier = Candidate.of(stack, "verifier-service", folder)
                .with("QUARKUS_OIDC_AUTH_SERVER_URL", "https://id.example.invalid/realms/latchkey")) {
            assertIssuerUnavailable(ask(verifier.ready()));
        }
    }

    private void restart(ServiceProcess service) {
        stack.stop(service);
        service.start();
    }

    private Answer ask(Candidate verifier) {
        return verifier.get("/v1/schedule/" + new UUID(0, 0), "Authorization", "Bearer " + stack.userToken("ada"));
    }

    private void assertHandedOut(UUID connection) {
        await().atMost(60, SECONDS)
                .untilAsserted(() ->
                        assertThat(stack.engine().refresh(connection).status()).isEqualTo(200));
    }

    private static void assertVaultUnavailable(Answer answer) {
        assertUnavailable(answer, "vault-unavailable");
    }

    private static void assertIssuerUnavailable(Answer answer) {
        assertUnavailable(answer, "issuer-unavailable");
    }

    private static void assertUnavailable(Answer answer, String problem) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }
}
