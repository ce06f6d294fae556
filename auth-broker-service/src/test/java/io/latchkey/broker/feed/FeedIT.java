package io.latchkey.broker.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.contracts.Topics;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Health;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.ProviderRef;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.events.EventJson;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class FeedIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    @Inject
    Credentials credentials;

    Tokens tokens;
    FakeProvider fake;
    KafkaServer kafka;
    Platform platform;
    UUID connection;

    @BeforeEach
    void connect() {
        platform = new Platform(tokens);
        fake.behaviour().signIn("account-" + ids.next());
        connection = seeds.connection(fake);
    }

    @Test
    void aConnectionThatAPersonMustMendIsNotHandedOut() {
        publish(
                2,
                ConnectionEventType.REAUTHORIZATION_REQUIRED,
                ConnectionState.REAUTHORIZATION_REQUIRED,
                Reason.REVOKED,
                1);

        await().atMost(SOON).untilAsserted(() -> platform.read(connection)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:reauthorization-required"))
                .body("reason", equalTo("revoked")));
    }

    @Test
    void oneThatOnlyExpiredServesWhatIsLeftOfItsAccessToken() {
        publish(
                2,
                ConnectionEventType.REAUTHORIZATION_REQUIRED,
                ConnectionState.REAUTHORIZATION_REQUIRED,
                Reason.EXPIRED,
                1);
        awaitTold();

        platform.read(connection).statusCode(200);
    }

    @Test
    void whatWasSaidOfAnotherGenerationIsNotObeyed() {
        publish(
                2,
                ConnectionEventType.REAUTHORIZATION_REQUIRED,
                ConnectionState.REAUTHORIZATION_REQUIRED,
                Reason.REVOKED,
                7);
        awaitTold();

        platform.read(connection).statusCode(200);
    }

    @Test
    void anOlderRecordChangesNothing() {
        publish(5, ConnectionEventType.RECOVERED, ConnectionState.ACTIVE, null, 1);
        publish(
                4,
                ConnectionEventType.REAUTHORIZATION_REQUIRED,
                ConnectionState.REAUTHORIZATION_REQUIRED,
                Reason.REVOKED,
                1);
        awaitTold();

        platform.read(connection).statusCode(200);
    }

    @Test
    void aDeletionThatTheShortcutDidNotBringArrivesByTheFeed() {
        publish(2, ConnectionEventType.DELETED, ConnectionState.DELETED, null, 1);

        await().atMost(SOON).untilAsserted(() -> platform.read(connection).statusCode(404));
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialDestroyed.class))
                .hasSize(1));
    }

    @Test
    void aConnectionThatTheFeedHasRemovedIsStillDestroyedOnceMore() {
        var document = seeds.stored(connection).orElseThrow().document();
        aDeletionThatTheShortcutDidNotBringArrivesByTheFeed();
        send(connection, null, null, 0);
        awaitTold();
        seeds.storeOnly(connection, document, 0);

        clock.advance(Duration.ofMinutes(2));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        Seeds.run(() -> Panache.withSession(() -> credentials.find(connection))))
                .isEmpty());
    }

    @Test
    void whatAFailedCreationLeftIsRemovedAfterAWhile() {
        var failed = seeds.expected();
        var created = seeds.expected();
        publish(created, 1, ConnectionEventType.CREATED, ConnectionState.PENDING, null, 0);
        awaitTold();
        clock.advance(Duration.ofDays(8));

        assertThat(Seeds.run(() -> Panache.withTransaction(
                        () -> credentials.removeNeverCreated(clock.instant().minus(Duration.ofDays(7))))))
                .isPositive();

        assertThat(Seeds.run(() -> Panache.withSession(() -> credentials.find(failed))))
                .isEmpty();
        assertThat(Seeds.run(() -> Panache.withSession(() -> credentials.find(created))))
                .isPresent();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void anUnreadableRecordStopsNobody() {
        send(connection, "no json".getBytes(UTF_8), ConnectionEventType.RENAMED, 2);

        aDeletionThatTheShortcutDidNotBringArrivesByTheFeed();
    }

    @Test
    void aRecordWithoutASequenceStopsNobody() {
        sendWithoutSequence();

        aDeletionThatTheShortcutDidNotBringArrivesByTheFeed();
    }

    /** A deletion of something else, told later on the same partition, has arrived: so has all before. */
    private void awaitTold() {
        var mark = seeds.connection(fake);
        send(connection, null, null, 0);
        publish(mark, 2, ConnectionEventType.DELETED, ConnectionState.DELETED, null, 1);
        await().atMost(SOON).untilAsserted(() -> platform.read(mark).statusCode(404));
    }

    private void publish(
            long sequence, ConnectionEventType type, ConnectionState state, Reason reason, int generation) {
        publish(connection, sequence, type, state, reason, generation);
    }

    private void publish(
            UUID id, long sequence, ConnectionEventType type, ConnectionState state, Reason reason, int generation) {
        send(id, data(id, state, reason, generation), type, sequence);
    }

    private byte[] data(UUID id, ConnectionState state, Reason reason, int generation) {
        var now = clock.instant();
        var view = new ConnectionView(
                id,
                "acme",
                "ada",
                "Mine",
                new ProviderRef("fake", "Fake"),
                "oauth2",
                state,
                reason,
                reason == null ? null : reason.advice(),
                null,
                List.of(),
                Permissions.requested(List.of()),
                generation,
                now,
                null,
                Health.UNCHECKED,
                now,
                now,
                1,
                Map.of(),
                null,
                null);
        return EventJson.write(ConnectionEvent.of(view)).getBytes(UTF_8);
    }

    private void sendWithoutSequence() {
        var data = data(connection, ConnectionState.ACTIVE, null, 1);
        var record = record(connection, data, ConnectionEventType.RENAMED, 2);
        record.headers().remove("ce_sequence");
        send(record);
    }

    /** On one partition whatever the key, so that the test knows the order. */
    private void send(UUID id, byte[] data, ConnectionEventType type, long sequence) {
        send(record(id, data, type, sequence));
    }

    private ProducerRecord<byte[], byte[]> record(UUID id, byte[] data, ConnectionEventType type, long sequence) {
        var record = new ProducerRecord<>(Topics.CONNECTIONS, 0, id.toString().getBytes(UTF_8), data);
        if (type != null) {
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", ids.next().toString(),
                            "ce_source", "/latchkey/connection-service",
                            "ce_type", type.type(),
                            "ce_time", clock.instant().toString(),
                            "ce_sequence", String.valueOf(sequence),
                            "content-type", "application/json")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        }
        return record;
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record);
            producer.flush();
        }
    }
}
