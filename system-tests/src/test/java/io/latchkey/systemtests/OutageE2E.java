package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.platform.Platform;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What fails with what, and that all goes on by itself afterwards with nothing lost. */
class OutageE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @Test
    void withKafkaDownEverythingOverHttpWorksAndTheEventsComeLater() {
        stack.servers.kafka().stop();
        UUID connection;
        try {
            var person = stack.newPerson();
            connection = stack.connected(ada, person);
            ada.rename(connection, "Named without Kafka").expect(200);
            stack.complete(ada, person, stack.reauthorizing(ada, connection)).expect(200);
            stack.engine().refresh(connection).expect(200);
        } finally {
            stack.servers.kafka().start();
        }

        stack.assertTold(connection, "created", "authorized", "renamed", "reauthorized");
    }

    @Test
    void whileVaultIsSealedCredentialsAreUnavailableAndMetadataIsNot() {
        var connection = stack.connected(ada, stack.newPerson());
        stack.servers.vault().seal();
        try {
            var refused = stack.engine().refresh(connection);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("vault-unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            ada.connection(connection).expect(200);
            ada.rename(connection, "Named without Vault").expect(200);
        } finally {
            stack.servers.vault().unseal();
        }

        await().atMost(60, SECONDS)
                .untilAsserted(() ->
                        assertThat(stack.engine().refresh(connection).status()).isEqualTo(200));
    }

    @Test
    void vaultRestartsBetweenConsentAndCompletion() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();
        stack.servers.vault().stop();
        try {
            var refused = attempt.complete(ada, code);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        } finally {
            stack.servers.vault().start();
        }

        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(attempt.complete(ada, code).status()).isEqualTo(200));
        assertThat(ada.connection(attempt.connection()).number("/generation")).isEqualTo(1);
    }

    @Test
    void whilePostgresIsDownCallersAreToldWhenToComeBackAndNothingIsLost() {
        var person = stack.newPerson();
        var connection = stack.connected(ada, person);
        stack.servers.postgresql().stop();
        try {
            assertUnavailable(ada.connection(connection));
            assertUnavailable(stack.engine().credential(connection));
        } finally {
            stack.servers.postgresql().start();
        }

        await().atMost(60, SECONDS)
                .untilAsserted(() ->
                        assertThat(stack.engine().refresh(connection).status()).isEqualTo(200));
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(ada.verify(connection).status()).isEqualTo(200));
        stack.complete(ada, person, stack.reauthorizing(ada, connection)).expect(200);
        stack.assertTold(connection, "created", "authorized", "reauthorized");
    }

    @Test
    void whileNorthwindIsDownAValidTokenServesAndNoStateChanges() {
        var connection = stack.connected(ada, stack.newPerson());
        stack.engine().refresh(connection).expect(200);
        stack.servers.keycloak().stop();
        try {
            assertThat(stack.engine().credential(connection).status()).isEqualTo(200);
            assertUnavailable(stack.engine().refresh(connection));
            assertThat(ada.verify(connection).expect(200).text("/outcome")).isNotEqualTo("permanent");
            assertThat(ada.connection(connection).expect(200).text("/state")).isEqualTo("ACTIVE");
        } finally {
            stack.servers.keycloak().start();
        }

        await().atMost(60, SECONDS)
                .untilAsserted(() ->
                        assertThat(stack.engine().refresh(connection).status()).isEqualTo(200));
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }
}
