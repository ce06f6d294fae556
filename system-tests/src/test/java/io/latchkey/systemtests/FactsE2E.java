package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.demo.platform.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactsE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");
    private final Facts facts = new Facts(stack.info.kafka());

    private UUID connection;

    @BeforeEach
    void aConnectionInItsSecondGeneration() {
        var person = stack.newPerson();
        connection = stack.connected(ada, person);
        stack.complete(ada, person, stack.reauthorizing(ada, connection)).expect(200);
    }

    @AfterEach
    void stopTelling() {
        facts.close();
    }

    @Test
    void aFactOfAnEarlierGenerationChangesNothingButTheHistory() {
        var late = refused(1, 1, Instant.now());

        facts.publish(Facts.CREDENTIAL, late);

        awaitInHistory("outdated");
        assertThat(ada.connection(connection).text("/state")).isEqualTo("ACTIVE");
    }

    @Test
    void aFactOfAnEarlierVersionChangesNothingButTheHistory() {
        var fresh = stack.engine().refresh(connection).expect(200);
        awaitVersionKnown(fresh.number("/credentialVersion"));
        var late = refused(2, fresh.number("/credentialVersion") - 1L, Instant.now());

        facts.publish(Facts.CREDENTIAL, late);

        awaitInHistory("outdated");
        assertThat(ada.connection(connection).text("/state")).isEqualTo("ACTIVE");
    }

    @Test
    void aFactThatComesTwiceIsAppliedOnce() {
        var fact = refused(2, version(), Instant.now());

        facts.publish(Facts.CREDENTIAL, fact);
        facts.publish(Facts.CREDENTIAL, fact);
        facts.publish(Facts.CREDENTIAL, refused(1, 1, Instant.now()));

        awaitInHistory("outdated");
        assertThat(ada.connection(connection).text("/state")).isEqualTo("REAUTHORIZATION_REQUIRED");
        assertThat(stack.feed.of(connection))
                .filteredOn(event -> event.type().equals("reauthorization-required"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFactOfAnotherTenantChangesNothing() {
        var foreign = refused(2, version(), Instant.now());
        foreign.put("tenant", "globex");

        facts.publish(Facts.CREDENTIAL, foreign);
        facts.publish(Facts.CREDENTIAL, refused(1, 1, Instant.now()));

        awaitInHistory("outdated");
        assertThat(ada.connection(connection).text("/state")).isEqualTo("ACTIVE");
    }

    @Test
    void whatCannotBeReadStopsNobody() {
        facts.tellRubbish(Facts.CHECK, connection);
        facts.tellRubbish(Facts.CREDENTIAL, connection);
        facts.publish(Facts.CREDENTIAL, refused(1, 1, Instant.now()));

        awaitInHistory("outdated");
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(Topics.keysOf(stack.info.kafka(), "latchkey.dead-letter.v1"))
                        .contains(connection.toString()));
    }

    private Map<String, Object> refused(int generation, long version, Instant at) {
        var fact = Facts.fact("io.latchkey.credential.refused.v1", connection, Stack.TENANT, generation, version, at);
        fact.put("reason", "revoked");
        return fact;
    }

    private int version() {
        return stack.engine().credential(connection).expect(200).number("/credentialVersion");
    }

    private void awaitVersionKnown(int version) {
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(history())
                .anyMatch(entry -> entry.path("credentialVersion").asInt() >= version));
    }

    private void awaitInHistory(String effect) {
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(history())
                .anyMatch(entry -> entry.path("effect").asText().equals(effect)));
    }

    private List<JsonNode> history() {
        var items = ada.history(connection).expect(200).body().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
