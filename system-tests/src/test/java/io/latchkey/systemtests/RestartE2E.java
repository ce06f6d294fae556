package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.browser.Return;
import io.latchkey.demo.platform.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @TempDir
    Path folder;

    @Test
    void theBrokerRestartsBetweenConsentAndCompletion() {
        var attempt = stack.connecting(ada);
        var person = stack.newPerson();
        var callback = person.consentUpToCallback(attempt.url());

        stack.kill(stack.servers.broker());
        stack.servers.broker().start();

        var status = stack.http().get(attempt.statusUrl().toString()).expect(200);
        assertThat(status.text("/status")).isEqualTo("started");
        var back = person.browser().open(callback, uri -> uri.getPath()
                .equals(stack.info.returnUrl().getPath()));
        var code = Return.of(back.uri()).code().orElseThrow();
        attempt.complete(ada, code).expect(200);
        stack.engine().refresh(attempt.connection()).expect(200);
    }

    @Test
    void aRefreshThatAKilledBrokerHasSentIsTakenOverByAnotherWithoutAReader() throws InterruptedException {
        var connection = stack.connected(ada, stack.newPerson());
        try (var another = Candidate.of(stack, "auth-broker-service", folder)) {
            var unused = another.ready();
            var withheld = stack.replaying.withholdNextRefresh();
            Impatient.post(
                    stack.info.broker() + "/v1/credentials/" + connection + "/refresh",
                    stack.engineToken(),
                    Stack.TENANT,
                    Duration.ofSeconds(2));
            withheld.awaitGiven();

            stack.kill(stack.servers.broker());

            await().atMost(25, SECONDS).until(() -> isStored(connection, 2));
            withheld.released().countDown();
        } finally {
            stack.servers.broker().start();
        }
        assertThat(stack.engine()
                        .credential(connection)
                        .expect(200)
                        .body()
                        .path("credentialVersion")
                        .asInt())
                .isGreaterThanOrEqualTo(2);
        stack.engine().refresh(connection).expect(200);
        assertThat(ada.connection(connection).text("/state")).isEqualTo("ACTIVE");
        stack.assertTold(connection, "created", "authorized");
    }

    private boolean isStored(UUID connection, int version) {
        return stack.brokerTables()
                        .count("credential where connection_id = '" + connection + "' and version = " + version)
                == 1;
    }

    @Test
    void connectionServiceRestartsBetweenCreationAndCompletion() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();

        stack.kill(stack.servers.connectionService());
        stack.servers.connectionService().start();

        attempt.complete(ada, code).expect(200);
        stack.assertTold(attempt.connection(), "created", "authorized");
    }

    @Test
    void whileTheBrokerIsDownAReauthorizationIsUnavailableAndMetadataIsNot() {
        var connection = stack.connected(ada, stack.newPerson());
        stack.stop(stack.servers.broker());
        try {
            var refused = ada.send(
                    "POST",
                    "/v1/connections/" + connection + "/authorizations",
                    Map.of("returnUrl", stack.info.returnUrl().toString()));

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            var status = ada.authorization(connection, connection);
            assertThat(status.status()).isEqualTo(503);
            assertThat(status.header("Retry-After")).isNotEmpty();
            ada.connection(connection).expect(200);
        } finally {
            stack.servers.broker().start();
        }
        stack.reauthorizing(ada, connection);
    }

    @Test
    void theVerifierRestartsAndVerifiesAgain() {
        var connection = stack.connected(ada, stack.newPerson());
        stack.kill(stack.servers.verifier());
        try {
            var refused = ada.verify(connection);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        } finally {
            stack.servers.verifier().start();
        }

        assertThat(ada.verify(connection).expect(200).text("/outcome")).isEqualTo("ok");
    }

    @Test
    void callersWhoHangUpDuringARefreshLoseNothing() {
        var connection = stack.connected(ada, stack.newPerson());

        for (int millis = 5; millis <= 200; millis += 15) {
            Impatient.post(
                    stack.info.broker() + "/v1/credentials/" + connection + "/refresh",
                    stack.engineToken(),
                    Stack.TENANT,
                    Duration.ofMillis(millis));
        }

        await().atMost(60, SECONDS)
                .untilAsserted(() ->
                        assertThat(stack.engine().refresh(connection).status()).isEqualTo(200));
        assertThat(ada.connection(connection).text("/state")).isEqualTo("ACTIVE");
    }
}
