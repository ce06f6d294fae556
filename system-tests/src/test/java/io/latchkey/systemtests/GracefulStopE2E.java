package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.platform.Feed;
import io.latchkey.demo.platform.Platform;
import io.latchkey.local.stack.ServiceProcess;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a rollout does to a service: SIGTERM under load. */
class GracefulStopE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @Test
    void connectionServiceAnswersWhatItAcceptedAndTellsTheWorldOfIt() {
        var load = stopped(
                stack.servers.connectionService(),
                () -> ada.connect(Map.of(
                        "provider",
                        "northwind",
                        "returnUrl",
                        stack.info.returnUrl().toString(),
                        "modules",
                        Stack.MODULES)));

        assertThat(load.answers()).extracting(Answer::status).containsOnly(201);
        var created = load.answers().stream()
                .map(answer -> UUID.fromString(answer.text("/id")))
                .toList();
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(created).allSatisfy(connection -> assertThat(stack.feed.of(connection))
                        .extracting(Feed.Event::type)
                        .containsExactly("created")));
    }

    @Test
    void theBrokerAnswersWhatItAcceptedAndTellsOfEveryRefresh() {
        var connection = stack.connected(ada, stack.newPerson());

        var load = stopped(stack.servers.broker(), () -> stack.engine().refresh(connection));

        assertThat(load.answers()).extracting(Answer::status).containsOnly(200);
        var versions = stack.engine()
                .credential(connection)
                .expect(200)
                .body()
                .path("credentialVersion")
                .asInt();
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(Topics.keysOf(stack.info.kafka(), Facts.CREDENTIAL))
                .as("one fact for each version")
                .filteredOn(connection.toString()::equals)
                .hasSizeGreaterThanOrEqualTo(versions));
        assertThat(ada.connection(connection).text("/state")).isEqualTo("ACTIVE");
    }

    @Test
    void theVerifierAnswersWhatItAcceptedAndLosesNoDueConnection() {
        var connection = stack.connected(ada, stack.newPerson());
        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(ada.schedule(connection).status()).isEqualTo(200));

        var load = stopped(
                stack.servers.verifier(),
                () -> {
                    stack.verifierTables()
                            .update(
                                    "update schedule set due_at = now() where connection_id = ? and due_at is not null",
                                    connection);
                    return ada.schedule(connection);
                },
                () -> assertThat(stack.verifierTables().count("schedule where claimed_by is not null"))
                        .as("claims left to their lease")
                        .isZero());

        assertThat(load.answers()).extracting(Answer::status).containsOnly(200);
        var before = load.answers().get(load.answers().size() - 1).text("/lastCheckAt");
        await().atMost(90, SECONDS)
                .untilAsserted(() -> assertThat(ada.schedule(connection).text("/lastCheckAt"))
                        .isGreaterThan(before));
    }

    private SteadyLoad stopped(ServiceProcess service, Supplier<Answer> call) {
        return stopped(service, call, () -> {});
    }

    /** Stopped under load, and started again. */
    private SteadyLoad stopped(ServiceProcess service, Supplier<Answer> call, Runnable whileItIsGone) {
        var load = new SteadyLoad(stack.http(), service);
        load.stopUnder(call);
        try {
            whileItIsGone.run();
        } finally {
            service.start();
        }

        assertThat(load.saidNotReady()).as("readiness goes down first").isTrue();
        assertThat(load.unanswered()).as("calls that were accepted").isEmpty();
        return load;
    }
}
